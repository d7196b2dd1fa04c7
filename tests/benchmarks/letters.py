"""Measure the heads of letters and telegrams: `python -m tests.benchmarks.letters [--into DIR] [--misses N]`.

Renders every document of the TEI volumes in the reference material as plain text (title, dateline, body, without notes and
markup), one file VOLUME.dN.txt each, builds them, and scores date, place, sender and recipient against the reference.
CHANCERY_REFERENCE names the folder of reference material.  With `--into` texts and dataset stay in that folder, else nothing does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from flows import pipeline, settings

ID = "{http://www.w3.org/XML/1998/namespace}id"
LINES = ("head", "dateline", "salute", "p", "item", "signed", "row")
"""The elements that are a line of plain text each."""
LEFT = ("note", "figure")


def words(element: etree._Element) -> str:
    """The text of an element on one line, without what hangs on it: notes and figures."""

    def parts(e: etree._Element) -> Iterator[str]:
        if isinstance(e.tag, str) and name(e) not in LEFT:
            yield e.text or ""
            for child in e:
                yield from parts(child)
                yield child.tail or ""

    return " ".join("".join(parts(element)).split())


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def blocks(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost elements below that are lines of text, in order."""
    for child in element:
        if isinstance(child.tag, str) and name(child) not in LEFT:
            if name(child) in LINES:
                yield child
            else:
                yield from blocks(child)


def rendered(volume: Path) -> dict[str, str]:
    """Text by VOLUME.dN of every document of a TEI file: title, dateline, then what is left in order, a blank line between two."""
    out: dict[str, str] = {}
    for document in etree.parse(volume).iter("{*}div"):
        if document.get("type") == "document":
            rest = list(blocks(document))
            own = [b for b in rest if not any(name(a) == "attachment" for a in b.iterancestors())]
            first = [next((b for b in own if name(b) == kind), None) for kind in ("head", "dateline")]
            lines = [words(b) for b in first if b is not None] + [words(b) for b in rest if b not in first]
            out[f"{volume.stem}.{document.get(ID)}"] = "\n\n".join(line for line in lines if line) + "\n"
    return out


def measure(reference: Path, folder: Path, misses: int, workers: int) -> int:
    """Render into `folder`/raw, build into `folder`/out and print the scores; the exit code of the scorer."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for volume in sorted((reference / "corpora" / "frus").glob("*.xml")):
        for key, text in rendered(volume).items():
            (raw / f"{key}.txt").write_text(text, encoding="utf-8")
    pipeline.build(raw, folder / "out", workers)
    scorer, gold = reference / "eval" / "score_documents.py", reference / "gold" / "frus_documents.jsonl"
    return subprocess.run([sys.executable, scorer, folder / "out" / "dataset", gold, "--misses", str(misses)], check=False).returncode


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.letters", description=__doc__)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared"))
    if not (reference / "corpora" / "frus").is_dir():
        parser.error(f"no reference material at {reference}; CHANCERY_REFERENCE names its folder")
    if given.into:
        return measure(reference, given.into, given.misses, given.workers)
    with tempfile.TemporaryDirectory(prefix="chancery-letters-") as folder:
        return measure(reference, Path(folder), given.misses, given.workers)


if __name__ == "__main__":
    sys.exit(main())
