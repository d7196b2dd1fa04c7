"""Who does what to whom: the phrases around a verb group or an event noun, by grammatical slot.

A slot is `agent`, `patient` (the passive is turned round), `recipient`, `owner` (what stands before an event noun:
the German invasion, Stalin's offer) or a preposition.  Slots hold noun phrases; roles are the rules' business.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.stages.grammar.agents import Agents
from flows.stages.grammar.chunks import NP, VG
from flows.stages.grammar.clauses import antecedent, belonging, clause_starts, closing
from flows.stages.grammar.further import further
from flows.stages.grammar.gaps import gap, gaps
from flows.stages.grammar.joining import chunk
from flows.stages.grammar.lexis import bodies, control, deputies, word_class
from flows.stages.grammar.lists import OF_TWO
from flows.stages.grammar.participles import follows_passive, fronted, is_subject_of_next, reduced, suffers_too, undergone
from flows.stages.grammar.represented import acts_for_another
from flows.stages.grammar.subjects import BARRIERS, denied, strange, unnamed
from flows.stages.grammar.units import Unit
from flows.stages.model import Mention


@dataclass(slots=True)
class Frame:
    """The slots around one trigger; `start`/`end` span its clause, `governor` is the verb that an event noun depends on.

    `direct` says whether the noun is itself its subject or object, and not a part of a phrase beside it; `gapped` are the frames of
    clauses behind it that leave the verb out: Savoy was handed to France, and Nice to Peru.
    """

    start: int
    end: int
    slots: dict[str, list[NP]] = field(default_factory=dict)
    vg: VG | None = None
    governor: VG | None = None
    inherited: bool = False
    direct: bool = True
    gapped: list[Frame] = field(default_factory=list)
    opens: tuple[int, int] | None = None
    """Where a clause that leaves its verb out begins."""
    day: Mention | None = None
    """The day of such a clause, where it has one."""

    def add(self, slot: str, np: NP) -> None:
        """Put a phrase into a slot."""
        self.slots.setdefault(slot, []).append(np)


@dataclass(slots=True)
class _Walk:
    """How far the phrases behind a verb are read: up to which chunk, with how many objects, and whether the last phrase went on with
    one that is no object."""

    read: int = -1
    objects: int = 0
    beside: bool = False


class Parse(Agents):
    """The chunks of one sentence and the frames of its verbs, found once and asked by trigger."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.chunks = belonging(chunk(units))
        self.verbs = [i for i, c in enumerate(self.chunks) if c.kind == "V"]
        self._frames: dict[int, Frame] = {}
        self._open: set[int] = set()

    def phrases(self) -> list[NP]:
        """Every noun phrase of the sentence, also those that hang on others."""
        out = [c.np for c in self.chunks if c.np is not None]
        for np in out:
            out += [*np.also, *(x for nps in np.attached.values() for x in nps)]
        return out

    def verb_at(self, position: int) -> int | None:
        """The index of the verb chunk whose main verb covers a text offset."""
        for i in self.verbs:
            vg = self.chunks[i].vg
            if vg is not None and vg.head_start <= position < vg.end:
                return i
        return None

    def frame(self, i: int) -> Frame:
        """The frame of the verb chunk `i`."""
        frame = self._frames.get(i)
        if frame is None:
            vg = self.chunks[i].vg
            assert vg is not None
            frame = self._frames[i] = Frame(vg.start, vg.end, vg=vg)
            more = further(self.chunks, i)
            self._right(i, frame, {f.first: f.last for f in more})
            self._left(i, frame, vg)
            frame.gapped = [
                Frame(frame.start, frame.end, {**frame.slots, **own}, vg, opens=(np.start, np.end))
                for np, own in gaps(self.chunks, i, frame.end, vg)
                if not any(self.chunks[f.first].start <= np.start <= self.chunks[f.last].start for f in more)
            ]
            for f in more:
                at = (self.chunks[f.first].start, self.chunks[f.first].end) if f.slots else (f.day.start, f.day.end)
                if vg.passive and "by" in f.slots:
                    f.slots["agent"] = f.slots.pop("by")
                frame.gapped.append(Frame(frame.start, frame.end, {**frame.slots, **f.slots}, vg, opens=at, day=f.day))
            if (others := frame.slots.pop("also", None)) and not vg.passive:
                frame.slots["agent"] = [*frame.slots.get("agent", ()), *others]
        return frame

    def _right(self, i: int, frame: Frame, more: dict[int, int]) -> None:
        """Fill the slots with what stands behind verb i, but for the clauses of `more` that go on without it."""
        walk = _Walk()
        for j in range(i + 1, len(self.chunks)):
            c = self.chunks[j]
            if j <= walk.read:
                continue
            if c.kind == "open":
                walk.read = closing(self.chunks, j)
                continue
            without = more.get(j)
            if without is None:
                if c.kind in BARRIERS or c.kind == "V" or (c.kind == "conj" and clause_starts(self.chunks, j + 1)):
                    break
                if c.kind == "NP" and is_subject_of_next(self.chunks, j):
                    break
                if (c.kind == "NP" or c.prep == "by") and (left_out := gap(self.chunks, i, j)) is not None:
                    without = left_out[0]
            if without is not None:
                walk.read = without
                frame.end = self.chunks[without].end
                continue
            if c.kind == "NP" and c.np is not None and not self._object(j, c.np, frame, walk):
                break
            if c.kind == "PP" and c.np is not None and c.prep is not None:
                frame.add(c.prep, c.np)
            frame.end = c.end
        self._taken_from_elsewhere(i, frame, walk.objects)

    def _object(self, j: int, np: NP, frame: Frame, walk: _Walk) -> bool:
        """Put the phrase at j into its slot, where it has one; False where another clause begins with it."""
        before, earlier = self.chunks[j - 1], self.chunks[j - 2]
        if before.kind == "comma" and (one := self.chunks[j + 1 : j + 2]) and one[0].np and one[0].np.pronoun == "one":
            return False  # a clause that leaves out its verb: the northern one by Norway
        if before.kind == "conj" and (walk.beside or earlier.kind == "PP"):
            walk.beside = True  # it goes on with the phrase before: by the forces of Norway and a few ships
            return True
        if before.kind == "conj" and walk.objects == 0 and earlier.kind == "DATE":
            return False  # nothing that the verb has done to it: the treaty signed on 16 May and the protocol signed in June
        if before.kind in ("comma", "conj") and "for" in frame.slots and acts_for_another(self.chunks, j):
            frame.add("also", np)
        elif (walk.objects or walk.beside) and before.kind == "comma":
            pass  # a second object follows at once: behind a comma it explains the first, or goes on with a list
        elif walk.objects == 1 and before.kind == "conj" and not walk.beside and earlier.kind != "comma":
            frame.add("patient", np)  # ceded the port and half of the province
        elif walk.objects < 2:
            frame.add("patient" if walk.objects == 0 else "second", np)
            walk.objects += 1
        return True

    def _taken_from_elsewhere(self, i: int, frame: Frame, objects: int) -> None:
        """Settle who is told and who is given something, and add what verb i takes from before its subject or shares with another."""
        if objects == 1 and frame.vg is not None and frame.vg.word in control("promise") and self._is_told(i):
            frame.slots["told"] = frame.slots.pop("patient")
        if not objects and (whom := self._shared_object(i)) is not None:
            frame.add("patient", whom)
        elif (taken := self._taken_ahead(i)) is not None and (taken[0] != "patient" or not objects):
            frame.add(*taken)
        if "second" in frame.slots:
            first, second = frame.slots["patient"], frame.slots.pop("second")
            if first[0].entities() or first[0].pronoun or first[0].head in OF_TWO:
                frame.slots["recipient"] = first
                frame.slots["patient"] = second

    def _is_told(self, i: int) -> bool:
        """Whether the object of verb i hears what an infinitive or a clause behind it tells: promised Norway to leave, that it would."""
        whom, what = (*self.chunks[i + 1 : i + 3], None, None)[:2]
        if whom is None or whom.kind != "NP" or whom.np is None or what is None or not (whom.np.heads or whom.np.pronoun):
            return False
        return what.text == "that" or (what.vg is not None and what.vg.infinitive)

    def _shared_object(self, i: int) -> NP | None:
        """The object that a verb shares with one of the same form which `and` joins to it at once: to intern or expel the envoys."""
        mark, other = (*self.chunks[i + 1 : i + 3], None, None)[:2]
        vg = self.chunks[i].vg
        if mark is None or mark.kind != "conj" or vg is None or vg.passive or other is None or other.vg is None or other.vg.auxiliary:
            return None
        after = self.chunks[i + 3] if i + 3 < len(self.chunks) else None
        alike = other.vg.form == vg.form and not other.vg.infinitive
        return after.np if alike and after is not None and after.kind == "NP" else None

    def _taken_ahead(self, i: int) -> tuple[str, NP] | None:
        """What stands before the subject of verb i, whose clause says more of it, by its slot: the pact to which Norway acceded."""
        vg, j = self.chunks[i].vg, i - 1
        while j > 0 and self.chunks[j].kind in ("ADV", "neg", "DATE"):
            j -= 1
        subject = self.chunks[j]
        if vg is None or vg.passive or not vg.finite or j < 2 or subject.kind != "NP" or subject.np is None:
            return None
        j -= self.chunks[j - 1].kind == "ADV"  # which only Norway ratified
        mark = self.chunks[j - 1]
        if mark.kind == "rel" and mark.text in ("which", "whom"):
            led = self.chunks[j - 2]
            np = antecedent(self.chunks, j - 2 if led.kind == "prep" else j - 1)
            return (led.text if led.kind == "prep" else "patient", np) if np is not None else None
        if mark.text == "that" and self.chunks[j - 2].kind == "NP":
            np = self.chunks[j - 2].np
            return ("patient", np) if np is not None and np.head and np.head not in deputies() else None
        return None

    def _left(self, i: int, frame: Frame, vg: VG) -> None:
        subject, source = self._subject(i, vg)
        own = source == "own" or subject is None or not unnamed(subject) or (source == "relative" and strange(subject))
        if not own and not vg.passive and not self._of_people(i) and not suffers_too(self.chunks, i):
            subject = self._named_before(i) or subject  # what a paper says is said by whose it is: the King sent a note that demanded
        passive = vg.passive or reduced(self.chunks, i) or fronted(self.chunks, i) is not None or self._shares_passive(i, subject, frame)
        if passive or ("patient" not in frame.slots and undergone(self.chunks, i)):
            vg.passive = True
            by = frame.slots.pop("by", [])
            if "patient" in frame.slots:
                frame.slots.setdefault("recipient", []).extend(frame.slots.pop("patient"))
            if subject is not None:
                frame.slots["patient"] = [subject]
                if subject.head and (subject.mods or subject.possessor):
                    frame.slots["whose"] = [subject]
            if by:
                frame.slots["agent"] = by
        elif subject is not None:
            frame.slots["agent"] = [subject]
        frame.inherited = source != "own"
        if subject is not None and source == "own" and denied(self.chunks, subject):
            vg.negated = True
        if subject is not None and source == "own" and subject.start < frame.start:
            frame.start = subject.start

    def _of_people(self, i: int) -> bool:
        """Whether verb i tells what people did of whom it is told apart: the ministers who had signed it, the states that had left."""
        j = next((k for k in range(i - 1, -1, -1) if self.chunks[k].kind not in ("ADV", "neg", "comma")), -1)
        if j < 0 or (self.chunks[j].kind != "rel" and self.chunks[j].text != "that"):
            return False
        whom = antecedent(self.chunks, j)
        return self.chunks[j].text == "who" or (whom is not None and whom.head in control("people"))

    def _shares_passive(self, i: int, subject: NP | None, frame: Frame) -> bool:
        """Whether a participle goes on with a passive that is told of a treaty, with what nobody does of himself, or with who did
        it: the pact was signed in May and ratified in June; the envoy was recalled and shot; the league was formed and joined by Peru."""
        vg = self.chunks[i].vg
        if vg is None or vg.auxiliary or vg.form not in ("ed", "part") or "patient" in frame.slots or subject is None:
            return False
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        goes_on = after is None or after.kind in ("DATE", "comma", "conj", "punct", "stop", "sub") or after.prep in ("at", "by", "in", "on")
        whom = after.np if after is not None and after.prep == "by" else None
        by = whom is not None and (bool(whom.heads) or whom.head in bodies()) and vg.word not in word_class("stands-by")
        suffered = (by or vg.word in control("suffered")) and follows_passive(self.chunks, i)
        if goes_on and suffered and i > 1 and self.chunks[i - 1].np is subject and self.chunks[i - 2].kind == "conj":
            return True  # the ships were seized and their crews expelled
        return goes_on and (bool(subject.treaties) or suffered) and i > 0 and self.chunks[i - 1].kind == "conj"
