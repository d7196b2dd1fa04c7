"""The words of a sentence: tokens and mentions in order, each with the class that the grammar needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from flows.stages.grammar.lexis import common_forms, control, function_words, irregular_forms
from flows.stages.grammar.predicates import goes, headed, lacking, mostly_verb, tells
from flows.stages.model import Mention

TOKEN = re.compile(r"[^\W_]+(?:(?:[.’'-](?=\w)|(?<=\d),(?=\d))[^\W_]*)*|[^\w\s]")
CONTRACTED = re.compile(r"([^\W\d_]+)(n['’]t|['’](?:ll|ve|re|d|m))")
"""Two words in one: didn't, they'll."""
STEMS = {"wo": "will", "ca": "can", "sha": "shall"}
"""What is left of modals before n't."""
MARKS = {
    ",": "comma",
    ";": "stop",
    ":": "stop",
    "—": "stop",
    "–": "stop",
    "(": "open",
    ")": "close",
    "“": "quote",
    "”": "quote",
    '"': "quote",
}
HYPHENS = frozenset("-‐‑–")
PARTICLES = frozenset(("off", "up", "out", "down", "away", "back"))
ENTITY = ("actor", "person", "place")
_VERBAL = frozenset(("verb", "modal", "aux_be", "aux_have", "aux_do"))
_AS_WHOM = frozenset(("det", "poss", "word", *ENTITY))
_GOVERNS = frozenset(("modal", "aux_do", "aux_have", "aux_be", "pron", "treaty", *ENTITY))
_OPENS_OBJECT = frozenset(("det", "sub", "poss", "pron", "treaty", *ENTITY))
_NAMED = frozenset((*ENTITY, "pron"))
_SUBJECTS = _NAMED | {"rel"}
_THIS = frozenset(("this", "that"))
"""What stands for a thing told before where a verb of causing and its object follow: This led Norway to ..."""
_BEFORE_INVERTED = frozenset(("adv", "comma", "conj", "date", "neg", "stop", "word"))
_SUBJECT_OF_INVERTED = frozenset(("det", "poss", "word", "pron", "prep", "conj", "treaty", "quantity", *ENTITY))
_DENYING = frozenset(("nor", "never", "neither", "nowhere"))
_DEGREES = frozenset(("more", "most", "less", "least", "very", "too", "highly", "quite", "rather"))
"""Before a participle that is an adjective: more appealing."""
_SHARING = frozenset(("each", "both", "all"))
_SHARERS = frozenset(("word", "pron", *ENTITY))
_TWOFOLD = frozenset(("that", "as", "once", "there", "her", *_SHARING))
_BEFORE_PARTICIPLE = frozenset(("aux_have", "aux_be", "modal"))
MOST_QUOTED = 5
"""Words of a quotation at most that is a part of a phrase, and no speech."""
_QUOTED = frozenset(("word", "verb", "det", "adv", "prep", "conj", "treaty", *ENTITY))
"""What such words may be."""
_BEFORE_QUOTED = frozenset(("det", "poss", "word", "verb", "prep", "conj", *ENTITY))
"""What stands before them; speech stands behind a comma or a colon."""
EVENT_NOUNS_IN_ING = frozenset(("backing", "meeting", "bombing", "fighting", "landing", "signing", "understanding", "opening", "shelling"))


@dataclass(slots=True)
class Unit:
    """A word, a mark or a mention.

    `kind` is a function class of `rules/function_words.csv`, a mark (comma, stop, open, close, quote, punct), particle,
    verb, word, or the kind of the mention; `form` is the verb form (base, third, ger, past, part, ed).
    """

    kind: str
    text: str
    start: int
    end: int
    mention: Mention | None = None
    inner: list[Mention] = field(default_factory=list)
    possessive: bool = False
    form: str | None = None
    capital: bool = False

    @property
    def modifier(self) -> bool:
        """Whether the mention stands before a noun as its modifier: Soviet, British, Stalin's."""
        return self.possessive or (self.mention is not None and self.mention.form == "adjective")


def outermost(mentions: list[Mention]) -> list[tuple[Mention, list[Mention]]]:
    """Mentions in order with those that lie inside each; one that crosses the end of another is dropped."""
    out: list[tuple[Mention, list[Mention]]] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if out and m.start < out[-1][0].end:
            if m.end <= out[-1][0].end:
                out[-1][1].append(m)
        else:
            out.append((m, []))
    return out


def units_of(text: str, start: int, end: int, mentions: list[Mention], verbs: Mapping[str, str]) -> list[Unit]:
    """The units of text[start:end]; `mentions` lie in it, `verbs` maps the words of known verbs to their form."""
    outer = outermost(mentions)
    classes = _classes(verbs)
    out: list[Unit] = []
    position, i = start, 0
    while position < end:
        if i < len(outer) and outer[i][0].start <= position:
            unit = _mention_unit(text, *outer[i])
            out.append(unit)
            position = max(unit.end, position)
            i += 1
            continue
        limit = outer[i][0].start if i < len(outer) else end
        for token in TOKEN.finditer(text, position, limit):
            word = token[0]
            first, position = token.span()
            # One modifier of two: a Danish-Swedish truce.
            compound = word in HYPHENS and out and out[-1].end == first and i < len(outer) and position == limit
            if not (compound and out[-1].mention is not None and out[-1].modifier):
                known = classes.get(word)
                if known is None:
                    known = classes[word] = _class_of(word, verbs)
                if known[0] == "contracted":
                    out += _contracted(known[1], first)
                    continue
                out.append(Unit(known[0], known[1], first, position, None, [], known[2], known[3], word[0].isupper()))
        position = limit
    _join_well(out)
    _unquote(out)
    _settle_words(out)
    _settle_denials(out)
    _settle_found(out)
    _settle_waters(out)
    _settle_inverted(out)
    _settle_verbs(out)
    return out


def _join_well(units: list[Unit]) -> None:
    """Make one conjunction of `as well as`: Norway, as well as Sweden, agreed."""
    for i in [i for i, u in enumerate(units) if u.text == "well" and 0 < i < len(units) - 1][::-1]:
        if units[i - 1].text == units[i + 1].text == "as":
            units[i - 1 : i + 2] = [Unit("conj", "and", units[i - 1].start, units[i + 1].end)]


def _unquote(units: list[Unit]) -> None:
    """Leave out the marks around a few quoted words that are part of a phrase: the “open door” policy, a “northern” league."""
    marks = [i for i, u in enumerate(units) if u.kind == "quote"]
    left_out = len(units)
    for first, last in list(pairwise(marks))[::-1]:
        inside = units[first + 1 : last]
        led = first > 0 and units[first - 1].kind in _BEFORE_QUOTED and last < left_out
        if led and 0 < len(inside) <= MOST_QUOTED and all(u.kind in _QUOTED for u in inside) and units[first].end == inside[0].start:
            del units[last], units[first]
            left_out = first


def _mention_unit(text: str, m: Mention, inner: list[Mention]) -> Unit:
    tail = text[m.end : m.end + 2]
    end, possessive = m.end, m.surface.endswith(("’s", "'s"))
    if tail in ("’s", "'s"):
        end, possessive = m.end + 2, True
    elif tail[:1] in ("’", "'") and m.surface.endswith("s") and not tail[1:].isalpha():
        end, possessive = m.end + 1, True
    return Unit(m.kind, m.surface.lower(), m.start, end, m, inner, possessive)


def _contracted(word: str, start: int) -> list[Unit]:
    """The two words of which one that is contracted is made: did and n't."""
    made = CONTRACTED.fullmatch(word)
    assert made is not None
    stem, tail = STEMS.get(made[1], made[1]), made[2].replace("’", "'")
    middle, words = start + made.end(1), function_words()
    return [Unit(words.get(stem, "word"), stem, start, middle), Unit(words[tail], tail, middle, start + made.end())]


_Class = tuple[str, str, bool, str | None]
_CLASSES: dict[int, tuple[Mapping[str, str], dict[str, _Class]]] = {}
_MOST_WORDS = 200_000


def _classes(verbs: Mapping[str, str]) -> dict[str, _Class]:
    """The classes found so far of words as they are written, for one table of verbs: most words of a text were met before."""
    known = _CLASSES.get(id(verbs))
    if known is None or known[0] is not verbs or len(known[1]) > _MOST_WORDS:
        known = _CLASSES[id(verbs)] = (verbs, {})
    return known[1]


def _class_of(word: str, verbs: Mapping[str, str]) -> _Class:
    """Kind, small letters, whether it is a possessive, and the verb form of a word outside mentions."""
    low = word.lower()
    kind = MARKS.get(word) or function_words().get(low)
    if kind is not None:
        return kind, low, False, None
    if ("’" in low or "'" in low) and CONTRACTED.fullmatch(low):
        return "contracted", low, False, None
    form = verbs.get(low) or irregular_forms().get(low) or common_forms().get(low)
    if form is None and len(low) > 4 and low.endswith("ly") and word[0].islower():
        return "adv", low, False, None
    if form is None and low.endswith("ed") and len(low) > 4 and word[0].islower():
        form = "ed"
    if low in PARTICLES:
        kind = "particle"
    elif form:
        kind = "verb"
    else:
        kind = "word" if word[0].isalnum() else "punct"
    return kind, low, low.endswith(("’s", "'s")), form


def _settle_found(units: list[Unit]) -> None:
    """Make a form of `find` of what was `found`: a compromise was found, which nobody founded."""
    for i, u in enumerate(units):
        k = i - 1
        while k >= 0 and units[k].kind in ("adv", "neg"):
            k -= 1
        if u.text == "found" and k >= 0 and units[k].kind == "aux_be":
            u.text = "find"


def _settle_waters(units: list[Unit]) -> None:
    """Make `off` behind a noun a preposition where it leads to a name: beat the fleet off Westport."""
    for before, u, after in zip(units, units[1:], units[2:], strict=False):
        named = after.kind in ("place", "actor") or (after.kind == "word" and after.capital)
        if u.text == "off" and u.kind == "particle" and named and (before.kind == "word" or before.kind in ENTITY):
            u.kind = "prep"


def _settle_inverted(units: list[Unit]) -> None:
    """Put a `did` that stands before its subject where it would stand without that: only in May did Norway recognise Peru."""
    for i, u in enumerate(units):
        if u.kind != "aux_do" or u.text != "did" or not i or units[i - 1].kind not in _BEFORE_INVERTED:
            continue
        k = i + 1
        while k < len(units) and units[k].kind in _SUBJECT_OF_INVERTED:
            k += 1
        if i + 1 < k < len(units) and units[k].kind == "verb" and units[k].form in ("base", "same"):
            at = units[k].start
            denied = [Unit("neg", "not", at, at)] if units[i - 1].text in _DENYING else []
            units[i : k] = [*units[i + 1 : k], Unit("aux_do", "did", at, at), *denied]


def _settle_denials(units: list[Unit]) -> None:
    """Make a denial of `no longer`: would no longer pay."""
    for u, after in pairwise(units):
        if u.text == "no" and after.text == "longer":
            u.kind, after.kind = "neg", "adv"


def _settle_words(units: list[Unit]) -> None:
    """Give words of two classes the one that their place shows: `of that conference`, `the first ambassador`, `the two each claimed it`."""
    for i, u in enumerate(units):
        if u.kind != "adv" and u.text not in _TWOFOLD:
            continue
        before = units[i - 1] if i else None
        after = units[i + 1] if i + 1 < len(units) else None
        if u.text == "once" and before is not None and before.text == "at":
            u.kind = before.kind = "adv"  # recognised at once by Norway
        elif u.text == "her":
            u.kind = "poss" if after is not None and _owned(after, units[i + 2] if i + 2 < len(units) else None) else u.kind
        elif u.text == "there":
            opens = after is not None and after.kind in _BEFORE_PARTICIPLE  # he said there was one; the treaty signed there
            u.kind = "adv" if before is not None and before.kind == "verb" and not opens else u.kind
        elif (
            u.text == "that"
            and before is not None
            and before.kind == "prep"
            and after is not None
            and after.kind in ("word", "treaty", "verb")
        ):
            u.kind = "det"
        elif before is not None and (
            (u.text in _SHARING and before.kind in _SHARERS and _shared(units[i + 1 : i + 3]))
            or (before.kind in _BEFORE_PARTICIPLE and after is not None and _floats(u, after))
        ):
            u.kind = "adv"
        elif u.kind == "adv" and before is not None and before.kind in ("det", "poss") and after is not None:
            u.kind = "word"
        elif u.text == "as" and after is not None and after.kind in _AS_WHOM and not _clause_follows(units, i + 1):
            u.kind = "prep"


def _owned(u: Unit, after: Unit | None) -> bool:
    """Whether what stands behind `her` is hers: her envoy, her Danish ally, her Atlantic ports; not she: asked her to leave."""
    if u.kind in ENTITY:
        return u.modifier or (after is not None and after.kind == "word")
    return u.kind in ("word", "treaty") or (u.kind == "verb" and u.form in ("base", "third") and not mostly_verb(u))


def _floats(u: Unit, after: Unit) -> bool:
    """Whether a word stands in a verb group as an adverb does: the states had all agreed, would once again agree."""
    if u.text == "once":
        return after.text == "again"
    return u.text in _SHARING and after.kind in ("verb", "adv") and after.form not in ("base", "third", "ger")


def _shared(after: list[Unit]) -> bool:
    """Whether a finite verb and its object stand behind `each`: the two states each claimed the valley."""
    return len(after) == 2 and after[0].kind == "verb" and after[0].form in ("ed", "past") and after[1].kind in _OPENS_OBJECT


def _clause_follows(units: list[Unit], i: int) -> bool:
    """Whether a verb comes before the next mark: then what stands before it is a clause."""
    for u in units[i : i + 9]:
        if u.kind in ("comma", "stop", "punct", "prep", "open"):
            return False
        if u.kind in ("aux_be", "aux_have", "aux_do", "modal") or (u.kind == "verb" and u.form in ("past", "ed", "third")):
            return True
    return False


def _settle_verbs(units: list[Unit]) -> None:
    """Turn into plain words what looks like a verb but stands where a noun or an adjective does."""
    for i, u in enumerate(units):
        if u.kind != "verb":
            continue
        j = i - 1
        while j >= 0 and units[j].kind in ("adv", "neg"):
            j -= 1
        before = units[j] if j >= 0 else None
        after = units[i + 1] if i + 1 < len(units) else None
        whose = before is not None and before.text == "whose"  # in whose favour
        if whose or (not _is_verb(units, i, before, after, j) and not tells(units, i, j)):
            u.kind = "word"


def _is_verb(units: list[Unit], i: int, before: Unit | None, after: Unit | None, j: int) -> bool:
    u = units[i]
    kind = before.kind if before else "start"
    if before is not None and (before.modifier or (before.text in HYPHENS and before.end == u.start)):
        return False  # the Danish fleet, the Danish-backed rebels
    if u.form == "same":
        governed = before is not None and (before.kind in _GOVERNS or before.text == "to")
        return governed or (kind == "conj" and after is not None and after.kind in ("det", "poss", "particle"))
    if u.form in ("base", "third"):
        if before is None or (u.form == "third" and u.text not in common_forms() and kind not in _NAMED):
            return False
        if before.kind in ("modal", "aux_do") or before.text == "to" or before.text in control("bare"):
            return True
        if u.form == "base" and kind in _NAMED and j and units[j - 1].text in control("let"):
            return True  # made Norway leave
        opens_object = after is not None and (after.kind in _OPENS_OBJECT or after.text in ("to", "with", "on"))
        if kind in _SUBJECTS:
            if u.form == "third":
                return kind not in ENTITY or opens_object or not headed(units, i)
            return _plural(before) or (opens_object and _joined(units, j))
        if kind in ("conj", "comma") and u.form == "base":
            return (opens_object or (kind == "conj" and after is not None and goes(u, after))) and _goes_on(units, j, kind == "conj")
        if u.form != "third" or kind != "word" or not opens_object or before.text.endswith("s"):
            return False
        return (after is not None and after.kind in _OPENS_OBJECT) or lacking(units, i)
    if u.form == "ger":
        if before is not None and (before.text in _DEGREES or units[j + 1].text in _DEGREES):
            return False
        if u.text in EVENT_NOUNS_IN_ING and kind == "comma" and after is not None and after.form in ("past", "ed"):
            return False  # they refused, fighting broke out
        if u.text in EVENT_NOUNS_IN_ING and kind == "prep" and after is not None and after.kind in _OPENS_OBJECT:
            return True  # by opening its ports, by bombing Westport
        return not (kind in ("det", "poss") or (u.text in EVENT_NOUNS_IN_ING and kind not in ("aux_be", "comma")))
    if u.form == "past" or after is None:
        return True
    if kind in ("det", "poss"):
        caused = u.text in control("object") or u.text in irregular_forms()
        return before is not None and before.text in _THIS and caused and (after.kind in _OPENS_OBJECT or after.text == "to")
    noun = after.kind in ("word", "treaty") or (after.form in ("base", "third") and not mostly_verb(after))
    described = noun or (after.kind in ENTITY and after.modifier)
    led = kind == "prep" or (kind == "verb" and j == i - 1 and j > 0)  # from captured Danish files, to occupy disputed land
    return not (led and described)


def _goes_on(units: list[Unit], j: int, last: bool) -> bool:
    """Whether a base form behind the mark at j goes on from an infinitive or a modal: to leave the talks, recall the envoy, and ..."""
    if any(x.text == "to" or x.kind == "modal" for x in units[max(0, j - 12) : j] if last):
        return True
    verbs = [k for k in range(max(0, j - 25), j) if units[k].kind in _VERBAL]
    k = verbs[-1] if verbs else 0
    leads = k > 0 and (units[k - 1].text == "to" or units[k - 1].kind == "modal" or units[k].form in ("base", "wish"))
    return leads and (last or any(x.kind == "conj" and y.form == "base" for x, y in pairwise(units[j + 1 : j + 20])))


def _joined(units: list[Unit], j: int) -> bool:
    """Whether the entity at j is joined to another before it: Norway and Persia, who sign the pact together."""
    return j > 1 and units[j].kind in ENTITY and units[j - 1].kind == "conj" and units[j - 2].kind in ENTITY


def _plural(u: Unit) -> bool:
    if u.kind == "pron":
        return u.text in ("they", "we", "i", "you")
    return u.kind == "rel" or u.text.endswith("s") or (u.mention is not None and u.mention.form in ("demonym", "group"))
