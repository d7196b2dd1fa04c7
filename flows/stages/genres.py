"""The genres of `vocab/genres.csv` on which reading depends, and what those of one manner are called."""

from __future__ import annotations

CHRONICLE = "chronicle"
"""Tells in the present: Norway and Sweden sign a treaty."""
CONVERSATION = "record-of-conversation"
CORRESPONDENCE = "correspondence"
MINUTES = "minutes"
REGISTER = "register"
TREATY_TEXT = "treaty-text"

RECORDS = frozenset((CONVERSATION, MINUTES))
"""What was said at a meeting, as one who was there wrote it down."""
TALKS = RECORDS | {CORRESPONDENCE}
"""What somebody tells or writes as a party to a talk."""
NARRATIVE = frozenset(("essay", "encyclopedia", "abstract"))
"""Accounts of a later author that go from one time to the next."""
RETOLD = NARRATIVE | {"study-notes", CHRONICLE, REGISTER}
"""What is told of later: a date over it is that of its subject."""
