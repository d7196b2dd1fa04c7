"""Measure short notes on recognition and relations: `python -m tests.benchmarks.recognition [--into DIR] [--misses N]`.

Each entry of the reference on who recognised whom, and where embassies and treaties were, becomes a bare file of its own text, without
its heading.  Right is an entry of which an event has the kind of act that the heading names, in the year that it gives.  Headings on
other things (visits, persons) and without a year are left out.  CHANCERY_REFERENCE names the folder of reference material.  With
`--into` the texts and the dataset stay in that folder, else nothing does.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from flows import pipeline, settings

ARRIVALS = ("mission", "assume-office")
"""Of many posts a note tells only that their envoy or consul came or was named."""
ACTS = (
    ("other", r"\b(?:move[ds]?|movement|evacuation|invasion|becomes)\b|most-favored|republic\b(?! of)|kingdom of the n", ()),
    (
        "restored",
        r"re-?establish|resum|re-?open|restor|normaliz",
        ("restore-relations", "establish-relations", "establish", "recognize", *ARRIVALS),
    ),
    ("broken", r"sever|interrupt|cessation|terminat|suspen|broken|ended", ("break-relations", "denounce-treaty", "withdraw", "dissolve")),
    ("closed", r"clos", ("dissolve", "break-relations", "withdraw")),
    ("treaty", r"treaty|treaties|convention|agreement|article", ("sign", "agree", "negotiate", "ratify", "accede", "enter-into-force")),
    ("recognised", r"recogni", ("recognize",)),
    (
        "established",
        r"establish|elevation|opening|opens|raised|consulate|legation|embassy|upgrad",
        ("establish-relations", "establish", *ARRIVALS),
    ),
)
"""Kinds of heading, the first that fits: its words and the acts that say the same; none for headings that are left out."""
EVENTS = """
select d.raw_path, e.action, e.date_start, e.date_end
from events e
join evidence v on v.record_type = 'events' and v.record_id = e.event_id and v.field is null
join documents d using (document_id)
where e.realis = 'actual' and e.date_start is not null
"""


def kind_of(label: str) -> tuple[str, tuple[str, ...]] | None:
    """The kind of act that a heading names, and the actions that count for it."""
    found = next(((kind, acts) for kind, words, acts in ACTS if re.search(words, label, re.IGNORECASE)), None)
    return found if found and found[1] else None


def entries(gold: Path) -> list[dict[str, Any]]:
    """The entries whose heading names a kind of act and a year."""
    found = [json.loads(line) for line in gold.read_text().splitlines()]
    return [e for e in found if e["gold_dates"] and re.fullmatch(r"\d{4}.*", e["gold_dates"][0]) and kind_of(e["event_label"])]


def file_name(entry: dict[str, Any]) -> str:
    return re.sub(r"[^\w-]+", "-", entry["id"]) + ".txt"


def measure(dataset: Path, gold: Path, misses: int) -> dict[str, tuple[int, int]]:
    """(found, of) by kind of heading; prints up to `misses` entries that were not found to standard error."""
    db = duckdb.connect()
    for name in ("events", "evidence", "documents"):
        db.execute(f"create view {name} as select * from read_parquet('{dataset / name}.parquet')")
    told: dict[str, list[tuple[str, int, int]]] = {}
    for path, action, start, end in db.execute(EVENTS).fetchall():
        told.setdefault(Path(path).name, []).append((action, start.year, (end or start).year))
    counts: dict[str, list[int]] = {}
    for entry in entries(gold):
        kind, acts = kind_of(entry["event_label"]) or ("", ())
        years = [int(y) for y in re.findall(r"\d{4}", entry["gold_dates"][0])]
        events = told.get(file_name(entry), [])
        right = any(a in acts and first <= max(years) and last >= min(years) for a, first, last in events)
        count = counts.setdefault(kind, [0, 0])
        count[0] += right
        count[1] += 1
        if not right and misses > 0:
            misses -= 1
            print(f"{entry['id']}: {entry['event_label']}, {entry['gold_dates'][0]}: {sorted(set(events))}", file=sys.stderr)
    return {kind: (a, b) for kind, (a, b) in sorted(counts.items())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, help="folder in which texts and dataset stay")
    parser.add_argument("--misses", type=int, default=0, help="entries to print that were not found")
    args = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared"))
    gold = reference / "gold" / "rdcr_events.jsonl"
    if not gold.is_file():
        print(f"{reference}: no gold/rdcr_events.jsonl there; CHANCERY_REFERENCE names the folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        into = args.into or Path(temporary)
        texts = into / "texts"
        texts.mkdir(parents=True, exist_ok=True)
        for entry in entries(gold):
            (texts / file_name(entry)).write_text(entry["text"] + "\n")
        report = pipeline.build(texts, into / "out", 1)
        found = measure(into / "out" / "dataset", gold, args.misses)
    for kind, (right, asked) in [*found.items(), ("all", (sum(a for a, _ in found.values()), sum(b for _, b in found.values())))]:
        print(f"{kind:12} {right / max(1, asked):.3f}  ({right} of {asked})")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
