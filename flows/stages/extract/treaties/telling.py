"""Whether a text tells of a treaty, or only has words for one: what notes name, what a plural takes together, mere phrases."""

from __future__ import annotations

import re

from flows.stages.extract.treaties.names import PLAIN, key_words, printed
from flows.stages.extract.treaties.phrases import being_made, definite, in_the_making
from flows.stages.extract.treaties.wording import phrase
from flows.stages.model import TALKS, Document, Mention
from flows.stages.recognise.treaties import RIGHT_RELATIVE

ASIDE = frozenset(("note", "heading", "front"))
PLURAL = re.compile(r"\b(?:treaties|agreements|pacts|conventions|protocols|armistices|declarations|accords)$", re.IGNORECASE)
SIDES = re.compile(r" (?:between|among) (?:the )?(?=[A-Z])")
EACH = re.compile(r" with (?:each|all|both|most|several|[a-z]+teen|two|three|four|five|six) (?:of )?(?:the )?")
"""In a description that says with how many others a treaty each was made."""
NONE = re.compile(r"\b(?:[Nn]o (?:such )?|(?:[Ii]f|[Uu]nless|[Ss]hould|[Oo]nce) (?:an?|any|some) )$")
"""Before a treaty that is none, or none yet: if a trade treaty comes into force."""
OPENS = re.compile(r"(?:\A|[.!?]”? |\n)$")
"""Before a word that begins a sentence."""
WHEN = re.compile(r"\b(?:[Ww]hen|[Uu]ntil|[Aa]s soon as) (?:an?|any|some) (?:[\w-]+ )?$")
COMES = re.compile(r"(?: (?:on|of|for|with|between) [^.;:,]{2,50}?)? (?:comes?|enters?|is|are|shall be|has been) ")
COUNTING = frozenset(
    (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("several", "various", "other", "all", "both", "similar", "many"),
    )
)


def tells(doc: Document, kinds: dict[int, str], mentions: list[Mention]) -> bool:
    """Whether a text tells of one treaty: not where only notes and headings name it, nor where a plural takes several together."""
    if all(kinds.get(m.passage_no) in ASIDE for m in mentions):
        return False
    if len(mentions) == 1 and NONE.search(doc.text[max(0, mentions[0].start - 20) : mentions[0].start]):
        return False
    if len(mentions) == 1 and (_to_come(doc, mentions[0]) or _never_made(doc, mentions[0])):
        return False
    naming = [m for m in mentions if m.form in ("named", "described")]
    if len(naming) == 1 and _at_large(doc, naming[0]):
        return False
    places = {kinds.get(m.passage_no) for m in naming}
    plural = all(PLURAL.search(re.sub(r" (?:of|with|on|in|for) .*$", "", printed(m)) if m.form == "named" else m.surface) for m in naming)
    headed = doc.genre in TALKS and places <= {"front", "heading"} and any(kinds.get(m.passage_no) not in ASIDE for m in mentions)
    if places and not headed and (places <= {"note", "front"} or (plural and places <= ASIDE)):
        return False
    if not plural:
        return True
    return any(own_words(doc, m) for m in mentions if m.form == "named" or (m.form == "described" and _made_or_aimed(doc, m)))


def _to_come(doc: Document, m: Mention) -> bool:
    """Whether a treaty is none before something that is still to be: it lapses when a general treaty comes into force."""
    before = WHEN.search(doc.text[max(0, m.start - 24) : m.start])
    return before is not None and COMES.match(doc.text, m.end) is not None


def _never_made(doc: Document, m: Mention) -> bool:
    """Whether a treaty without a name is told of only as one that nobody made: they have never signed a treaty of peace."""
    return m.form != "named" and phrase("never-made").search(doc.text[max(0, m.start - 60) : m.start]) is not None


def _at_large(doc: Document, m: Mention) -> bool:
    """Whether a plural without an article begins a sentence and speaks of such treaties in general: Trade treaties were the rule."""
    head = re.split(r" (?:of|with|on|in|for|between|among|to) ", m.surface)[0]
    plain = several(m) and head[:1].isupper() and head[1:].islower()
    opens = OPENS.search(doc.text[max(0, m.start - 3) : m.start]) is not None
    signed = re.search(r"\b(?:signed|concluded)\b", doc.text[m.end : m.end + 60]) is not None
    return plain and opens and not signed


AIM = re.compile(r" to (?!the\b|an?\b|be\b)[a-z]+\b")
"""Right behind a plural that says what the treaties were for: the postwar agreements to unify the zones."""


EXAMPLES = re.compile(
    r"[^.;,:]{0,20}, one (?:for|on|about|of|to) |,? (?:such as|including|like|among them|for example) |: (?:the |The )?(?=[A-Z])"
)
"""Behind a plural whose members have names of their own."""


def _made_or_aimed(doc: Document, m: Mention) -> bool:
    """Whether somebody makes the treaties that a plural takes together, or it says what for: they are told of as one."""
    if EXAMPLES.match(doc.text, m.end) or (definite(doc, m) and not AIM.match(doc.text, m.end)):
        return False
    return in_the_making(doc, m) or AIM.match(doc.text, m.end) is not None


def own_words(doc: Document, m: Mention) -> set[str]:
    """The words of a name beside those of states, months and numbers: Lend-Lease in `Lend-Lease agreements`, none in `May treaties`."""
    words = key_words(printed(m))[0] - PLAIN - COUNTING
    for other in doc.mentions:
        if other.kind in ("actor", "date") and m.start <= other.start and other.end <= m.end:
            words -= key_words(other.surface)[0]
    return words


def told_of(doc: Document, mentions: list[Mention], kind: str) -> bool:
    """Whether a treaty without a name is more than a phrase: it says between whom it is, was made as one of many, or stopped a war."""
    m = next((m for m in mentions if m.form == "described"), None)
    if m is None:
        return False
    if RIGHT_RELATIVE.search(m.surface) and being_made(doc, m):
        return True
    if (SIDES.search(m.surface) or (EACH.search(m.surface) and being_made(doc, m))) and own_words(doc, m):
        return True
    plural = m.rule_id != "treaty.described-right" and PLURAL.search(m.surface) is not None and _made_or_aimed(doc, m)
    return (plural and bool(own_words(doc, m))) or (kind == "armistice" and being_made(doc, m))


def several(m: Mention) -> bool:
    """Whether the head of a description is a plural: its wartime treaties with Norway."""
    return PLURAL.search(re.split(r" (?:of|with|on|in|for|between|among|to) ", m.surface)[0]) is not None
