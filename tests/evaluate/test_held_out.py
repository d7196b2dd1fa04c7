"""The answers of tests/held_out still belong to the texts of the reference material."""

from __future__ import annotations

import json
from pathlib import Path

from flows.evaluate import gold
from tests.benchmarks import held_out


def test_answers_quote_their_texts(reference: Path, tmp_path: Path) -> None:
    """Every text is the one that was read, every answer is well formed, and every quote is words of its text."""
    held_out.render(reference, tmp_path)
    kept = held_out.answers()
    assert sorted(gold.load(tmp_path / "gold")) == sorted(answer["document_id"] for answer in kept)
    for path in sorted((tmp_path / "gold").glob("*.json")):
        text = (tmp_path / "raw" / f"{path.stem}.txt").read_text(encoding="utf-8")
        answer = json.loads(path.read_text(encoding="utf-8"))
        for row in (*answer["treaties"], *answer["events"], *answer.get("positions", ())):
            assert row["quote"].strip() == row["quote"] != "" and row["quote"] in text, (path.stem, row["id"])
