"""Clauses that leave their verb out or take up another's, and subjects that stand right behind a fronted treaty or town."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


def told(text: str, action: str) -> set[tuple[str | None, frozenset[str], frozenset[str]]]:
    """Date, sources and targets of every event of an action."""
    found = (e for e in records(read(text), "events") if e["action"] == action)
    return {(e.get("date"), frozenset(who(e, "source")), frozenset(who(e, "target"))) for e in found}


def test_a_land_is_handed_over_and_another_to_another() -> None:
    text = "In May 1912 Iceland was handed to Denmark, and Cyprus to Norway."
    assert {(d, t) for d, _, t in told(text, "transfer-territory")} == {
        ("1912-05", frozenset(("denmark",))),
        ("1912-05", frozenset(("norway",))),
    }


def test_states_act_each_on_its_day() -> None:
    text = "Norway accepted the plan on 7 June 1921, Sweden the next day, and Denmark on the 9th."
    assert {(d, s) for d, s, _ in told(text, "accept")} == {
        ("1921-06-07", frozenset(("norway",))),
        ("1921-06-08", frozenset(("sweden",))),
        ("1921-06-09", frozenset(("denmark",))),
    }


def test_each_state_that_ratifies_does_so_once() -> None:
    text = "Norway ratified the convention on 3 May 1907, Sweden on 5 May and Denmark in June."
    assert sorted(e["date"] for e in records(read(text), "events") if e["action"] == "ratify") == ["1907-05-03", "1907-05-05", "1907-06"]


def test_a_second_person_met_is_nobody_who_acts() -> None:
    assert not any("otto-von-bismarck" in s for _, s, _ in told("Norway met Karl Berg on 3 May 1912, Otto von Bismarck on 5 May.", "meet"))


@pytest.mark.parametrize("again", ["did so", "did likewise", "followed suit", "followed its example"])
def test_an_act_is_done_again_by_another(again: str) -> None:
    text = f"Norway declared war on Denmark on 3 August 1912; Sweden {again} on 6 August."
    assert told(text, "declare-war") == {
        ("1912-08-03", frozenset(("norway",)), frozenset(("denmark",))),
        ("1912-08-06", frozenset(("sweden",)), frozenset(("denmark",))),
    }


@pytest.mark.parametrize("other", ["Sweden did not follow suit", "its envoys were told that they did so at their own risk"])
def test_nobody_does_again_what_is_denied_or_told_of(other: str) -> None:
    assert len(told(f"Norway declared war on Denmark on 3 August 1912; {other}.", "declare-war")) == 1


@pytest.mark.parametrize(
    "lead", ["By the Treaty of Paris", "Under the treaty", "By the Treaty of Guadalupe Hidalgo", "In the Treaty of Brest-Litovsk"]
)
def test_who_stands_behind_a_fronted_treaty_acts(lead: str) -> None:
    assert who(event(f"{lead} Peru ceded the province to Chile in May 1883.", "cede"), "source") == {"peru"}


def test_a_town_behind_a_fronted_treaty_is_no_part_of_its_name() -> None:
    (treaty,) = records(read("By the Treaty of Versailles Danzig was separated from Germany in June 1919."), "treaties")
    assert treaty["name"] == "Treaty of Versailles"


def test_some_of_those_told_of_act_in_a_clause_of_their_own() -> None:
    text = "In May 1922 Norway appealed to Sweden and Denmark, both of which declined to send troops."
    assert who(event(text, "decline"), "source") == {"sweden", "denmark"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("In May 1945 Peru and Chile, Norway, and Sweden signed a truce.", {"peru", "chile", "norway", "sweden"}),
        ("The Congress of Berlin opened in June 1878 under the presidency of Otto von Bismarck.", {"otto-von-bismarck", "germany"}),
        ("In June 1878 Otto von Bismarck attended the Congress of Berlin.", {"otto-von-bismarck", "germany"}),
    ],
)
def test_all_of_a_list_and_those_who_sit_in_a_congress_take_part(text: str, parties: set[str]) -> None:
    found = [e for e in records(read(text), "events") if e["action"] in ("sign", "conference")]
    assert [who(e, "party") for e in found] == [parties]


def test_who_condemns_an_invasion_does_not_invade() -> None:
    found = event("The invasion of Norway was condemned by Sweden in May 1912.", "invade")
    assert (who(found, "source"), who(found, "target")) == (set(), {"norway"})


def test_who_frees_is_not_who_had_invaded() -> None:
    found = records(read("Norway was invaded by Denmark on 2 May 1912 and liberated by Swedish troops in June 1912."), "events")
    assert [who(e, "source") for e in found if e["action"] in ("occupy", "concede")] == [{"sweden"}]


def test_who_is_freed_by_a_coalition_does_not_free() -> None:
    found = records(read("Norway was invaded by Denmark on 2 May 1912 and liberated by a coalition in June 1912."), "events")
    assert all("norway" not in who(e, "source") for e in found)


def test_who_answers_one_way_is_not_answered_the_other() -> None:
    found = event("The ultimatum was accepted by Norway and rejected by Sweden in May 1912.", "reject")
    assert who(found, "source") == {"sweden"}


@pytest.mark.parametrize(
    ("text", "towns"),
    [("In May 1960 Dwight Eisenhower visited Paris, London and Bonn.", {"france", "united-kingdom", "west-germany"})],
)
def test_who_visits_several_towns_visits_the_states_of_all(text: str, towns: set[str]) -> None:
    assert who(event(text, "visit"), "target") == towns


def test_a_people_takes_a_town_like_its_troops() -> None:
    assert who(event("The Germans entered Paris on 14 June 1940.", "occupy"), "source") == {"germany"}


def test_a_river_is_no_person() -> None:
    doc = read("Romanian troops crossed the Tisza in April 1919.")
    assert not any(m.kind == "person" for m in doc.mentions)


def test_a_treaty_refused_is_not_signed_on_the_day_of_another() -> None:
    text = "Norway refused to ratify the Treaty of Versailles, and concluded a separate treaty with Peru on 25 August 1921."
    found = {t["name"]: t.get("signed") for t in records(read(text), "treaties")}
    assert found["Treaty of Versailles"] is None


def test_an_admission_put_off_has_the_day_on_which_it_came() -> None:
    text = "Portugal's admission to the League, vetoed by Norway in 1946, came only in December 1955."
    assert event(text, "join-organization")["date"] == "1955-12"


def test_what_one_seizes_is_not_taken_from_whom_it_leads_to_act() -> None:
    found = event("The Norwegian seizure of the port in July 1941 led Sweden to close its banks.", "occupy")
    assert (who(found, "source"), who(found, "target")) == ({"norway"}, set())


@pytest.mark.parametrize(
    ("text", "action", "sources"),
    [
        ("The Anglo-French fleet bombarded the port in October 1854.", "bomb", {"france", "united-kingdom"}),
        ("The republic of Peru was recognised at once by Norway in May 1912.", "recognize", {"norway"}),
        ("In October 1908 Vienna annexed the province.", "annex", {"austria-hungary"}),
        ("In May 1960 Norway asked Sweden for a loan.", "lend", {"sweden"}),
        ("In May 1948 Norway could not agree to the draft.", "reject", {"norway"}),
    ],
)
def test_who_acts_in_other_words(text: str, action: str, sources: set[str]) -> None:
    assert who(event(text, action), "source") == sources


def test_a_treaty_that_comes_into_force_at_once_is_in_force() -> None:
    text = "Norway and Sweden signed a treaty on 3 May 1945. The treaty comes into force {} on signature."
    assert event(text.format("at once"), "enter-into-force")["date"] == "1945-05-03"
    assert not any(e["action"] == "enter-into-force" for e in records(read(text.format("later")), "events"))


def test_a_land_that_is_gained_takes_no_part_itself() -> None:
    found = event("In May 1797 Norway ceded the port to Denmark and received Iceland.", "transfer-territory")
    assert (who(found, "source"), who(found, "target")) == (set(), {"norway"})


def test_a_state_that_adheres_to_the_treaty_before_joins_it() -> None:
    text = "Norway and Sweden signed a pact on 3 May 1912. Denmark adhered to it on 4 June."
    assert event(text, "accede")["date"] == "1912-06-04"
    (treaty,) = records(read(text), "treaties")
    assert {p["actor_id"] for p in treaty["party"]} == {"norway", "sweden", "denmark"}


@pytest.mark.parametrize(
    ("text", "action", "dates"),
    [
        ("Norway recognised Peru in May 1822 and Chile in June 1823.", "recognize", ["1822-05", "1823-06"]),
        ("Otto von Bismarck visited Paris in May 1867, Vienna in June and Rome in July.", "visit", ["1867-05", "1867-06", "1867-07"]),
        ("Zhou Enlai visited Norway in 1954, 1956 and 1960.", "visit", ["1954", "1956", "1960"]),
        ("Norway and Sweden met at Genoa in 1922, at Lausanne in 1923 and at London in 1924.", "meet", ["1922", "1923", "1924"]),
        ("The treaty between Norway and Sweden was renewed in May 1887, in 1891 and in 1902.", "renew", ["1887-05", "1891", "1902"]),
        ("The port of Chile was occupied by Norway in 1881 and Peru by Sweden in 1882.", "occupy", ["1881", "1882"]),
        ("Norway broke off relations with Peru in 1901 and again in 1910.", "break-relations", ["1901", "1910"]),
        ("The pact was ratified by Norway (3 May 1907) and by Peru (5 June).", "ratify", ["1907-05-03", "1907-06-05"]),
        ("Norway withdrew from Iceland in May 1912 and from Peru in June.", "withdraw", ["1912-05", "1912-06"]),
    ],
)
def test_what_is_done_again_on_other_days_is_told_once_for_each(text: str, action: str, dates: list[str]) -> None:
    assert sorted(e["date"] for e in records(read(text), "events") if e["action"] == action) == dates


def test_one_declares_war_on_several_each_on_its_day() -> None:
    text = "Denmark declared war on Peru on 28 July 1914, Norway on Sweden on 1 August and on Chile on 3 August."
    assert told(text, "declare-war") == {
        ("1914-07-28", frozenset(("denmark",)), frozenset(("peru",))),
        ("1914-08-01", frozenset(("norway",)), frozenset(("sweden",))),
        ("1914-08-03", frozenset(("norway",)), frozenset(("chile",))),
    }


def test_a_state_beside_a_body_that_was_joined_joins_it_too() -> None:
    assert {(d, s) for d, s, _ in told("Norway joined NATO in April 1949 and Turkey in 1952.", "join-organization")} == {
        ("1949-04", frozenset(("norway",))),
        ("1952", frozenset(("turkey",))),
    }


def test_whom_one_recognises_recognises_nobody() -> None:
    text = "Sweden recognised Peru in January 1950, Norway in February."
    assert told(text, "recognize") == {
        ("1950-01", frozenset(("sweden",)), frozenset(("peru",))),
        ("1950-02", frozenset(("norway",)), frozenset(("peru",))),
    }


def test_two_act_together_in_a_month_of_their_own() -> None:
    text = "Norway ratified the Oslo Pact on 7 June 1921, Sweden on the 17th, Denmark and Finland in July."
    assert {(d, s) for d, s, _ in told(text, "ratify")} == {
        ("1921-06-07", frozenset(("norway",))),
        ("1921-06-17", frozenset(("sweden",))),
        ("1921-07", frozenset(("denmark", "finland"))),
    }


def test_those_by_whom_it_is_done_have_each_a_day_of_their_own() -> None:
    text = "The Oslo Treaty between Norway and Sweden was ratified by Norway in June 1921 and by Sweden the following January."
    assert {(d, s) for d, s, _ in told(text, "ratify")} == {("1921-06", frozenset(("norway",))), ("1922-01", frozenset(("sweden",)))}
    text = "The plan was rejected by Norway in June 1921, by Sweden in July, and by Denmark on 3 August."
    assert {d for d, _, _ in told(text, "reject")} == {"1921-06", "1921-07", "1921-08-03"}


def test_those_by_whom_it_is_done_on_one_day_do_it_together() -> None:
    text = "The plan was rejected by Norway and by Sweden on 3 August 1921."
    assert {(d, s) for d, s, _ in told(text, "reject")} == {("1921-08-03", frozenset(("norway", "sweden")))}


def test_whom_one_allies_with_on_a_day_does_not_declare_war_then() -> None:
    text = "Norway fought long.\n\n- 1798: Norway declares war on Denmark, allies with Sweden (3 January 1799) and Peru (5 January)"
    assert {s for _, s, _ in told(text, "declare-war")} == {frozenset(("norway",))}
