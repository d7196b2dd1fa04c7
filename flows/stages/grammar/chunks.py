"""From units to chunks: noun phrases, prepositional phrases, verb groups, dates and boundaries.

No tree is built.  A noun phrase knows the entities in it (and which of them only modify its head), the phrases that
`of` and `between` hang on it, and what it is coordinated with; that is what roles are read from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.stages.grammar.ahead import AUX, fronted, own_clause, subject_follows
from flows.stages.grammar.lexis import control, deputies, people
from flows.stages.grammar.lists import (
    apposed,
    awaits_verb,
    bare,
    broken_off,
    deputies_of,
    finite_next,
    goes_on,
    goes_to_another,
    left_out,
    listable,
    listed,
    opens_before_subject,
    stands_for,
    unmarked,
)
from flows.stages.grammar.predicates import unlisted
from flows.stages.grammar.represented import leads_another, parallel, represented
from flows.stages.grammar.together import exemplified, together
from flows.stages.grammar.units import ENTITY, Unit
from flows.stages.model import Mention

CLAUSE_OPENERS = frozenset(("before", "after", "since", "until", "till", "as"))
"""Prepositions that are conjunctions where a clause follows: before the nation entered the war."""
AMID = frozenset(("between", "among"))
"""Prepositions that want two: whoever follows `and` is the second, and no subject of the verb behind."""
HANGS_ON = AMID | {"of"}
WHEN = frozenset(("time", "moment", "day", "week", "month", "year", "night", "hour", "minute", "way"))
"""Nouns that a clause may follow without a conjunction: by the time Congress met, the day Norway signed."""
ALSO = frozenset(("only", "just", "merely", "simply", "solely"))
"""Behind `not`, what makes of it no denial: not only rejected the offer, but ..."""
_VERBAL = AUX | {"verb"}
_ALONE = frozenset(("prep", "conj", "sub", "rel", "comma", "stop", "open", "close", "quote", "particle", "punct"))
_NOMINAL = frozenset(("det", "poss", "word", "treaty", "quantity", "article", *ENTITY))


@dataclass(slots=True)
class NP:
    """A noun phrase: `mods` only modify its head word, `heads` are the phrase's own entities."""

    start: int
    end: int
    units: list[Unit]
    head: str = ""
    heads: list[Mention] = field(default_factory=list)
    mods: list[Mention] = field(default_factory=list)
    treaties: list[Mention] = field(default_factory=list)
    attached: dict[str, list[NP]] = field(default_factory=dict)
    pronoun: str | None = None
    possessor: str | None = None
    also: list[NP] = field(default_factory=list)

    def entities(self) -> list[Mention]:
        """Who the phrase stands for: its own entities, else its modifiers and what hangs on it by of or between."""
        if not self.attached and not self.also:
            return [*self._hyphened(), *self.heads] if self.heads else self.mods.copy()
        out = self.named_members() or [*self._hyphened(), *self.heads, *self._represented()]
        if not out:
            out += self.mods
            for nps in self.attached.values():
                out += [m for np in nps for m in np.entities() if m not in out]
        for np in self.also:
            out += [m for m in np.entities() if m not in out]
        return out

    def _hyphened(self) -> list[Mention]:
        """The other one of two whose names a hyphen joins: the Dano-Swedish fleet."""
        if len(self.heads) != 1 or len(self.mods) != 1:
            return []
        first, second = self.mods[0], self.heads[0]
        return [first] if first.kind == second.kind == "actor" and first.end + 1 == second.start and first.form == "adjective" else []

    def named_members(self) -> list[Mention]:
        """Those whom a group is said to be of or to include: the Western powers of Norway and Sweden."""
        if not self.heads or any(m.surface.rpartition(" ")[2].lower() not in control("group") for m in self.heads):
            return []
        return [m for prep in ("of", "such") for np in self.attached.get(prep, ()) for m in np.entities() if m.kind == "actor"]

    def _represented(self) -> list[Mention]:
        """For whom else the person acts that the phrase names: Berg for Norway and Sweden."""
        if len(self.heads) != 1 or self.heads[0].kind != "person":
            return []
        own = self.heads[0].for_actor is not None
        return [m for np in self.attached.get("for", ()) for x in ((*np.also,) if own else (np, *np.also)) for m in x.entities()]

    def all_treaties(self) -> list[Mention]:
        """The treaty mentions of the phrase and of what it is coordinated with."""
        return self.treaties + [t for np in self.also for t in np.treaties]

    def pronouns(self) -> list[str]:
        """Personal and possessive pronouns that stand in for entities of the phrase."""
        return [p for np in (self, *self.also) for p in (np.pronoun, np.possessor) if p]


@dataclass(slots=True)
class VG:
    """A verb group; `word` and `form` are its main verb's."""

    word: str
    form: str
    start: int
    end: int
    head_start: int
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    infinitive: bool = False
    perfect: bool = False
    auxiliary: bool = False
    participial: bool = False
    past_perfect: bool = False
    wished: bool = False

    @property
    def finite(self) -> bool:
        """Whether the group can carry a subject of its own."""
        return not self.infinitive and not self.participial and (self.auxiliary or self.form not in ("ger", "part"))


@dataclass(slots=True)
class Chunk:
    """A piece of the sentence. `kind`: NP, PP, V, DATE, ADV, comma, stop, conj, sub, rel, particle, open, close, quote."""

    kind: str
    start: int
    end: int
    np: NP | None = None
    vg: VG | None = None
    prep: str | None = None
    text: str = ""
    mention: Mention | None = None


def chunk(units: list[Unit]) -> list[Chunk]:
    """The chunks of a sentence, prepositional phrases joined, coordination and of-phrases attached."""
    return exemplified(_attach(together(parallel(_join_coordinates(represented(apposed(_join_prepositions(unmarked(_flat(units))))))))))


def _flat(units: list[Unit]) -> list[Chunk]:
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
            negated = negated or i + 1 == len(units) or units[i + 1].text not in ALSO
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
        if last is not None and last.text in WHEN and kind in ENTITY and not u.modifier and i + 1 < n and units[i + 1].kind in _VERBAL:
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


def _join_prepositions(chunks: list[Chunk]) -> list[Chunk]:
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        c = chunks[i]
        if c.kind == "prep" and i + 1 < len(chunks):
            nxt = chunks[i + 1]
            if nxt.kind == "prep" and i + 2 < len(chunks) and chunks[i + 2].kind in ("NP", "DATE"):
                c, nxt, i = nxt, chunks[i + 2], i + 1
            if nxt.kind == "NP" and c.text in CLAUSE_OPENERS and finite_next(chunks, listed(chunks, i + 1)):
                out.append(Chunk("sub", c.start, c.end, text=c.text))
                i += 1
                continue
            if nxt.kind == "NP":
                out.append(Chunk("PP", c.start, nxt.end, np=nxt.np, prep=c.text, text=nxt.text))
                i += 2
                continue
            if nxt.kind == "DATE":
                out.append(Chunk("DATE", c.start, nxt.end, mention=nxt.mention, prep=c.text, text=nxt.text))
                i += 2
                continue
        out.append(c)
        i += 1
    return out


def _join_coordinates(chunks: list[Chunk]) -> list[Chunk]:
    """Join `A and B`, `A, B and C` into the phrase of A when both carry entities and B is not the subject of a new clause."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        c = chunks[i]
        if c.kind in ("NP", "PP") and c.np is not None and (listable(c) or stands_for(c)):
            j, closed = i, False
            members: list[Chunk] = []
            while True:
                k = j + 1
                while k < len(chunks) and (chunks[k].kind in ("comma", "conj") or (chunks[k].kind == "ADV")):
                    k += 1
                marks = chunks[j + 1 : k]
                if not marks or k >= len(chunks) or chunks[k].kind != "NP" or not (listable(chunks[k]) or deputies_of(chunks, k)):
                    closed = closed or (bool(members) and left_out(chunks, i, marks, k))
                    break
                if (c.prep == "for" and leads_another(chunks, i, k)) or goes_to_another(chunks, i, k):
                    break
                if any(m.text == "but" or (m.text == "nor" and not (i and chunks[i - 1].text == "neither")) for m in marks):
                    break
                closed = any(m.kind == "conj" for m in marks)
                if closed and _starts_clause(chunks, i, k):
                    closed = False
                    break
                members.append(chunks[k])
                j = k
                if closed and not (k + 1 < len(chunks) and chunks[k + 1].kind == "conj") and not goes_on(chunks, i, k):
                    break
            if members and closed and not opens_before_subject(chunks, i, j):
                c.np.also = [m.np for m in members if m.np is not None]
                c.end = c.np.end = members[-1].end
                out.append(c)
                i = j + 1
                continue
        out.append(c)
        i += 1
    return out


def _starts_clause(chunks: list[Chunk], first: int, k: int) -> bool:
    """Whether the phrase at k after `and` is the subject of the next verb while the one at `first` is an object."""
    if chunks[first].prep in AMID or bare(chunks[first]):
        return False
    after = k + 1
    while after < len(chunks) and chunks[after].kind in ("ADV", "neg"):
        after += 1
    verb = chunks[after].vg if after < len(chunks) else None
    if (verb is None or not verb.finite) and not broken_off(chunks, k):
        return False
    opened = next((n + 1 for n in range(first - 1, -1, -1) if chunks[n].kind in ("comma", "sub", "rel", "stop", "open")), 0)
    last = chunks[k].np
    if chunks[first].kind == "PP" and last is not None and last.heads and awaits_verb(chunks[opened:first]):
        return False  # when Norland attacked, few ministers in Oslo or Bergen believed it
    return (
        first > 0
        and (chunks[first].kind == "PP" or chunks[first - 1].kind in ("V", "particle"))
        and any(c.kind == "V" for c in chunks[:first])
    )


def _hail_from(host: Chunk, c: Chunk, acts: bool, opens: bool) -> bool:
    """Whether a phrase with from or in, or with to before the verb, says whose people its host names: envoys from Norway."""
    if host.np is None or c.np is None or (host.np.entities() and host.np.head not in control("apart")):
        return False
    if c.prep == "in" and host.np.head:  # the government in Oslo, which then is no place
        return bool(c.np.heads) and all(m.form == "capital" for m in c.np.heads)
    of_whom = host.np.head in deputies() and (acts or host.kind == "PP")
    if c.prep == "from" and (of_whom or (opens and host.np.head in control("paper"))):
        return True
    return host.np.head in people() and (c.prep == "from" or (c.prep == "to" and acts and host.kind == "NP"))


def _attach(chunks: list[Chunk]) -> list[Chunk]:
    """Hang of, between and among on the phrase before them."""
    out: list[Chunk] = []
    opens = True
    for i, c in enumerate(chunks):
        host = out[-1] if out and c.kind == "PP" else None
        opens &= c.vg is None
        hangs = host is not None and (c.prep in HANGS_ON or _hail_from(host, c, finite_next(chunks, i + 1), opens))
        if hangs and host is not None and host.np is not None and c.np is not None and host.end <= c.start:
            last = host.np.also[-1] if host.np.also else host.np
            while last.attached and last.attached.get("of"):
                inner = last.attached["of"][-1]
                last = inner.also[-1] if inner.also else inner
            last.attached.setdefault(c.prep or "", []).append(c.np)
            host.end = c.end
            continue
        out.append(c)
    return out
