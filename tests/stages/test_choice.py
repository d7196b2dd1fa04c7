from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages.choice import Claim, Policy, choose, covers, policy_of

VOTES, DATE, PLACE = Policy("votes", ()), Policy("date", ()), Policy("place", ())


def claim(value: str, document: str = "a", publisher: str = "P", confidence: float = 0.8, start: int = 0, **more: Any) -> Claim:
    return Claim("treaties", "t-1", "t1", "x", value, None, document, publisher, start, start + 5, "r", confidence, **more)


def test_independent_publishers_outweigh_documents() -> None:
    claims = [claim("a", "1", "P"), claim("a", "2", "P"), claim("a", "3", "P"), claim("b", "4", "Q"), claim("b", "5", "R")]
    choice = choose(claims, VOTES)
    assert (choice.value, choice.policy, choice.disagreement) == ("b", "most-publishers", True)
    assert choice.statuses == ("superseded",) * 3 + ("accepted",) * 2


def test_documents_outweigh_confidence_and_repeats_within_one_count_once() -> None:
    claims = [claim("a", "1"), claim("a", "1", start=9), claim("b", "2"), claim("b", "3", confidence=0.1), claim("a", "1", confidence=0.99)]
    choice = choose(claims, VOTES)
    assert (choice.value, choice.policy) == ("b", "most-documents")


def test_confidence_then_the_first_place() -> None:
    assert choose([claim("a", "1", confidence=0.5), claim("b", "2")], VOTES).policy == "most-confident"
    choice = choose([claim("b", "2"), claim("a", "1")], VOTES)
    assert (choice.value, choice.policy) == ("a", "first")


def test_a_more_precise_date_is_no_disagreement() -> None:
    choice = choose([claim("1942", "1", "P"), claim("1942-05", "2", "Q"), claim("1942-05-26", "3", "R")], DATE)
    assert (choice.value, choice.policy, choice.disagreement) == ("1942-05-26", "most-precise", False)
    assert choice.statuses == ("superseded", "superseded", "accepted")


def test_a_meeting_is_a_vaguer_word_for_the_conference() -> None:
    act = policy_of("events", "action")
    choice = choose([claim("meet", "1", confidence=0.9), claim("conference", "1", confidence=0.7)], act)
    assert (choice.value, choice.disagreement) == ("conference", False)
    assert choose([claim("meet", "1", confidence=0.9), claim("negotiate", "1", confidence=0.7)], act).disagreement


def test_a_day_of_a_conference_is_not_its_date() -> None:
    days = Policy("days", ())
    told = [claim("1921-03-14/1921-03-20", "1"), claim("1921-03-16", "1", start=9), claim("1921-03", "2")]
    choice = choose(told, days)
    assert (choice.value, choice.disagreement) == ("1921-03-14/1921-03-20", True)
    assert choose(told, DATE).value == "1921-03-16"
    assert choose([claim("1921/1922", "1"), claim("1921-03-16", "2")], days).value == "1921-03-16"
    assert choose([*told, claim("1921-03-16", "3"), claim("1921-03-16", "4")], days).value == "1921-03-16"


def test_a_vague_date_supports_what_it_covers() -> None:
    claims = [claim("1942-05-26", "1", "P"), claim("1941-05-26", "2", "Q", 0.95), claim("1942", "3", "R")]
    choice = choose(claims, DATE)
    assert (choice.value, choice.policy, choice.disagreement) == ("1942-05-26", "most-publishers", True)


def test_a_vague_date_does_not_support_what_its_publisher_denies() -> None:
    claims = [claim("1942-05-26", "1", "P"), claim("1942", "2", "P"), claim("1942-05-28", "3", "Q", 0.5)]
    assert choose(claims, DATE).value == "1942-05-26"


def test_a_country_covers_its_city() -> None:
    choice = choose([claim("united-kingdom", "1"), claim("london", "2"), claim("united-kingdom", "3")], PLACE)
    assert (choice.value, choice.disagreement) == ("london", False)
    assert choose([claim("france", "1"), claim("london", "2")], PLACE).disagreement
    assert not covers("place", "london", "united-kingdom")


def test_the_furthest_status_wins_without_a_disagreement() -> None:
    choice = choose([claim("unknown", "1"), claim("negotiated", "2"), claim("signed", "3")], policy_of("treaties", "status"))
    assert (choice.value, choice.policy, choice.disagreement) == ("signed", "furthest", False)


def test_a_curated_value_wins_and_others_stay() -> None:
    claims = [claim("a", "1"), claim("b", "1", method="curated"), claim("c", "2", superseded=True)]
    choice = choose(claims, VOTES)
    assert (choice.value, choice.policy) == ("b", "curated")
    assert choice.statuses == ("superseded", "accepted", "superseded")


def test_nothing_said_is_nothing_chosen() -> None:
    assert choose([], VOTES).value is None
    assert choose([claim("a", superseded=True)], VOTES).value is None


@pytest.mark.parametrize(
    ("table", "field", "strategy"), [("treaties", "trade", "votes"), ("events", "date", "days"), ("no", "such", "votes")]
)
def test_every_field_has_a_policy(table: str, field: str, strategy: str) -> None:
    assert policy_of(table, field).strategy == strategy


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from(["1942", "1942-05", "1942-05-26", "1942-05-27", "1941"]),
        st.sampled_from("abc"),
        st.sampled_from("PQ"),
        st.sampled_from([0.5, 0.9]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


@given(CLAIMS, st.randoms(), st.sampled_from([VOTES, DATE]))
def test_the_choice_does_not_depend_on_the_order_of_claims(claims: list[Claim], random: Any, policy: Policy) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    one, other = choose(claims, policy), choose(shuffled, policy)
    assert (one.value, one.policy, one.disagreement) == (other.value, other.policy, other.disagreement)
    accepted = {c.value for c, s in zip(claims, one.statuses, strict=True) if s == "accepted"}
    assert accepted == {one.value}
