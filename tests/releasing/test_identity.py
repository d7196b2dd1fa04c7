"""Ids that last: over corrected dates, removed texts and coming back."""

from __future__ import annotations

import duckdb

from flows.releasing.identity import KINDS, Record, paired
from flows.stages import tables
from tests.releasing.conftest import Released

_, EVENTS, _ = KINDS


def record(action: str, date: str, *told: tuple[str, int]) -> Record:
    return Record((action, date, None), set(told))


def test_a_record_keeps_its_id_when_its_key_facts_change(releases: Released) -> None:
    before, after = (tables.read(folder, "treaties").to_pylist() for folder in (releases.first, releases.second))
    tartu = next(t for t in before if t["signed"] == "1920-02-02")
    assert next(t for t in after if t["treaty_id"] == tartu["treaty_id"])["signed"] == "1920-02-03"
    computed = {r["record_id"]: r["computed_id"] for r in tables.read(releases.second, "identities").to_pylist()}
    assert computed[tartu["treaty_id"]] != tartu["treaty_id"]
    built = {t["treaty_id"]: t["signed"] for t in tables.read(releases.builds[1], "treaties").to_pylist()}
    assert built[computed[tartu["treaty_id"]]] == "1920-02-03"


def test_references_follow_the_ids(releases: Released) -> None:
    with duckdb.connect(str(releases.second / "chancery.duckdb"), read_only=True) as db:
        live = "(select treaty_id from treaties union all select event_id from events union all select position_id from positions)"
        assert db.execute(f"select count(*) from redirects where old_id in {live} or new_id not in {live}").fetchone() == (0,)
        roots = "select split_part(record_id, '|', 1) from evidence where record_type not in ('documents')"
        told = db.execute("select value from evidence where field in ('treaty_id', 'event_id')").fetchall()
        assert told and {v for (v,) in told} <= {i for (i,) in db.execute(f"from {live}").fetchall()}
        gone = [r for r in db.execute("select old_id from redirects").fetchall() if r[0] in {i for (i,) in db.execute(roots).fetchall()}]
        assert gone == []


def test_what_lost_its_text_is_withdrawn_and_findable(releases: Released) -> None:
    before = {r["position_id"] for r in tables.read(releases.first, "positions").to_pylist()}
    redirects = {r["old_id"]: r for r in tables.read(releases.second, "redirects").to_pylist()}
    assert before and all(redirects[i] == {"old_id": i, "new_id": None, "since": "2026.11.1", "reason": "withdrawn"} for i in before)


def test_evidence_of_untouched_records_keeps_its_ids(releases: Released) -> None:
    before, after = (
        {r["evidence_id"] for r in tables.read(folder, "evidence").to_pylist() if r["document_id"] == "northern-papers/berlin-treaty"}
        for folder in (releases.first, releases.second)
    )
    assert before and before == after


def test_two_records_that_prove_to_be_one_leave_a_redirect() -> None:
    old = {"e-a": record("sign", "1920", ("x", 1), ("x", 2)), "e-b": record("sign", "1920-02", ("y", 1))}
    new = {"e-n": record("sign", "1920-02-02", ("x", 1), ("x", 2), ("y", 1))}
    gone: dict[str, dict[str, str | None]] = {}
    assert paired(EVENTS, old, new, {}, set(old), gone, "2026.2.0") == {"e-n": "e-a"}
    assert gone == {"e-b": {"old_id": "e-b", "new_id": "e-a", "since": "2026.2.0", "reason": "merged"}}


def test_a_record_that_proves_to_be_several_keeps_its_id_where_most_evidence_is() -> None:
    old = {"e-a": record("sign", "1920", ("x", 1), ("x", 2), ("y", 1))}
    new = {"e-m": record("sign", "1921", ("y", 1)), "e-n": record("sign", "1920-02", ("x", 1), ("x", 2))}
    gone: dict[str, dict[str, str | None]] = {}
    assert paired(EVENTS, old, new, {}, set(old), gone, "2026.2.0") == {"e-m": "e-m", "e-n": "e-a"}
    assert gone == {}


def test_two_events_of_one_sentence_are_told_apart_by_their_facts() -> None:
    old = {"e-a": record("sign", "1920", ("x", 1)), "e-b": record("ratify", "1921", ("x", 1))}
    new = {"e-m": record("ratify", "1921-03", ("x", 1)), "e-n": record("sign", "1920-02", ("x", 1))}
    gone: dict[str, dict[str, str | None]] = {}
    assert paired(EVENTS, old, new, {}, set(old), gone, "2026.2.0") == {"e-m": "e-b", "e-n": "e-a"}


def test_a_reading_that_is_given_up_does_not_become_its_neighbour_in_the_sentence() -> None:
    old = {"e-a": record("mission", "1924", ("x", 1)), "e-b": record("recognize", "1924", ("x", 1))}
    gone: dict[str, dict[str, str | None]] = {}
    assert paired(EVENTS, old, {"e-b": old["e-b"]}, {"e-b": "e-b"}, set(old), gone, "2026.2.0") == {"e-b": "e-b"}
    assert gone == {"e-a": {"old_id": "e-a", "new_id": None, "since": "2026.2.0", "reason": "withdrawn"}}
    twice = {"e-a": record("sign", "1924", ("x", 1)), "e-b": record("sign", "1924-02", ("x", 1))}
    paired(EVENTS, twice, {"e-b": twice["e-b"]}, {"e-b": "e-b"}, set(twice), gone, "2026.2.0")
    assert gone["e-a"]["reason"] == "withdrawn"  # the facts that both know are not the same
    same = {"e-a": record("sign", "1924", ("x", 1)), "e-b": record("sign", "1924", ("x", 1))}
    paired(EVENTS, same, {"e-b": same["e-b"]}, {"e-b": "e-b"}, set(same), gone, "2026.2.0")
    assert (gone["e-a"]["reason"], gone["e-a"]["new_id"]) == ("merged", "e-b")


def test_an_id_is_never_used_again() -> None:
    gone: dict[str, dict[str, str | None]] = {"e-a": {"old_id": "e-a", "new_id": None, "since": "2026.1.0", "reason": "withdrawn"}}
    name = paired(EVENTS, {}, {"e-a": record("sign", "1920", ("x", 1))}, {}, {"e-a"}, gone, "2026.2.0")
    assert name["e-a"] != "e-a" and gone["e-a"]["new_id"] == name["e-a"]
    taken = {"e-b": record("attack", "1930", ("z", 9))}
    other = paired(EVENTS, taken, {"e-b": record("visit", "1940", ("q", 1))}, {"e-c": "e-b"}, set(taken), gone, "2026.2.0")
    assert other["e-b"] != "e-b"
