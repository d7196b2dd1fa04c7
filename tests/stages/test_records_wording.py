from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages.plurals import is_plural
from flows.stages.records import wording
from schemas.data import rows
from schemas.tables.base import SLUG
from schemas.tables.vocabulary import codes

NAMES = {"n": "Norland", "s": "Sudland", "e": "Eastmark", "w": "Westmark", "x": "Overland", "p": "Port Powers"}
NAMES |= {"a": "Anna Berg", "c": "Carl Dahl"}


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1942-05-26", "26 May 1942"),
        ("1942-05", "May 1942"),
        ("1942", "1942"),
        ("1939-22", "summer 1939"),
        ("193X", "the 1930s"),
        ("19XX", "the 1900s"),
        ("1935~", "about 1935"),
        ("1943-11-28/1943-12-01", "28 November 1943 to 1 December 1943"),
        ("1935/..", "after 1935"),
        ("../1941", "before 1941"),
        (None, ""),
    ],
)
def test_dates_in_words(edtf: str | None, expected: str) -> None:
    assert wording.in_words(edtf) == expected


def person(actor: str | None, person_id: str | None, role: str) -> dict[str, str | None]:
    return {"actor_id": actor, "person_id": person_id, "role": role}


def line(action: str, people: list[dict[str, str | None]], treaty: str | None = None, place: str | None = None, **more: Any) -> str:
    event = {"action": action, "date": "1931-05-04", "realis": "actual", **more}
    return wording.headline(event, people, NAMES, treaty, place)


def test_headlines() -> None:
    both = [person("n", None, "party"), person("s", None, "party")]
    assert line("sign", both, "Treaty of Westport", "Westport") == "Norland and Sudland sign the Treaty of Westport in Westport, 4 May 1931"
    assert line("sign", both[:1], date=None) == "Norland signs a treaty"
    one = [person("n", None, "source"), person("s", None, "target")]
    assert line("declare-war", one) == "Norland declares war on Sudland, 4 May 1931"
    assert line("propose", one, realis="proposed") == "Norland makes a proposal to Sudland, 4 May 1931 (proposed)"
    assert line("propose", one, "Treaty of Westport") == "Norland makes a proposal to Sudland on the Treaty of Westport, 4 May 1931"
    assert line("publish", one[:1], "Treaty of Westport") == "Norland publishes a document on the Treaty of Westport, 4 May 1931"
    assert line("cede", one, "Treaty of Westport") == "Norland cedes territory to Sudland by the Treaty of Westport, 4 May 1931"
    assert line("accuse", one, "Treaty of Westport") == "Norland accuses Sudland over the Treaty of Westport, 4 May 1931"
    assert line("invade", one[1:]) == "Invasion of Sudland, 4 May 1931"
    assert line("correspond", one[:1]) == "Norland writes, 4 May 1931"
    assert line("correspond", one) == "Norland writes to Sudland, 4 May 1931"
    assert line("visit", one[:1], place="Westport") == "Norland pays a visit to Westport, 4 May 1931"
    assert line("declare-war", one, place="Sudland") == "Norland declares war on Sudland, 4 May 1931"
    assert line("express-support", [one[0], person("s", None, "source")]) == "Norland and Sudland give support, 4 May 1931"
    assert line("sign", [], "Berg’s Pact") == "Signature of Berg’s Pact, 4 May 1931"
    speaking = [person("n", "a", "party"), person("n", None, "party"), person("s", None, "party")]
    assert line("meet", speaking) == "Anna Berg and Sudland meet, 4 May 1931"
    assert line("sign", speaking) == "Norland and Sudland sign a treaty, 4 May 1931"
    assert line("agree", [person("p", None, "source")]) == "Port Powers agree, 4 May 1931"
    assert not is_plural("United Nations")
    many = [person(k, None, "party") for k in "nsewx"]
    assert line("meet", many) == "Eastmark, Norland, Sudland and 2 others meet, 4 May 1931"


@pytest.mark.parametrize(
    ("action", "doing", "done_to", "treaty", "expected"),
    [
        ("correspond", ["n", "s"], ["e"], None, "Norland and Sudland write to Eastmark"),
        ("correspond", [], ["e"], None, "Message to Eastmark"),
        ("correspond", ["n"], [], "Westport Pact", "Norland writes about the Westport Pact"),
        ("propose", [], ["e"], "Westport Pact", "Proposal to Eastmark on the Westport Pact"),
        ("cede", [], [], "Westport Pact", "Cession by the Westport Pact"),
        ("accede", [], [], "Westport Pact", "Accession to the Westport Pact"),
        ("reject", [], ["e"], None, "Rejection of a proposal from Eastmark"),
        ("express-support", ["n"], [], "Westport Pact", "Norland gives support over the Westport Pact"),
        ("mission", ["n/a"], ["e"], None, "Norland sends a mission to Eastmark"),
        ("assume-office", ["n/a"], ["n"], None, "Anna Berg takes office in Norland"),
        ("assume-office", ["n/a"], ["n/c", "s"], None, "Anna Berg appoints Carl Dahl in Sudland"),
        ("leave-office", ["n"], ["n/c"], None, "Norland dismisses Carl Dahl"),
        ("leave-office", [], ["n/c"], None, "Departure from office of Carl Dahl"),
        ("leave-office", ["n"], [], None, "Departure from office in Norland"),
        ("die", ["p"], ["n/c"], None, "Port Powers kill Carl Dahl"),
        ("die", ["n/a"], [], None, "Anna Berg dies"),
        ("arrest", ["s"], ["n/c"], None, "Sudland arrests Carl Dahl"),
        ("arrest", ["s"], ["n"], None, "Sudland makes arrests of people of Norland"),
        ("publish", ["s"], ["n"], None, "Sudland publishes a document addressed to Norland"),
        ("establish", ["n", "s"], ["p"], None, "Norland and Sudland establish Port Powers"),
        ("request", ["n/a"], ["n/c"], None, "Anna Berg makes a request to Carl Dahl"),
        ("request", ["n/a"], ["n"], None, "Anna Berg makes a request to Norland"),
        ("form-government", ["n"], ["s"], None, "Norland forms a government in Sudland"),
    ],
)
def test_headlines_of_those_to_whom_it_is_done(
    action: str, doing: list[str], done_to: list[str], treaty: str | None, expected: str
) -> None:
    def people(ids: list[str], role: str) -> list[dict[str, str | None]]:
        return [person(i.split("/")[0], i.split("/")[1] if "/" in i else None, role) for i in ids]

    assert line(action, people(doing, "source") + people(done_to, "target"), treaty, date=None) == expected


def test_the_place_of_one_who_withdraws_is_where_from() -> None:
    one = [person("n", None, "source"), person("s", None, "target")]
    assert line("withdraw", one[:1], place="Westport", date=None) == "Norland withdraws from Westport"
    assert line("withdraw", one, place="Westport", date=None) == "Norland withdraws from Sudland in Westport"


def test_every_action_has_a_headline() -> None:
    assert sorted(r["action"] for r in rows("rules/headlines", "action")) == sorted(codes("actions"))
    for action in codes("actions"):
        assert "  " not in line(action, [person("n", None, "source"), person("s", None, "target")])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Treaty of Westport", "the Treaty of Westport"),
        ("the Westport Pact", "the Westport Pact"),
        ("Anna Berg’s Pact", "Anna Berg’s Pact"),
        ("agreement on the fishers' rights", "the agreement on the fishers' rights"),
    ],
)
def test_the_article_of_a_treaty(name: str, expected: str) -> None:
    assert wording.with_article(name) == expected


def test_slugs() -> None:
    assert wording.slug("1931-05-04", "Traité de l’Ouest (1931)") == "1931-05-04-traite-de-louest-1931"
    assert wording.slug(None, "") == "x"
    assert wording.slug("one two three", longest=8) == "one-two"


def test_a_slug_met_again_is_numbered() -> None:
    assert wording.unique([("a", "x"), ("b", "x"), ("c", "x-2")]) == {"a": "x", "b": "x-2", "c": "x-2-2"}


@given(st.lists(st.text(max_size=30), max_size=4))
def test_a_slug_is_always_a_slug(parts: list[str]) -> None:
    import re

    assert re.match(SLUG, wording.slug(*parts))
