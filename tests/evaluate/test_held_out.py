"""The answers of tests/held_out and tests/practice still belong to the texts of the reference material."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.evaluate import gold
from tests.benchmarks import held_out


@pytest.mark.parametrize("kept_in", [held_out.ANSWERS, held_out.PRACTICE], ids=lambda folder: folder.name)
def test_answers_quote_their_texts(reference: Path, tmp_path: Path, kept_in: Path) -> None:
    """Every text is the one that was read, every answer is well formed, and every quote is words of its text."""
    held_out.render(reference, kept_in, tmp_path)
    kept = held_out.answers(kept_in)
    assert sorted(gold.load(tmp_path / "gold")) == sorted(answer["document_id"] for answer in kept)
    for path in sorted((tmp_path / "gold").glob("*.json")):
        text = (tmp_path / "raw" / f"{path.stem}.txt").read_text(encoding="utf-8")
        answer = json.loads(path.read_text(encoding="utf-8"))
        for row in (*answer["treaties"], *answer["events"], *answer.get("positions", ())):
            assert row["quote"].strip() == row["quote"] != "" and row["quote"] in text, (path.stem, row["id"])


def test_what_is_held_out_is_not_practised_with() -> None:
    names = [{answer["document_id"] for answer in held_out.answers(kept)} for kept in (held_out.ANSWERS, held_out.PRACTICE)]
    assert all(names) and not names[0] & names[1]
