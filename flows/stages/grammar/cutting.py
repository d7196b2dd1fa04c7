"""From units to chunks, one behind the other: noun phrases, verb groups, dates and boundaries."""

from __future__ import annotations

from flows.stages.grammar.ahead import AUX, fronted, own_clause, subject_follows
from flows.stages.grammar.chunks import NP, VG, Chunk
from flows.stages.grammar.lexis import ENTITY, word_class
from flows.stages.grammar.predicates import unlisted
from flows.stages.grammar.units import Unit

_VERBAL = AUX | {"verb"}
_ALONE = frozenset(("prep", "conj", "sub", "rel", "comma", "stop", "open", "close", "quote", "particle", "punct"))
_NOMINAL = frozenset(("det", "poss", "word", "treaty", "quantity", "article", *ENTITY))


def cut(units: list[Unit]) -> list[Chunk]:
    """The chunks of a sentence, each by itself."""
    out: list[Chunk] = []
    i, n = 0, len(units)
    while i < n:
        u = units[i]
        kind = u.kind
        if kind in _VERBAL or (u.text == "to" and _verb_follows(units, i + 1)):
            group, i = _verb_group(units, i)
            out.append(group)
        elif kind in _ALONE:
            out.append(Chunk(kind, u.start, u.end, None, None, None, u.text))
            i += 1
        elif kind == "neg" or kind == "adv":
            out.append(Chunk("neg" if kind == "neg" else "ADV", u.start, u.end, None, None, None, u.text))
            i += 1
        elif kind == "date" or kind == "duration":
            out.append(Chunk("DATE", u.start, u.end, None, None, None, u.text, u.mention))
            i += 1
        else:
            np, i = _noun_phrase(units, i)
            out.append(Chunk("NP", np.start, np.end, np=np, text=np.head))
    return out


def _verb_follows(units: list[Unit], i: int) -> bool:
    while i < len(units) and units[i].kind in ("adv", "neg"):
        i += 1
    return i < len(units) and (
        units[i].form in ("base", "same")
        or unlisted(units, i)
        or units[i].kind in ("aux_be", "aux_have", "aux_do")
        or (units[i].kind == "verb" and units[i].form not in ("third", "past", "ger"))
    )


def _verb_group(units: list[Unit], i: int) -> tuple[Chunk, int]:
    first = units[i]
    be = have = had = aux = negated = False
    infinitive = first.text == "to"
    modal: str | None = None
    main: Unit | None = None
    last = first
    if infinitive:
        i += 1
    while i < len(units):
        u = units[i]
        if u.kind == "modal":
            modal = u.text
            aux = True
        elif u.kind == "aux_be":
            be, aux = True, True
        elif u.kind == "aux_have":
            have, aux, had = True, True, had or u.text == "had"
        elif u.kind == "aux_do":
            aux = True
        elif u.kind == "neg":
            negated = negated or i + 1 == len(units) or units[i + 1].text not in word_class("not-only")
        elif u.kind == "adv":
            if not _verb_soon(units, i + 1):
                break
        elif (u.form is not None and (u.kind == "verb" or infinitive or modal)) or unlisted(units, i):
            main, last = u, u
            i += 1
            break
        else:
            break
        last = u
        i += 1
    word, form = (main.text, main.form or "base") if main else (last.text, "aux")
    passive = be and form in ("ed", "part", "same")
    wished = form == "wish"  # that Norway leave, as that Norway should leave
    if wished:
        form, modal, aux = "base", modal or "should", True
    participial = first.text in ("having", "being") or (form == "ger" and not aux)
    past = had and modal is None
    group = VG(word, form, first.start, last.end, last.start, passive, negated, modal, infinitive, have, aux, participial, past, wished)
    return Chunk("V", group.start, group.end, vg=group, text=word), i


def _verb_soon(units: list[Unit], i: int) -> bool:
    while i < len(units) and units[i].kind in ("adv", "neg"):
        i += 1
    return i < len(units) and (units[i].kind in AUX or units[i].kind == "verb" or unlisted(units, i))


def _noun_phrase(units: list[Unit], i: int) -> tuple[NP, int]:
    inside: list[Unit] = []
    last: Unit | None = None
    n = len(units)
    while i < n:
        u = units[i]
        kind = u.kind
        if kind not in _NOMINAL and not (kind == "pron" if last is None else kind == "date" and _dates_a_noun(units, i)):
            break
        if last is not None and (kind == "det" or kind == "poss") and last.kind != "det" and not last.possessive:
            break
        told = kind in ENTITY and not u.modifier and i + 1 < n and units[i + 1].kind in _VERBAL
        if told and last is not None and last.text in word_class("nouns-with-clauses"):
            break
        if last is not None and last.kind == "word" and own_clause(units, i):
            break
        if inside and (subject_follows(units, i - len(inside), i) or fronted(units, i, inside)):
            break
        inside.append(u)
        last = u
        i += 1
        if kind == "pron":
            break
    np = NP(inside[0].start, inside[-1].end, inside)
    last = inside[-1]
    np.head = last.text if last.kind == "word" else ""
    for u in inside:
        if u.mention is None:
            if u.kind == "pron":
                np.pronoun = u.text
            elif u.kind == "poss":
                np.possessor = u.text
        elif u.kind in ENTITY:
            (np.heads if u is last and not u.modifier else np.mods).append(u.mention)
        elif u.kind == "treaty":
            np.treaties.append(u.mention)
            np.mods += [m for m in u.inner if m.kind in ("actor", "person")]
    if np.mods and not np.heads and not np.head and not np.treaties and last.mention is not None and last.mention.form == "adjective":
        np.heads.append(np.mods.pop())
    return np, i


def _dates_a_noun(units: list[Unit], i: int) -> bool:
    """Whether a date inside a phrase belongs to its noun: the 1912 truce, Norland's 1912 visit."""
    before, after = units[i - 1], units[i + 1] if i + 1 < len(units) else None
    return not before.mention or (before.modifier and after is not None and after.kind == "word")
