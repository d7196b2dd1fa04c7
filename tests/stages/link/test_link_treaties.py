from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from flows.stages.link.local import Treaty
from flows.stages.link.treaties import clash, cluster, party_relation

UK_USSR = frozenset({"united-kingdom", "soviet-union"})
UK_FRANCE = frozenset({"united-kingdom", "france"})


def treaty(
    document: str, name: str, signed: str | None = None, parties: frozenset[str] = frozenset(), local: str = "t1", **more: str
) -> Treaty:
    fields = {"kind": "treaty", "status": "signed", **more}
    return Treaty((document, local), 0, (name,), signed=signed, parties=parties, **fields)  # type: ignore[arg-type]


def groups(*treaties: Treaty) -> list[list[int]]:
    return cluster(sorted(treaties, key=lambda t: t.key)).groups()


def test_same_name_parties_and_a_less_precise_date() -> None:
    assert groups(treaty("a", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR), treaty("b", "Anglo-Soviet Treaty", "1942", UK_USSR)) == [
        [0, 1]
    ]


def test_other_names_on_the_same_day_between_the_same_parties() -> None:
    one = treaty("a", "Treaty of Friendship", "1942-05-26", UK_USSR)
    assert groups(one, treaty("b", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR)) == [[0, 1]]
    # Two instruments of one day stay two where their names say that they are about different things.
    assert groups(one, treaty("b", "Trade Treaty", "1942-05-26", UK_USSR)) == [[0], [1]]
    assert groups(one, treaty("b", "secret protocol", "1942-05-26", UK_USSR, kind="protocol")) == [[0], [1]]


def test_a_common_name_alone_is_no_evidence() -> None:
    assert groups(treaty("a", "Treaty of Paris"), treaty("b", "Treaty of Paris")) == [[0], [1]]
    assert groups(treaty("a", "Treaty of Paris", "1763"), treaty("b", "Treaty of Paris", "1783")) == [[0], [1]]
    assert groups(treaty("a", "Treaty of Paris", "1763", UK_FRANCE), treaty("b", "Treaty of Paris")) == [[0], [1]]
    assert groups(treaty("a", "Treaty of Paris", "1763", UK_FRANCE), treaty("b", "Treaty of Paris", None, UK_FRANCE)) == [[0, 1]]
    assert groups(treaty("a", "1763 Treaty of Paris", None, UK_FRANCE), treaty("b", "Treaty of Paris", "1763-02-10", UK_FRANCE)) == [[0, 1]]


def test_a_distinctive_name_needs_no_date() -> None:
    assert groups(treaty("a", "Kellogg-Briand Pact"), treaty("b", "Kellogg Pact", "1928-08-27"), treaty("c", "Pact of Paris")) == [
        [0, 1, 2]
    ]


def test_what_is_no_name_at_all_needs_two_dates() -> None:
    assert groups(treaty("a", "secret protocol", "1939-08-23", UK_USSR), treaty("b", "secret protocol", None, UK_USSR)) == [[0], [1]]


def test_two_names_of_a_well_known_treaty_in_one_document() -> None:
    one = treaty("a", "Limited Test Ban Treaty")
    two = treaty("a", "Partial Test Ban Treaty", "1963-08-05", UK_USSR, local="t2")
    assert groups(one, two) == [[0, 1]]
    assert groups(replace(one, signed="1961-08-05"), two) == [[0], [1]]


def test_a_name_that_one_treaty_alone_has_needs_no_date_and_no_party() -> None:
    assert groups(treaty("a", "Baghdad Pact"), treaty("b", "Baghdad Pact", parties=frozenset({"turkey"}))) == [[0, 1]]
    assert groups(treaty("a", "Oran Pact"), treaty("b", "Oran Pact", parties=frozenset({"turkey"}))) == [[0], [1]]


def test_a_name_that_several_treaties_bear_is_told_by_more() -> None:
    assert groups(treaty("a", "Treaty of Basel"), treaty("b", "Treaty of Basel")) == [[0], [1]]


def test_a_well_known_treaty_whose_parties_are_told_in_part() -> None:
    assert groups(
        treaty("a", "Munich Agreement", "1938-09-30", UK_FRANCE), treaty("b", "Munich Agreement", None, frozenset({"germany"}))
    ) == [[0, 1]]


def test_undated_records_with_one_party_in_common_are_not_one() -> None:
    us = frozenset({"united-states"})
    assert groups(treaty("a", "Lend-Lease Agreements", None, us), treaty("b", "Lend-Lease Agreement", None, us | {"france"})) == [[0], [1]]
    assert groups(treaty("a", "Lend-Lease Agreements", None, us), treaty("b", "Lend-Lease Debt Agreement", None, us)) == [[0], [1]]


def test_an_undated_record_does_not_bridge_two_dated_ones() -> None:
    first = treaty("a", "Berg-Lund Treaty", "1910", UK_FRANCE)
    later = treaty("b", "Berg-Lund Treaty", "1925", UK_FRANCE)
    assert groups(first, later, treaty("c", "Berg-Lund Treaty", None, UK_FRANCE)) == [[0], [1], [2]]


def test_a_few_days_of_difference_are_a_disagreement_and_not_two_treaties() -> None:
    assert groups(treaty("a", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR), treaty("b", "Anglo-Soviet Treaty", "1942-05-28", UK_USSR)) == [
        [0, 1]
    ]
    assert groups(treaty("a", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR), treaty("b", "Anglo-Soviet Treaty", "1942-08-28", UK_USSR)) == [
        [0],
        [1],
    ]


def test_drafts_stay_apart_from_what_was_signed() -> None:
    signed = treaty("a", "Berg-Lund Treaty", "1910", UK_FRANCE)
    assert groups(signed, treaty("b", "Berg-Lund Treaty", "1910", UK_FRANCE, status="draft")) == [[0], [1]]
    assert groups(signed, treaty("b", "Berg-Lund Treaty", "1910", UK_FRANCE, status="negotiated")) == [[0, 1]]


def test_parties_that_clash_keep_treaties_apart() -> None:
    one = treaty("a", "Lend-Lease Agreement", "1942", frozenset({"united-states", "united-kingdom"}))
    assert groups(one, treaty("b", "Lend-Lease Agreement", "1942", frozenset({"united-states", "soviet-union"}))) == [[0], [1]]


def test_within_a_document_only_the_same_day_parties_and_name_make_one() -> None:
    one = treaty("a", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR)
    assert groups(one, replace(one, key=("a", "t2"))) == [[0, 1]]
    assert groups(one, replace(one, key=("a", "t2"), signed="1942-05")) == [[0], [1]]
    assert groups(one, replace(one, key=("a", "t2"), names=("Treaty of Friendship",))) == [[0], [1]]
    # Nor may a record of another document join the two.
    other = treaty("b", "Anglo-Soviet Treaty", "1942", UK_USSR)
    assert sorted(map(len, groups(one, replace(one, key=("a", "t2"), signed="1942-05"), other))) == [1, 2]


def test_forbidden_pairs_stay_apart() -> None:
    one = treaty("a", "Kellogg-Briand Pact", "1928-08-27")
    assert cluster([one, replace(one, key=("b", "t1"))], [(1, 0)]).groups() == [[0], [1]]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"x", "y"}, {"x", "y"}, "same"),
        ({"x", "y", "z"}, {"x", "y"}, "overlap"),
        ({"x", "y"}, {"x"}, "overlap"),
        ({"x", "y"}, {"x", "z"}, "clash"),
        ({"x"}, {"y"}, "clash"),
        ({"x"}, set(), "none"),
    ],
)
def test_party_relation(a: set[str], b: set[str], expected: str) -> None:
    assert party_relation(frozenset(a), frozenset(b)) == expected
    assert party_relation(frozenset(b), frozenset(a)) == expected


def test_clash_is_symmetric() -> None:
    some = [
        treaty("a", "Treaty of Paris", "1763", UK_FRANCE),
        treaty("b", "SALT I", "1972-05-26"),
        treaty("c", "SALT II", None, UK_USSR),
        treaty("d", "Berg protocol", "1972", kind="protocol"),
        treaty("e", "Kellogg-Briand Pact", "1929", status="draft"),
    ]
    assert all(clash(x, y) == clash(y, x) for x, y in combinations(some, 2))


def test_two_texts_are_one_treaty_on_one_day_alone() -> None:
    parties = frozenset({"united-states", "kansa-nation"})
    one = replace(treaty("a", "Treaty of Fort Brown", "1815-07-18", parties), own=True)
    assert clash(one, replace(treaty("b", "Treaty of Fort Brown", "1815-07-19", parties), own=True))
    assert not clash(one, replace(treaty("b", "Treaty of Fort Brown", "1815-07-18", parties), own=True))
    assert not clash(one, treaty("b", "Treaty of Fort Brown", "1815-07-19", parties))


def test_one_memorandum_of_a_town_and_a_day_with_and_without_its_side() -> None:
    one = treaty("a", "Oslo Memorandum", "1955-04-15", kind="memorandum")
    two = treaty("b", "Oslo Memorandum with Norway", "1955-04-15", frozenset({"norway"}), kind="memorandum")
    assert groups(one, two) == [[0, 1]]
    assert groups(one, replace(two, signed="1955-04-16")) == [[0], [1]]
    assert groups(one, treaty("b", "Oslo Memorandum on Trade", "1955-04-15", kind="memorandum")) == [[0], [1]]


def test_a_treaty_dated_the_day_before_it_was_signed_is_one_though_its_sides_are_only_named_near_by() -> None:
    name = "Anglo-Soviet Treaty of Friendship"
    night = treaty("a", name, "1942-05-27", UK_USSR)
    near = replace(treaty("b", name, "1942-05-26"), near=UK_USSR)
    assert groups(night, near) == [[0, 1]]
    assert groups(night, replace(near, near=UK_FRANCE)) == [[0], [1]]


def test_a_treaty_that_is_only_described_is_known_by_its_day_its_place_and_both_sides() -> None:
    known = treaty("a", "Anglo-Soviet Treaty", "1942-05-26", UK_USSR, place="london")

    def described(place: str, near: frozenset[str]) -> Treaty:
        return Treaty(("b", "t1"), 0, ("treaty",), kind="treaty", status="signed", signed="1942-05-26", place=place, near=near)

    assert groups(known, described("london", UK_USSR)) == [[0, 1]]
    assert groups(known, described("paris", UK_USSR)) == [[0], [1]]
    assert groups(known, described("london", UK_FRANCE)) == [[0], [1]]
