"""The dataset of the bundled corpus against well-known facts of diplomatic history, and against what a reader found in it.

`soviet_diplomacy.csv` has one row per fact: `record` (treaty or event), `kind` (of a treaty, or the action of an event; several where
either will do), `date` (EDTF), `actor_ids` (all must be there), `place_ids` (one of them must).  `judged_*.csv` are samples of records
that somebody read against their quotes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pytest

from flows.stages import curation

HERE = Path(__file__).parent
TREATIES = """
select treaty_id, kind, signed, place_id, (select list(distinct actor_id) from treaty_parties p where p.treaty_id = t.treaty_id)
from treaties t where signed is not null
"""
EVENTS = """
select event_id, action, date, place_id, (select list(distinct actor_id) from event_participants p where p.event_id = e.event_id)
from events e where realis = 'actual' and date is not null
"""


@dataclass(frozen=True)
class Record:
    """A treaty or an event, of the dataset or of the table of facts."""

    name: str
    kinds: frozenset[str]
    date: str
    places: frozenset[str]
    actors: frozenset[str]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def facts(record: str) -> list[Record]:
    def words(text: str) -> frozenset[str]:
        return frozenset(text.split())

    mine = [r for r in table("soviet_diplomacy.csv") if r["record"] == record]
    return [Record(r["fact_id"], words(r["kind"]), r["date"], words(r["place_ids"]), words(r["actor_ids"])) for r in mine]


@pytest.fixture(scope="module")
def db(default: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(default / "dataset" / "chancery.duckdb"), read_only=True)


@pytest.fixture(scope="module")
def matches(db: duckdb.DuckDBPyConnection) -> dict[Record, Record | None]:
    """Each fact with the record that agrees with it best on date, actors, kind and place, or None."""
    out: dict[Record, Record | None] = {}
    for kind, query in (("treaty", TREATIES), ("event", EVENTS)):
        known = [
            Record(i, frozenset([k]), date, frozenset(filter(None, [place])), frozenset(a for a in actors or () if a))
            for i, k, date, place, actors in db.execute(query).fetchall()
        ]
        for fact in facts(kind):
            near = [r for r in known if r.date == fact.date and (kind == "treaty" or r.kinds & fact.kinds)]

            def agreement(r: Record, fact: Record = fact) -> tuple[int, int, int, int, str]:
                alike = len(r.kinds & fact.kinds), len(r.places & fact.places)
                return len(r.actors & fact.actors), -len(r.actors - fact.actors), *alike, r.name

            out[fact] = max(near, key=agreement, default=None)
    return out


def share(good: list[Record], of: list[Record]) -> float:
    missed = [f.name for f in of if f not in good]
    print(f"{len(good)} of {len(of)}; missed: {', '.join(missed)}")
    return len(good) / len(of)


def test_the_table_of_facts_is_sound() -> None:
    names = [r["fact_id"] for r in table("soviet_diplomacy.csv")]
    assert len(names) == len(set(names)) >= 140
    assert {r["record"] for r in table("soviet_diplomacy.csv")} == {"treaty", "event"}


def test_facts_are_there_with_their_day_and_all_parties(matches: dict[Record, Record | None]) -> None:
    assert share([f for f, r in matches.items() if r and f.actors <= r.actors], list(matches)) >= 0.95


def test_facts_are_there_with_their_place(matches: dict[Record, Record | None]) -> None:
    placed = [f for f in matches if f.places]
    assert share([f for f in placed if (r := matches[f]) and f.actors <= r.actors and f.places & r.places], placed) >= 0.90


def test_facts_are_of_their_kind(matches: dict[Record, Record | None]) -> None:
    assert share([f for f, r in matches.items() if r and f.kinds & r.kinds], list(matches)) >= 0.95


def test_no_states_are_added_to_the_parties(matches: dict[Record, Record | None]) -> None:
    told = [f for f, r in matches.items() if r and f.actors <= r.actors and f.actors]
    assert share([f for f in told if (r := matches[f]) and r.actors == f.actors], told) >= 0.90


def test_every_decision_about_the_corpus_decides_something(db: duckdb.DuckDBPyConnection) -> None:
    idle = "select detail from rejects where reason = 'idle-decision' order by 1"
    assert db.execute(idle).fetchall() == []
    untold = """
        select correction_id from corrections c where value is not null and not exists (from evidence e where e.rule_id = c.correction_id)
        order by 1
    """
    assert db.execute(untold).fetchall() == []
    built = {document for (document,) in db.execute("select document_id from documents").fetchall()}
    about = {d["document_id"] for name in ("corrections", "refusals") for d in curation.load(name)}
    assert about - built == set()


def test_one_fact_is_one_record(matches: dict[Record, Record | None], db: duckdb.DuckDBPyConnection) -> None:
    """Of one day no two treaties with one name, nor with the same kind and parties, unless one document tells of both."""
    found = [r.name for r in matches.values() if r is not None]
    assert len(found) == len(set(found))
    twice = db.execute(
        """
        select a.treaty_id, b.treaty_id, a.name, b.name from treaties a join treaties b on a.signed = b.signed and a.treaty_id < b.treaty_id
        where a.signed_precision = 'day' and (a.name = b.name or list_has_any(a.aliases, [b.name]) or list_has_any(b.aliases, [a.name])
            or (a.kind = b.kind and (select list(actor_id order by actor_id) from treaty_parties p where p.treaty_id = a.treaty_id)
                = (select list(actor_id order by actor_id) from treaty_parties p where p.treaty_id = b.treaty_id)))
        """
    ).fetchall()
    told = "select document_id from evidence where record_type = 'treaties' and record_id = $1 and status = 'accepted'"
    apart = [(a, b) for a, b, *_ in twice if set(db.execute(told, [a]).fetchall()) & set(db.execute(told, [b]).fetchall())]
    assert [row for row in twice if row[:2] not in apart] == []


def test_the_corpus_tells_enough(db: duckdb.DuckDBPyConnection) -> None:
    assert db.execute("select count(*) from treaties").fetchone() >= (130,)  # type: ignore[operator]
    assert db.execute("select count(*) from treaties where signed is not null").fetchone() >= (130,)  # type: ignore[operator]
    assert db.execute("select count(*) from events").fetchone() >= (450,)  # type: ignore[operator]


def test_nobody_acts_outside_of_its_time(db: duckdb.DuckDBPyConnection) -> None:
    parties = db.execute(
        """
        select t.name, t.signed, p.actor_id from treaties t join treaty_parties p using (treaty_id) join actors a using (actor_id)
        where t.signed_end < a.valid_from or t.signed_start > a.valid_to
        """
    ).fetchall()
    participants = db.execute(
        """
        select e.headline, p.actor_id from events e join event_participants p using (event_id) join actors a using (actor_id)
        where e.realis = 'actual' and (e.date_end < coalesce(a.land_from, a.valid_from) or e.date_start > coalesce(a.land_to, a.valid_to))
        """
    ).fetchall()
    assert parties == []
    assert participants == []


@pytest.mark.parametrize(("name", "reached"), [("judged_treaties.csv", 0.96), ("judged_events.csv", 0.90)])
def test_judged_samples_are_of_this_corpus(name: str, reached: float, db: duckdb.DuckDBPyConnection) -> None:
    """A hundred records each, taken at random and read: every quote stands in its document; `reached` is the share that was right.

    Right is a record of which everything is right that it states: one wrong participant, role, place or date makes it wrong.
    """
    rows = table(name)
    texts = {d: " ".join((t or "").split()) for d, t in db.execute("select document_id, text from documents").fetchall()}
    assert len(rows) == 100
    assert [r["quote"] for r in rows if " ".join(r["quote"].split()) not in texts[r["document_id"]]] == []
    assert all(r["verdict"] == "right" or (r["verdict"] == "wrong" and r["note"]) for r in rows)
    assert sum(r["verdict"] == "right" for r in rows) / len(rows) >= reached
