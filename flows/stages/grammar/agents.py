"""Who acts by a verb: its own subject, the one it goes on from, the antecedent of its clause, or who is understood with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.grammar.chunks import NP, VG, Chunk
from flows.stages.grammar.clauses import (
    antecedent,
    enclosed,
    goes_on_later,
    inserted,
    let,
    nearest,
    nothing_between,
    opener,
    opening,
    said,
    within,
)
from flows.stages.grammar.lexis import control, word_class
from flows.stages.grammar.participles import fronted, interrupted, of_its_own, reduced
from flows.stages.grammar.subjects import bracketed, described, held, holding, listed

if TYPE_CHECKING:
    from flows.stages.grammar.frames import Frame

DASHES = frozenset(("—", "–"))
PASTS = frozenset(("past", "ed", "third"))
COPULA = frozenset(("was", "is", "were", "are"))


class Agents:
    """The subjects of the verbs of a sentence that is parsed; the frames of its verbs come from who parses it."""

    chunks: list[Chunk]
    verbs: list[int]
    _open: set[int]
    """Verbs whose subject is being sought, from which no other goes on."""

    def frame(self, i: int) -> Frame:
        """The frame of the verb chunk `i`."""
        raise NotImplementedError

    def _subject(self, i: int, vg: VG) -> tuple[NP | None, str]:
        chunks = self.chunks
        if vg.infinitive or vg.participial:
            return self._controller(i, vg), "controlled"
        if (k := fronted(self.chunks, i)) is not None:
            return chunks[k].np, "controlled"
        if i and chunks[i - 1].kind == "comma":
            return (self._previous_agent(i), "coordinated") if self._goes_on(i, vg) else self._across_comma(i)
        if i and chunks[i - 1].kind == "PP" and reduced(self.chunks, i):
            return chunks[i - 1].np, "own"  # a treaty on fisheries signed by ...: the participle belongs to what stands right before it
        if i and chunks[i - 1].kind == "stop":
            return self._across_stop(i)
        j = i - 1
        while j >= 0:
            c = chunks[j]
            if c.kind == "close":
                j = opening(self.chunks, j) - 1
                continue
            if c.kind == "comma" and j > 1 and chunks[j - 1].kind == "NP" and chunks[j - 2].vg is not None:
                return self._across_comma(j + 1)  # it annexed the island, then left the league
            if c.kind == "comma" and chunks[j + 1].text == "then" and any(k < j and (v := chunks[k].vg) and v.finite for k in self.verbs):
                return self._previous_agent(j, True), "coordinated"  # it annexed the island in May, then left the league
            if c.kind in ("ADV", "neg", "DATE", "PP", "quote", "particle", "comma", "open"):
                j -= 1
                continue
            if c.kind == "NP" and c.np is not None:
                if (attempt := held(chunks, j)) is not None:
                    return attempt, "own"
                emphatic = j and c.np.pronoun in word_class("emphatic") and chunks[j - 1].kind == "NP"  # the King himself
                return chunks[j - 1].np if emphatic else bracketed(chunks, j) or described(chunks, j) or listed(chunks, j) or c.np, "own"
            if c.kind in ("rel", "sub") and (c.kind == "rel" or c.text in ("that", "once")) and nothing_between(self.chunks, j, i):
                goes_back = antecedent(self.chunks, j)
                if goes_back is not None:
                    return self._told_to_be(j, goes_back) or goes_back, "relative"
                return self._previous_agent(j), "coordinated"
            if c.kind in ("conj", "stop"):
                plain = not vg.auxiliary and vg.form in PASTS
                return (None, "none") if c.text in DASHES else (self._previous_agent(j, vg.auxiliary or plain, plain), "coordinated")
            if c.kind == "V":
                if reduced(chunks, j) and (told := self.frame(j).slots.get("patient")):
                    return told[0], "own"  # the conference demanded by Norway met
                k = opener(chunks, j) if vg.finite else None  # the ministers whom Norway expelled went
                whom = antecedent(chunks, k) if k is not None else None
                return (whom, "own") if whom is not None else (self._previous_agent(j + 1), "coordinated")
            break
        return None, "none"

    def _told_to_be(self, j: int, what: NP) -> NP | None:
        """Who is said to be what the relative clause at j tells more of: Berg was a minister who signed the pact."""
        k = next((k for k in reversed(self.verbs) if k < j), None)
        vg = self.chunks[k].vg if k is not None else None
        if k is None or vg is None or vg.word not in COPULA or what.heads or self.chunks[k + 1].np is not what:
            return None
        return next((np for np in self.frame(k).slots.get("agent", ()) if np.entities()), None)

    def _goes_on(self, i: int, vg: VG) -> bool:
        """Whether the base form at i goes on from an infinitive or a modal: to leave the talks, recall the envoy, ..."""
        led = next((self.chunks[k].vg for k in reversed(self.verbs) if k < i), None)
        return vg.form == "base" and not vg.auxiliary and led is not None and (led.infinitive or led.modal is not None)

    def _across_comma(self, i: int) -> tuple[NP | None, str]:
        """The subject of a verb behind a comma: before an insertion (`Litvinov, who ..., agreed`), or the clause's own before it."""
        chunks = self.chunks
        if reduced(self.chunks, i) or (i > 2 and chunks[i - 3].text == "whose"):
            return chunks[i - 2].np, "own"
        if goes_on_later(chunks, i):
            return self._previous_agent(i, True), "coordinated"
        for j in range(i - 2, 0, -1):
            if chunks[j].kind == "comma" and self._goes_on_told(j + 1):
                return self._previous_agent(i, True), "coordinated"  # he left the league, recalled the envoy, broke with Norway
            if chunks[j].kind == "comma" and chunks[j - 1].kind in ("NP", "PP", "DATE", "close"):
                subject, inserted = nearest(self.chunks, j), chunks[j + 1].np
                if subject is not None:
                    named = subject.entities() or set(subject.pronouns()) - {"one"} or j + 2 != i - 1 or inserted is None
                    return (subject if named else inserted), "own"  # one of his ministers, Berg, agreed
            if chunks[j].kind == "stop":
                break
        if not any(k < i and (v := chunks[k].vg) is not None and v.finite for k in self.verbs):
            return nearest(self.chunks, i - 1), "own"  # a comma too many: the first verb of a sentence has what stands before it
        return self._previous_agent(i), "coordinated"

    def _goes_on_told(self, i: int) -> bool:
        """Whether the chunk at i is a finite verb that goes on from another, and no participle that says more of the noun before it."""
        vg = self.chunks[i].vg
        return vg is not None and vg.finite and vg.form in PASTS and not reduced(self.chunks, i) and fronted(self.chunks, i) is None

    def _across_stop(self, i: int) -> tuple[NP | None, str]:
        """The subject of a verb behind a dash that closes an insertion, or behind a semicolon that goes on with a list of verbs."""
        dash = self.chunks[i - 1].text in DASHES
        for j in range(i - 2, 0, -1) if dash else ():
            if self.chunks[j].text in DASHES:
                return nearest(self.chunks, j), "own"
        return (None, "none") if dash else (self._previous_agent(i), "coordinated")

    def _previous_agent(self, j: int, finite: bool = False, plain: bool = False) -> NP | None:
        """The agent of the verb before chunk j; a finite verb goes on from a finite one, and no participle that hangs on a noun; a plain
        past does not go on from what was said that somebody would do."""
        before = [k for k in self.verbs if k < j and k not in self._open and not enclosed(self.chunks, k, j)]
        told = [k for k in before if (v := self.chunks[k].vg) and v.finite and not v.wished and not let(self.chunks, k)] if finite else []
        told = [k for k in told if not inserted(self.chunks, k, j)] or told
        told = [k for k in told if not (plain and said(self.chunks, k, j))] or told
        fit = [k for k in told if not reduced(self.chunks, k)]
        for k in reversed(fit or told or before):
            if k not in self._open:
                self._open.add(k)
                try:
                    frame = self.frame(k)
                finally:
                    self._open.discard(k)
                side = "patient" if frame.vg is not None and frame.vg.passive else "agent"
                found = frame.slots.get(side)
                return found[0] if found else None
        return None

    def _named_before(self, i: int) -> NP | None:
        """The nearest subject before verb i that names anybody."""
        for k in reversed(self.verbs):
            if k < i and k not in self._open:
                self._open.add(k)
                try:
                    agents = self.frame(k).slots.get("agent", ())
                finally:
                    self._open.discard(k)
                for np in agents:
                    if np.entities() or np.pronouns():
                        return np
        return None

    def _controller(self, i: int, vg: VG) -> NP | None:
        """The understood subject of an infinitive or a participle."""
        if vg.participial and (broken := interrupted(self.chunks, i)) is not None:
            return broken
        if vg.participial and i > 1 and self.chunks[i - 2].kind == "comma" and self.chunks[i - 1].prep == "with":
            beside = self.chunks[i - 1].np  # ..., with the two ministers agreeing on a truce
            if beside is not None and beside.entities():
                return beside
        if vg.infinitive and (holder := self._holder(i)) is not None:
            return holder
        if vg.participial and i and self.chunks[i - 1].kind == "prep" and self.chunks[i - 1].text in ("into", "from", "of"):
            talked = next((k for k in reversed(self.verbs) if k < i), None)
            for np in self.frame(talked).slots.get("patient", ()) if talked is not None else ():
                if np.heads or (np.entities() and self.chunks[i - 1].text != "of"):
                    return np  # it talked the two ministers into signing, accused Norway of having signed
        beside = self.chunks[i - 1].np if i else None
        if vg.participial and self.chunks[i - 1].kind == "NP" and beside is not None and beside.heads and not beside.also:
            return beside
        if vg.participial and vg.perfect and (own := of_its_own(self.chunks, i)) is not None:
            return own
        makers = control("object")
        before = [k for k in self.verbs if k < i and (v := self.chunks[k].vg) and (v.finite or v.infinitive or v.word in makers)]
        if vg.participial or not before:
            opening = not before
            if opening:
                for k in self.verbs:
                    v = self.chunks[k].vg
                    if k > i and v is not None and v.finite and not within(self.chunks, i, k):
                        return self.agent(k)
                return nearest(self.chunks, i - 1) if i and self.chunks[i - 1].kind == "comma" else None
        k = next((k for k in reversed(before) if not (vg.participial and (v := self.chunks[k].vg) and v.wished)), before[-1])
        word = self.chunks[k].vg.word if self.chunks[k].vg is not None else ""  # type: ignore[union-attr]
        frame = self.frame(k)
        sought = i > 0 and self.chunks[i - 1].prep == "for"  # asked Norway for leave to land: whoever asks would do it
        if vg.infinitive and word in control("object") and not sought:
            for slot in ("patient", "recipient"):
                for np in frame.slots.get(slot, ()):
                    if np.entities() or np.pronoun:
                        return np
        return self.agent(k)

    def _holder(self, i: int) -> NP | None:
        """Whose attempt or troops it is that the infinitive at i hangs on: the British attempt to land, the wish of Norway to join."""
        while i > 1 and self.chunks[i - 1].kind == "DATE":
            i -= 1  # the British attempt in 1807 to land
        beside = self.chunks[i - 1].np if i else None
        if i > 1 and self.chunks[i - 1].kind == "PP" and (whose := holding(self.chunks, i - 1)) is not None:
            return whose
        if beside is None or not beside.head or beside.heads:
            return None
        if beside.mods:
            return beside
        if beside.head in control("held"):
            for prep in ("of", "by"):
                for np in beside.attached.get(prep, ()):
                    if np.entities() or np.pronoun:
                        return np
        return None

    def agent(self, k: int) -> NP | None:
        """Who acts in the frame of verb chunk `k`; who is acted on where its passive names nobody."""
        frame = self.frame(k)
        found = frame.slots.get("patient" if frame.vg is not None and frame.vg.passive and "agent" not in frame.slots else "agent")
        return found[0] if found else None
