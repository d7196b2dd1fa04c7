"""The tables of the gazetteer: unique ids, references that hold, periods in order, codes that agree with the reference."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from schemas.data import rows

ACTORS = rows("gazetteer/actors")
NAMES = rows("gazetteer/actor_names")
PERSONS = rows("gazetteer/persons")
OFFICES = rows("gazetteer/offices")
PLACES = rows("gazetteer/places")
MEMBERS = rows("gazetteer/members")
TREATIES = rows("gazetteer/treaties")
KINDS = {"state", "government-in-exile", "international-organisation", "government-body", "party", "armed-force", "company", "other"}
FORMS = {"name", "adjective", "demonym", "prefix", "capital", "metonym", "group"}


def ids(table: tuple[dict[str, str], ...], column: str) -> set[str]:
    return {r[column] for r in table}


def repeated(values: list[object]) -> list[object]:
    return [v for v, n in Counter(values).items() if n > 1]


def test_ids_are_unique() -> None:
    assert not repeated([r["actor_id"] for r in ACTORS])
    assert not repeated([r["person_id"] for r in PERSONS])
    assert not repeated([r["place_id"] for r in PLACES])
    assert not repeated([tuple(r.values()) for r in NAMES])
    assert not repeated([tuple(r.values()) for r in OFFICES])


def test_references_hold() -> None:
    actors, persons, places = ids(ACTORS, "actor_id"), ids(PERSONS, "person_id"), ids(PLACES, "place_id")
    for column in ("predecessor_id", "parent_id"):
        assert ids(ACTORS, column) - {""} <= actors
    assert ids(ACTORS, "place_id") - {""} <= places
    assert ids(PLACES, "actor_id") - {""} <= actors
    regions = rows("gazetteer/place_regions")
    assert ids(regions, "place_id") | ids(regions, "region_id") <= places and not ids(regions, "place_id") & ids(regions, "region_id")
    assert ids(NAMES, "actor_id") == actors
    assert ids(MEMBERS, "group_id") | ids(MEMBERS, "actor_id") <= actors
    assert ids(OFFICES, "person_id") <= persons
    assert ids(OFFICES, "actor_id") <= actors
    assert ids(rows("gazetteer/person_names"), "person_id") == persons
    assert ids(rows("gazetteer/corruptions"), "meant") <= persons | places
    assert {a for r in TREATIES for a in r["between"].split(";")} - {""} <= actors


def test_periods_are_in_order() -> None:
    for table, start, end in (
        (ACTORS, "valid_from", "valid_to"), (ACTORS, "land_from", "valid_from"), (ACTORS, "valid_to", "land_to"),
        (NAMES, "valid_from", "valid_to"), (MEMBERS, "valid_from", "valid_to"),
        (OFFICES, "from", "to"), (PERSONS, "active_from", "active_to"),
    ):
        assert not [r for r in table if r[start] and r[end] and r[start] > r[end]]


def test_offices_fall_into_public_life() -> None:
    life = {r["person_id"]: (r["active_from"], r["active_to"]) for r in PERSONS}
    wrong = [r for r in OFFICES if r["from"] and life[r["person_id"]][1] and r["from"][:4] > life[r["person_id"]][1]]
    wrong += [r for r in OFFICES if r["to"] and r["to"][:4] < life[r["person_id"]][0]]
    assert not wrong


def test_closed_vocabularies() -> None:
    assert ids(ACTORS, "kind") <= KINDS
    assert ids(NAMES, "form") <= FORMS


def test_successors_follow_their_predecessors() -> None:
    by_id = {r["actor_id"]: r for r in ACTORS}
    for r in ACTORS:
        if r["predecessor_id"] and r["valid_from"]:
            assert by_id[r["predecessor_id"]]["valid_from"] < r["valid_from"], r["actor_id"]


def test_coordinates_are_on_the_globe() -> None:
    for r in PLACES:
        assert -90 <= float(r["latitude"]) <= 90
        assert -180 <= float(r["longitude"]) <= 180
        assert len(r["country_code"]) in (0, 2)


def test_the_gazetteer_is_wide() -> None:
    assert len(ACTORS) >= 230
    assert len(PERSONS) >= 700
    assert sum(r["active_to"] >= "1900" for r in PERSONS) >= 700


def test_codes_agree_with_the_reference(reference: Path) -> None:
    for file, code, column in (("cow_states2016.csv", "ccode", "cow_code"), ("gw_states.csv", "gwcode", "gw_code")):
        with open(reference / "truth" / file, newline="", encoding="utf-8") as handle:
            known = {r[code] for r in csv.DictReader(handle)}
        assert ids(ACTORS, column) - {""} <= known
        held: dict[str, list[str]] = {}
        for r in sorted(ACTORS, key=lambda r: r["valid_from"]):
            if r[column] and r["kind"] == "state":
                held.setdefault(r[column], []).append(r["actor_id"])
        # South Sudan came after the time of the gazetteer; Annam it does not tell from Vietnam.
        assert known - set(held) <= {"626", "815", "ccode"}


def test_states_of_the_reference_have_an_actor_with_their_code_at_every_time(reference: Path) -> None:
    def gaps(column: str, code: str, start: str, end: str) -> bool:
        """Whether no actor of a code was there for a year or more between 1871 and 1990."""
        covered = max(start, "1871-01-18")
        held = sorted((r["valid_from"] or "0001", r["valid_to"] or "9999") for r in ACTORS if r["kind"] == "state" and r[column] == code)
        for since, until in [*held, ("9999", "9999")]:
            if covered < (to := min(since, end, "1990-01-01")) and int(to[:4]) - int(covered[:4]) > 1:
                return True
            covered = max(covered, until)
        return False

    with open(reference / "truth" / "cow_states2016.csv", newline="", encoding="utf-8") as handle:
        known = [r for r in csv.DictReader(handle) if r["ccode"].isdigit()]
    days = [(r, [f"{int(r[f'{at}year']):04}-{int(r[f'{at}month']):02}-{int(r[f'{at}day']):02}" for at in ("st", "end")]) for r in known]
    # Ibn Saud's kingdom has its present name, and its actor, since 1932.
    assert {r["ccode"] for r, (start, end) in days if gaps("cow_code", r["ccode"], start, end)} <= {"670"}
    with open(reference / "truth" / "gw_states.csv", newline="", encoding="utf-8") as handle:
        lasted = {r["gwcode"]: r for r in csv.DictReader(handle) if r["startdate"]}
    # The kingdoms of Madagascar, Burma and Annam are not told from the states of today.
    assert {c for c, r in lasted.items() if gaps("gw_code", c, r["startdate"], r["enddate"])} <= {"580", "775", "815"}


def test_no_two_actors_are_one() -> None:
    told = [(r["name"], r["kind"], r["valid_from"], r["valid_to"]) for r in ACTORS]
    assert len(told) == len(set(told))


def test_foreign_ministers_agree_with_the_reference(reference: Path) -> None:
    """Where a reference term and one of ours have the same state and nearly the same start, they have the same bearer."""
    with open(reference / "truth" / "foreign_ministers_1900_1991.csv", newline="", encoding="utf-8") as handle:
        known = {(r["ccode"], r["start"]): r["person"] for r in csv.DictReader(handle)}
    code = {r["actor_id"]: r["cow_code"] for r in ACTORS}
    names = {r["person_id"]: r["name"] for r in PERSONS}
    titles = {"Foreign Minister", "Foreign Secretary", "Secretary of State"}
    seen = agreed = 0
    for r in OFFICES:
        person = known.get((code[r["actor_id"]], r["from"]))
        if person and r["office"] in titles:
            seen += 1
            agreed += bool(set(fold(person)) & set(fold(names[r["person_id"]])))
    assert seen > 150
    assert agreed / seen > 0.98


def fold(name: str) -> list[str]:
    import unicodedata

    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return [w for w in flat.replace("-", " ").split() if len(w) > 2]


def test_the_names_of_treaties_are_one_treaty_s_each_and_their_kinds_are_known() -> None:
    assert not repeated([name for r in TREATIES for name in (r["name"], *r["aliases"].split(";")) if name])
    assert ids(TREATIES, "kind") <= ids(rows("vocab/treaty_kinds"), "kind")
    assert ids(TREATIES, "alone") <= {"yes", ""}
