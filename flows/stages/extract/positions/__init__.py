"""Negotiating positions: who proposed, accepted, rejected, amended, asked or conceded what, on which article.

Read from documents that report a talk or carry one on (records of conversation, minutes, correspondence); others
have none.  `roster` finds out who is who (`entries` whom a list means, `writers` who writes to whom), `heads` finds subjects with their
verbs and `clauses` cuts the sentences by them, `turns` says who speaks (`meant` whom a subject means, `told` what is told of others),
`moves` what the clause does, `found` which clauses do it together, `joint` what all of them settle.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.stages.extract.positions.articles import Agenda, Article
from flows.stages.extract.positions.found import Found, moves
from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT, estimate
from flows.stages.extract.positions.moves import answer
from flows.stages.extract.positions.roster import roster
from flows.stages.extract.positions.turns import Attribution
from flows.stages.extract.positions.write import Writer
from flows.stages.genres import CORRESPONDENCE, TALKS
from flows.stages.model import Document


def extract(doc: Document, walk: Attribution | None = None) -> None:
    """Append the positions of the document to its statements: one row for the position itself and one per known field.

    Local ids are p1, p2, ... in order of the text.  A document of another genre is left alone.  `walk` is the document read
    before, where it was.
    """
    if doc.genre not in TALKS or estimate(doc):
        return
    walk = walk or Attribution(doc, roster(doc))
    writer = Writer(doc)
    told = list(_told(doc, walk))
    if doc.genre == CORRESPONDENCE and walk.kind == REPORT and not walk.spoken:
        return  # a report on the state of things, in which nobody speaks
    for found, article in told:
        for turn in found.turn.each():
            writer.write(found.start, found.end, turn, found.move, article)


def _told(doc: Document, walk: Attribution) -> Iterator[tuple[Found, Article | None]]:
    """The moves of the document in order, each with the article that it is about."""
    agenda = Agenda(doc)
    last: Found | None = None
    asked: Found | None = None
    for sentence, turns in walk.read():
        seen = sentence.start
        for found in moves(doc, turns, walk.kind):
            seen = found.end
            article = agenda.article(found.start, found.end)
            before, last = last, found
            if not (found.turn.speaker.person_id or found.turn.speaker.actor_id):
                continue
            if walk.kind == TRANSCRIPT and walk.people.one_sided and not walk.outward(found.start, found.end):
                continue
            if before and found.repeats(before):
                continue
            if asked and asked.turn.speaker.against(found.turn.speaker):
                found.move = answer(found.move, asked.move)
            if found.move.stance == "asks":
                asked = found
            elif asked and (asked.turn.speaker.same(found.turn.speaker) or before is not asked):
                asked = None  # the next two moves at most are an answer
            yield found, article
        agenda.article(seen, sentence.end)
