"""Who has the floor while the sentences of a talk are walked, and who had it or was named before."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.stages.extract.positions.sides import Speaker


@dataclass(slots=True)
class Floor:
    """The speaker whose words go on, with those whom "he", "they", "the latter" and "the letter" may mean.

    `third` is the last person other than the teller who spoke, `latter` the last one named, in the sentence that begins at
    `latter_at`, `stranger` the last one named of another state than the teller's; `last_other` is the last state named that is
    not the teller's, `topic` the one that the sentence before opens with, `before` where that one begins.  `called` says that the
    one who has the floor was named in this paragraph, and did not say "I"; `asked` that he asked something, and `whom` who was
    named as asked; `listed` has the points of the list that is being read, `label` the line of a transcript; `headed` says that the name of
    the one who has the floor heads the paragraph.
    """

    current: Speaker | None = None
    other: Speaker | None = None
    personal: bool = False
    called: bool = False
    asked: bool = False
    whom: Speaker | None = None
    latter: Speaker | None = None
    latter_at: int = -1
    before: int = -1
    opener: Speaker | None = None
    stranger: Speaker | None = None
    third: Speaker | None = None
    label: Speaker | None = None
    last_actor: str | None = None
    last_other: str | None = None
    topic: str | None = None
    begin: int = 0
    passage: int = -1
    listed: Speaker | None = None
    headed: bool = False
    heard: set[str] = field(default_factory=set)

    def take(self, who: Speaker, narrator: Speaker | None, personal: bool) -> None:
        """Make `who` the one who has the floor."""
        if not who.same(self.current):
            self.other = self.current
        self.current, self.personal = who, personal
        if who.person_id:
            self.heard.add(who.person_id)
        if personal and not who.tells(narrator):
            self.third = who
