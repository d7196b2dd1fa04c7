"""Measure real sources: `python -m tests.benchmarks.sources [--into DIR] [--misses N]`.

Fetches the catalogued public sources that the reference material has copies of (volumes of diplomatic papers, essays, articles on
recognition, registers of journeys) from there, builds them together with the bundled corpus, and prints what can be counted apart from the
project: divisions of the files against documents, metadata of letters against the reference, rows of registers against events, and the
conferences that several sources tell of.  CHANCERY_REFERENCE names the folder of reference material.  With `--into` raw texts and dataset
stay in that folder, else nothing does.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import yaml
from lxml import etree

from flows import explaining, pipeline, settings
from flows.fetching.run import fetching, finish
from flows.fetching.wanted import cards

SOURCES = {"frus": "document", "milestones": "section", "rdcr": "", "us-travels": "trip", "us-visits": "visit"}
"""Catalogued sources, and what is counted in their files: divisions of a type, whole texts, rows."""
CONFERENCES = {"tehran": "1943-11-28/1943-12-01", "yalta": "1945-02-04/1945-02-11", "potsdam": "1945-07-17/1945-08-02"}
REGISTERS = ("us-travels", "us-visits")
HOME = "united-states"
Rows = list[tuple[Any, ...]]


def gathered(corpora: Path, folder: Path) -> Path:
    """A raw folder with the bundled corpus and, fetched from `corpora`, the files of the catalogued sources that are there."""
    raw, known = folder / "raw", folder / "known"
    shutil.copytree(settings.ROOT / "raw", raw, ignore=shutil.ignore_patterns(".fetch"), dirs_exist_ok=True)
    known.mkdir(exist_ok=True)
    there = {p.name: p for name in SOURCES for p in sorted((corpora / name.removeprefix("us-")).rglob("*.xml"))}
    for name in SOURCES:
        card = yaml.safe_load((settings.ROOT / "schemas" / "sources" / f"{name}.yml").read_text(encoding="utf-8"))
        files = [(e, there[Path(e["url"]).name]) for e in card["files"] if Path(e["url"]).name in there]
        card["files"] = [{**entry, "url": path.as_uri()} for entry, path in files]
        (known / f"{name}.yml").write_text(yaml.safe_dump(card, sort_keys=False, allow_unicode=True), encoding="utf-8")
    run = fetching(raw, 0)
    for found in cards(raw, known, SOURCES):
        outcomes = [run.fetch(wanted) for wanted in found.files()]
        assert all(o.good for o in outcomes), [o for o in outcomes if not o.good]
        finish(found, outcomes)
    return raw


def counted(raw: Path, name: str) -> int:
    """How many documents or rows the files of a source hold, by a parser of this file's own."""
    kind, n = SOURCES[name], 0
    for path in sorted((raw / name / "files").iterdir()):
        tree = etree.parse(str(path))
        n += int(tree.xpath(f"count(//*[local-name() = 'div'][@type = '{kind}'])")) if name in ("frus", "milestones") else 0
        n += int(tree.xpath(f"count(//{kind})")) if name in REGISTERS else 0
        n += name == "rdcr"
    return n


def share(label: str, good: int, of: int) -> None:
    """One line of the report."""
    print(f"{label:42} {good / of if of else 0:.4f}  ({good:,} of {of:,})")


def fold(text: str | None) -> str:
    """Letters and digits of a name."""
    return re.sub(r"[^a-z0-9]+", " ", (text or "").lower()).strip()


def letters(db: duckdb.DuckDBPyConnection, gold: Path) -> None:
    """Date, place, sender and recipient of letters against the reference."""
    query = "select document_id, issued, [p.name] || p.names, authors, recipients from documents d left join places p using (place_id)"
    have = {d.removeprefix("frus/"): rest for d, *rest in db.execute(query).fetchall()}
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        got = have.get(row["document_id"], (None, None, None, None))
        first = [next((p.get("name") for p in row[k] or []), None) for k in ("from", "to")]
        for key, wanted, values in zip(
            ("date", "place", "sender", "recipient"), (row["gold_date"], row["gold_place"], *first), ([got[0]], *got[1:]), strict=True
        ):
            if wanted:
                tally[key][1] += 1
                near = [fold(v) for v in values or () if v]
                alike = any(fold(wanted) in v or (v and v in fold(wanted)) for v in near)
                dated = (values or [""])[0] or ""
                tally[key][0] += dated[:10] == wanted[:10] if key == "date" else alike
    for key, (good, of) in tally.items():
        share(f"frus: {key} as in the reference", good, of)
    evidence = "select count(*) filter (method = 'markup'), count(*) from evidence where document_id like 'frus/%' "
    evidence += "and record_type = 'documents' and status = 'accepted' and field in ('issued', 'place_id')"
    share("frus: dates and places from the markup", *db.execute(evidence).fetchall()[0])


def register_rows(raw: Path, name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Document, and first and last day of each row, of a register's files."""
    for path in sorted((raw / name / "files").iterdir()):
        days = [(r.findtext("start-date") or "", r.findtext("end-date") or "") for r in etree.parse(str(path)).iter(SOURCES[name])]
        yield f"{name}/{path.stem}", days


def journeys(db: duckdb.DuckDBPyConnection, raw: Path, name: str, misses: int) -> None:
    """Rows of a register against the events that their lines tell."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed: list[str] = []
    for document, days in register_rows(raw, name):
        ((text,),) = db.execute("select text from documents where document_id = $1", [document]).fetchall()
        lines = text.rstrip("\n").split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        told: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for start, *event in db.execute(EVENTS, [document, HOME]).fetchall():
            told[next(i for i in range(len(lines)) if starts[i] <= start < starts[i + 1])].append(tuple(event))
        tally["rows that are lines of the document"][0] += min(len(lines), len(days))
        tally["rows that are lines of the document"][1] += len(days)
        for i, (first, last) in enumerate(days):
            events = told.get(i, [])
            date = first if last in ("", first) else f"{first}/{last}"
            found = {
                "rows with an event": bool(events),
                "rows with both days exact": any(e[0] == date for e in events),
                "rows with the person resolved": any(e[1] for e in events),
                "rows with the other country resolved": any(e[2] for e in events),
            }
            for key, good in found.items():
                tally[key][0] += good
                tally[key][1] += 1
                if not good:
                    missed.append(f"{key}: {document}: {lines[i][:110] if i < len(lines) else ''}")
    for key, (good, of) in tally.items():
        share(f"{name}: {key}", good, of)
    for line in missed[:misses]:
        print(f"  not {line}")


EVENTS = """
select v.start, e.date, list(p.person_id) filter (p.person_id is not null), list(p.actor_id) filter (p.actor_id != $2)
from evidence v join events e on v.record_id = e.event_id left join event_participants p using (event_id)
where v.record_type = 'events' and v.field is null and v.document_id = $1 and e.action = 'visit' group by all
"""


# A meeting on one day of a conference is another event: two of those present may have talked apart.
TALKS = """
select event_id, date, n_documents from events
where (action = 'conference' or (action = 'meet' and date_precision != 'day')) and place_id = $1
    and date_start between cast($2 as date) - 5 and cast($3 as date) + 5
order by n_documents desc, event_id
"""


def relations(db: duckdb.DuckDBPyConnection, gold: Path) -> None:
    """Steps in the relations of states against the years that the headings of the articles give them."""
    query = """
    select distinct v.document_id, year(e.date_start), year(e.date_end) from evidence v join events e on v.record_id = e.event_id
    where v.record_type = 'events' and v.field is null and v.document_id like 'rdcr/%' and e.date_start is not null
    """
    years: dict[str, set[int]] = defaultdict(set)
    for document, first, last in db.execute(query).fetchall():
        years[document.removeprefix("rdcr/")].update((first, last or first))
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    dated = [r for r in rows if r["gold_date"]]
    good = sum(int(r["gold_date"][:4]) in years[Path(r["file"]).stem] for r in dated)
    share("rdcr: dated headings with an event of the year", good, len(dated))


def conferences(db: duckdb.DuckDBPyConnection, out: Path) -> None:
    """The conferences of the war as events, with the sources that `explain` shows."""
    for place, date in CONFERENCES.items():
        found = db.execute(TALKS, [place, *date.split("/")]).fetchall()
        told = "\n".join(explaining.explain(out, found[0][0])) if found else ""
        sources = sorted(set(re.findall(r"\(([\w-]+)(?:/[^,\s]+)?, characters", told)))
        state = "one event" if len(found) == 1 else f"{len(found)} events"
        print(f"{place}: {state}, {found[0][1] if found else '-'} ({'exact' if found and found[0][1] == date else 'not exact'}), "
              f"{found[0][2] if found else 0} documents of {', '.join(sources)}")


def main() -> int:
    """Print the figures; 2 when there is no reference material."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sources")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args()
    reference = Path(os.environ.get("CHANCERY_REFERENCE", settings.ROOT.parent / "shared"))
    if not (reference / "corpora" / "frus").is_dir():
        print(f"{reference}: no corpora there; CHANCERY_REFERENCE names the folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.into or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        raw, out, began = gathered(reference / "corpora", folder), folder / "out", time.monotonic()
        report = pipeline.build(raw, out, 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"built {report.tables['documents']:,} documents in {time.monotonic() - began:.0f} s, {peak:,} MB at most")
        db = duckdb.connect(str(out / "dataset" / "chancery.duckdb"), read_only=True)
        for name in ("frus", "milestones", "rdcr"):
            ((n,),) = db.execute("select count(*) from documents where starts_with(document_id, $1 || '/')", [name]).fetchall()
            share(f"{name}: documents of its files", n, counted(raw, name))
        for row in db.execute("select detail from rejects where stage in ('fetch', 'clean') order by all").fetchall()[: given.misses]:
            print(f"  reject: {row[0]}")
        letters(db, reference / "gold" / "frus_documents.jsonl")
        for name in REGISTERS:
            journeys(db, raw, name, given.misses)
        relations(db, reference / "gold" / "rdcr_events.jsonl")
        conferences(db, out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
