"""Measure the texts of treaties: `python -m tests.benchmarks.treaty_texts [--into DIR] [--misses N]`.

Builds the plain texts of treaties in the reference material and compares the treaty that each is the text of with the reference: the
day of signature and the place, of those texts that print them, and the parties, of which all must be there.  A place or a party is found
when the words of one name are among those of the other.  CHANCERY_REFERENCE names the folder of reference material.  With `--into` the
dataset stays in that folder, else nothing does.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import duckdb

from flows import pipeline, settings

MINOR = frozenset(
    ("the", "of", "on", "in", "at", "near", "and", "dc", "d", "c", "city", "indians", "nation", "tribe", "tribes", "river", "county")
)
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
]
WORDS = """
select d.raw_path, t.treaty_id, t.signed, p.name, p.names, list(distinct a.name), list(distinct n.name)
from treaties t
join evidence e on e.record_type = 'treaties' and e.record_id = t.treaty_id and e.rule_id = 'treaty.own-text' and e.field is null
join documents d using (document_id)
left join places p on p.place_id = t.place_id
left join treaty_parties x on x.treaty_id = t.treaty_id
left join actors a on a.actor_id = x.actor_id
left join read_csv_auto($1) n on n.actor_id = x.actor_id
group by all
"""


def words(name: str) -> frozenset[str]:
    """The telling words of a name, without accents and the s of plurals."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower().replace("saint", "st")
    return frozenset(w.removesuffix("s") for w in re.findall(r"[a-z]+", plain) if w not in MINOR)


def alike(a: str, b: str) -> bool:
    """Whether the words of one name are all among those of the other."""
    x, y = words(a), words(b)
    return bool(x and y) and (x <= y or y <= x)


def prints_day(text: str, signed: str) -> bool:
    """Whether a text prints a day: its number before or behind its month, in figures or words, and the year close behind."""
    year, month, day = signed.split("-")
    number = int(day)
    word = ORDINALS[number - 1] if number <= 20 else f"{('twenty', 'thirty')[number // 30]}[- ]?{ORDINALS[number % 10 - 1]}"
    word = {20: "twentieth", 30: "thirtieth"}.get(number, word)
    spoken = {"17": "seven hundred", "18": "eight hundred|eighteen", "19": "nine hundred|nineteen"}[year[:2]]
    written = rf"\b(?:{number}(?:st|nd|rd|th|d)?|{word})\b"
    low = " ".join(text.lower().split())
    for m in re.finditer(MONTHS[int(month) - 1], low):
        near = re.search(written, low[max(0, m.start() - 40) : m.end() + 20])
        if near and re.search(rf"{year}|{spoken}", low[m.end() : m.end() + 90]):
            return True
    return False


def prints_place(text: str, place: str) -> bool:
    """Whether a text prints every telling word of a place's name."""
    wanted = words(place)
    return bool(wanted - {"na"}) and wanted <= words(text)


def measure(dataset: Path, folder: Path, gold: Path, misses: int) -> dict[str, tuple[int, int]]:
    """(found, of) for day, place and parties; prints up to `misses` differences of each to standard error."""
    db = duckdb.connect()
    for file in sorted(dataset.glob("*.parquet")):
        db.execute(f"create view \"{file.stem}\" as select * from read_parquet('{file}')")
    names = str(settings.ROOT / "schemas" / "gazetteer" / "nation_names.csv")
    found: dict[str, Any] = {Path(row[0]).stem: row[1:] for row in db.execute(WORDS, [names]).fetchall()}
    counts = {"signed": [0, 0], "place": [0, 0], "parties": [0, 0]}
    for line in gold.read_text().splitlines():
        told = json.loads(line)
        text = (folder / f"{told['id']}.txt").read_text(errors="replace")
        _, signed, place, places, actors, variants = found.get(told["id"], (None, None, None, None, [], []))
        known = [n for n in (place, *(places or [])) if n]
        sides = [n for n in (*actors, *variants) if n]
        missing = [p for p in (*told["parties"], told["other_party"]) if not any(alike(p, n) for n in sides)]
        checks = {
            "signed": (prints_day(text, told["signed"]), signed == told["signed"], (signed, told["signed"])),
            "place": (prints_place(text, told["place"]), any(alike(told["place"], n) for n in known), (place, told["place"])),
            "parties": (bool(told["parties"]), not missing, (sides, missing)),
        }
        for key, (asked, right, shown) in checks.items():
            counts[key][0] += asked and right
            counts[key][1] += asked
            if asked and not right and counts[key][1] - counts[key][0] <= misses:
                print(f"{told['id']}: {key}: {shown[0]!r}, reference {shown[1]!r}", file=sys.stderr)
    return {key: (a, b) for key, (a, b) in counts.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, help="folder in which the dataset stays")
    parser.add_argument("--misses", type=int, default=0, help="differences to print of each kind")
    args = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared"))
    folder, gold = reference / "corpora" / "treaty-texts", reference / "gold" / "treaty_texts.jsonl"
    if not folder.is_dir() or not gold.is_file():
        print(
            f"{reference}: no corpora/treaty-texts and gold/treaty_texts.jsonl there; CHANCERY_REFERENCE names the folder", file=sys.stderr
        )
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        out = args.into or Path(temporary)
        report = pipeline.build(folder, out, 1)
        for key, (right, asked) in measure(out / "dataset", folder, gold, args.misses).items():
            print(f"{key:8} {right / max(1, asked):.3f}  ({right} of {asked})")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
