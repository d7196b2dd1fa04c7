"""Where the name of a treaty begins and ends, in sentences made up for these tests."""

from __future__ import annotations

import pytest

from flows.stages.model import Document, Sentence
from flows.stages.recognise import treaties


def names(text: str) -> list[tuple[str, str | None]]:
    """The treaties of a text of one sentence: words and form."""
    doc = Document("d", "s", "d.txt", text)
    doc.sentences.append(Sentence(0, 0, 0, len(text), None))
    return [(m.surface, m.form) for m in treaties.find(doc)]


@pytest.mark.parametrize(("text", "expected"), [
    ("After a week the First (Riga) Loan Protocol was signed by the envoys.", "First (Riga) Loan Protocol"),
    ("They met and the (Riga) Loan Protocol was signed by the envoys.", "Loan Protocol"),
    ("By then the Treaty of Westport (1931) had lapsed.", "Treaty of Westport (1931)"),
])
def test_brackets_in_names(text: str, expected: str) -> None:
    assert names(text) == [(expected, "named")]
