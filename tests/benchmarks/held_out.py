"""Measure what no rule was written with: `python -m tests.benchmarks.held_out [--practice] [--into DIR] [--misses N]`.

The answers in tests/held_out were written after the annotation guide from the texts alone, before any output was seen, and are there
to measure with: a rule must not be written or judged by reading them or their misses.  Those in tests/practice were written in the same
way and are there to learn from: `--practice` measures with them instead.  Each answer says of which document of the reference
material it is, the SHA-256 of its plain text (heads, datelines, paragraphs and items, without notes and figures), and where its quotes
stand in it, so that no sentence of these texts is kept here.  Renders the texts to DIR/raw and the answers to DIR/gold, builds DIR/out
and prints what `chancery eval DIR/gold --out DIR/out` prints.  CHANCERY_REFERENCE names the folder of reference material.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from lxml import etree

from flows import pipeline, settings
from flows.evaluate import evaluate, printing
from tests.benchmarks.letters import ID, name, words

ANSWERS = settings.ROOT / "tests" / "held_out"
PRACTICE = settings.ROOT / "tests" / "practice"
LINES = ("head", "dateline", "p", "item")


def rendered(document: etree._Element) -> str:
    """The plain text of a division: its lines in order, a blank line between two."""
    found = [e for e in document.iter(*(f"{{*}}{line}" for line in LINES)) if not {"note", "figure"} & {name(a) for a in e.iterancestors()}]
    return "\n\n".join(line for line in map(words, found) if line) + "\n"


def answers(kept: Path) -> list[dict[str, Any]]:
    """The answers as a folder keeps them, in the order of their documents."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(kept.glob("*.json"))]


def quoted(answer: dict[str, Any], text: str) -> dict[str, Any]:
    """The answer with the words of its quotes instead of their places."""
    out = {key: value for key, value in answer.items() if key not in ("file", "xml_id", "sha256")}
    for kind in ("treaties", "events", "positions"):
        rows = [{**{k: v for k, v in row.items() if k != "span"}, "quote": text[slice(*row["span"])]} for row in answer.get(kind, ())]
        if kind in answer:
            out[kind] = rows
    return out


def render(reference: Path, kept: Path, folder: Path) -> None:
    """Write `folder`/raw and `folder`/gold of the answers that are kept; a text that is not the one that was read ends the run."""
    raw, gold = folder / "raw", folder / "gold"
    raw.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    for answer in answers(kept):
        key, source = answer["document_id"], reference / "corpora" / answer["file"]
        found = [e for e in etree.parse(source).iter("{*}div") if e.get(ID) == answer["xml_id"]]
        text = rendered(found[0]) if found else ""
        if hashlib.sha256(text.encode()).hexdigest() != answer["sha256"]:
            raise SystemExit(f"{source}: {answer['xml_id']} is not the text that {kept / key}.json was written from")
        (raw / f"{key}.txt").write_text(text, encoding="utf-8")
        (gold / f"{key}.json").write_text(json.dumps(quoted(answer, text), ensure_ascii=False, indent=1), encoding="utf-8")


def measure(reference: Path, kept: Path, folder: Path, misses: int) -> None:
    """Render, build, and print the figures."""
    render(reference, kept, folder)
    pipeline.build(folder / "raw", folder / "out", 2)
    done = evaluate(folder / "out", folder / "gold")
    print(*printing.lines(done), sep="\n")
    for line in done.misses[:misses]:
        print(f"- {line}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.held_out", description=__doc__)
    parser.add_argument("--practice", action="store_true", help="measure with the answers that rules were written with")
    parser.add_argument("--into", type=Path, metavar="DIR", help="keep texts, answers and dataset in this folder")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="also list up to N differences")
    given = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared"))
    if not (reference / "corpora").is_dir():
        parser.error(f"no reference material at {reference}; CHANCERY_REFERENCE names its folder")
    kept = PRACTICE if given.practice else ANSWERS
    if given.into:
        measure(reference, kept, given.into, given.misses)
    else:
        with tempfile.TemporaryDirectory(prefix="chancery-held-out-") as folder:
            measure(reference, kept, Path(folder), given.misses)


if __name__ == "__main__":
    main()
