"""Who "I", "we" and "you" are in a document that somebody tells: a letter, a telegram, a record of a talk, a transcript.

`people` are the roster's; a transcript's labels say whose words stand where.  Words between quotation marks are somebody
else's, so nobody is meant there.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from flows.stages.extract.positions.kinds import LETTER, REPORT, TRANSCRIPT, label, mode
from flows.stages.extract.positions.roster import roster
from flows.stages.extract.positions.sides import Roster, Speaker
from flows.stages.extract.positions.turns import Attribution
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document, Mention

ONE = frozenset(("i", "me", "my", "myself"))
SIDE = frozenset(("we", "us", "our", "ourselves"))
OTHER = frozenset(("you", "your", "yourself"))
RULE = "voice"
"""Of mentions that are never published, and so no rule of a table."""


class Voices:
    """The speaker and the one spoken to at any offset of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.people: Roster = roster(doc)
        self.kind = mode(doc)
        self.turns: list[tuple[int, Speaker | None]] = []
        if self.kind == TRANSCRIPT:
            for sentence in doc.sentences:
                if opened := label(doc, sentence, self.people, self.kind):
                    self.turns.append((sentence.start, opened[0]))
        self.starts = [start for start, _ in self.turns]

    @cached_property
    def walk(self) -> Attribution:
        """The sentences of the document with those who speak in them."""
        walk = Attribution(self.doc, self.people)
        walk.read()
        return walk

    def third(self, position: int, begin: int) -> list[Mention]:
        """Whom "he" means at an offset, or the "he" before it in the sentence that begins at `begin`: one who speaks in a talk.

        Nobody where nothing says who.
        """
        meant = self.walk.meant if self.kind == REPORT else {}
        at = max((at for at in meant if begin <= at <= position), default=None)
        who = meant[at] if at is not None else None
        return [as_mention(who, position)] if who is not None and who.person_id else []

    @property
    def speakers(self) -> list[Speaker]:
        """Who speaks in a transcript, in order of their first words."""
        return list(dict.fromkeys(who for _, who in self.turns if who is not None and (who.person_id or who.actor_id)))

    @property
    def heard(self) -> list[Speaker]:
        """Who is told to have said something in the talk, by name."""
        sides = self.people.sides
        return [Speaker(person, sides.get(person)) for person in sorted(self.walk.state.heard)]

    @property
    def sides(self) -> list[str]:
        """The states that talk here: of those present, or of writer and reader; two, or none."""
        return self.present if len(self.present) == 2 else []

    @property
    def present(self) -> list[str]:
        """The states of all who are known to take part, however many."""
        people = self.people
        found = (s.actor_id for s in (people.narrator, people.addressee, *people.present) if s and s.actor_id)
        return list(dict.fromkeys(found))

    @property
    def home(self) -> str | None:
        """The state whose document it is; of a talk among its own people, theirs."""
        return self.people.home or (self.present[0] if len(self.present) == 1 else None)

    @property
    def there(self) -> frozenset[str | None]:
        """The persons who take part in the talk, and the states of those without a name."""
        people = self.people
        return frozenset(s.person_id or s.actor_id for s in (people.narrator, people.addressee, *people.present) if s)

    def meant(self, pronoun: str, position: int) -> list[Mention]:
        """Who a pronoun of the first or second person at an offset means, as mentions of a person or of a state; often nobody."""
        if pronoun in ONE or pronoun in SIDE:
            speaker, whole = self._speaker(position), pronoun in ONE
            if speaker is None and self.kind != TRANSCRIPT and self.people.home:
                speaker = Speaker(None, self.people.home)  # whoever keeps the record without a name
        elif pronoun in OTHER:
            speaker, whole = self._hearer(position), True
        else:
            return []
        if speaker is None or self._quoted(position):
            return []
        return [as_mention(speaker, position, whole)] if speaker.actor_id or (whole and speaker.person_id) else []

    def _speaker(self, position: int) -> Speaker | None:
        if self.kind != TRANSCRIPT:
            return self.people.narrator
        i = bisect_right(self.starts, position)
        return self.turns[i - 1][1] if i else None

    def _hearer(self, position: int) -> Speaker | None:
        if self.kind == LETTER:
            return self.people.addressee
        if self.kind == REPORT and self.doc.genre == CORRESPONDENCE and self._within():
            return Speaker(None, self.people.home)
        speaker = self._speaker(position) if self.kind == TRANSCRIPT else None
        others = [a for a in self.sides if speaker and a != speaker.actor_id]
        return Speaker(None, others[0]) if len(others) == 1 else None

    def _within(self) -> bool:
        """Whether a report goes to the writer's own government, or from it to its post: you should speak to the minister."""
        reader, home = self.people.addressee, self.people.home
        return home is not None and (reader is None or reader.actor_id == home)

    def _quoted(self, position: int) -> bool:
        start = self.doc.text.rfind("\n", 0, position) + 1
        before = self.doc.text[start:position]
        return before.count("“") > before.count("”")


def as_mention(speaker: Speaker, position: int, whole: bool = True) -> Mention:
    """A speaker as a mention at an offset: the person (for the state), or the state alone where not `whole` or no person is known."""
    if whole and speaker.person_id:
        return Mention(position, position, "", "person", speaker.person_id, None, RULE, 0.8, form="pronoun", for_actor=speaker.actor_id)
    return Mention(position, position, "", "actor", speaker.actor_id, None, RULE, 0.8, form="pronoun")
