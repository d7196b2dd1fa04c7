from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows.stages.link.events import cluster
from flows.stages.link.local import Event, Key
from schemas.data import rows
from schemas.tables.vocabulary import codes

US_USSR = frozenset({"united-states", "soviet-union"})
IDS = {(d, "t1"): "t-same" for d in "abc"} | {("a", "t2"): "t-other"}


def event(document: str, action: str, date: str | None, actors: frozenset[str] = US_USSR, local: str = "e1", **more: object) -> Event:
    return Event((document, local), 0, action, date, actors=actors, **more)  # type: ignore[arg-type]


def groups(*events: Event, ids: dict[Key, str] = IDS) -> list[list[int]]:
    return cluster(list(events), ids).groups()


def test_the_same_act_on_the_same_day_by_the_same_states() -> None:
    assert groups(event("a", "meet", "1961-06-03"), event("b", "meet", "1961-06-03")) == [[0, 1]]
    assert groups(event("a", "meet", "1961-06-03"), event("b", "meet", "1961-06-04")) == [[0], [1]]
    assert groups(event("a", "meet", "1961-06-03"), event("b", "propose", "1961-06-03")) == [[0], [1]]
    assert groups(event("a", "meet", "1961-06-03"), event("b", "meet", "1961-06-03", frozenset({"united-states", "france"}))) == [[0], [1]]
    assert groups(event("a", "meet", "1961-06-03"), event("b", "meet", "1961-06-03", realis="proposed")) == [[0], [1]]


def test_one_state_in_common_needs_the_place_or_a_person() -> None:
    alone = event("b", "meet", "1961-06-03", frozenset({"soviet-union"}))
    assert groups(event("a", "meet", "1961-06-03"), alone) == [[0], [1]]
    assert groups(event("a", "meet", "1961-06-03", place="vienna"), replace(alone, place="vienna")) == [[0, 1]]
    assert groups(event("a", "meet", "1961-06-03", persons=frozenset({"x-berg"})), replace(alone, persons=frozenset({"x-berg"}))) == [
        [0, 1]
    ]


def test_who_did_it_to_whom_matters() -> None:
    us, ussr = frozenset({"united-states"}), frozenset({"soviet-union"})
    one = event("a", "recognize", "1933-11-16", sources=us, targets=ussr)
    assert groups(one, event("b", "recognize", "1933-11-16", sources=us, targets=ussr)) == [[0, 1]]
    assert groups(one, event("b", "recognize", "1933-11-16", sources=ussr, targets=us)) == [[0], [1]]


def test_a_treaty_is_signed_once() -> None:
    one = event("a", "sign", "1972-05-26", treaty=("a", "t1"))
    assert groups(one, event("b", "sign", None, treaty=("b", "t1"))) == [[0, 1]]
    assert groups(one, event("b", "sign", "1972-05-27", treaty=("b", "t1"))) == [[0, 1]]
    assert groups(one, event("b", "sign", "1972-09-27", treaty=("b", "t1"))) == [[0], [1]]
    assert groups(one, event("b", "sign", None)) == [[0], [1]]


def test_every_party_ratifies_for_itself() -> None:
    us, ussr = frozenset({"united-states"}), frozenset({"soviet-union"})
    one = event("a", "ratify", "1972-10-03", us, sources=us, treaty=("a", "t1"))
    assert groups(one, event("b", "ratify", None, us, sources=us, treaty=("b", "t1"))) == [[0, 1]]
    assert groups(one, event("b", "ratify", None, ussr, sources=ussr, treaty=("b", "t1"))) == [[0], [1]]


def test_undated_events_do_not_meet() -> None:
    assert groups(event("a", "meet", None, place="vienna"), event("b", "meet", None, place="vienna")) == [[0], [1]]


def test_a_conference_goes_by_its_place_and_month() -> None:
    one = event("a", "conference", "1945-02-04/1945-02-11", place="yalta")
    assert groups(one, event("b", "conference", "1945-02", place="yalta")) == [[0, 1]]
    assert groups(one, event("b", "conference", "1945", place="moscow")) == [[0], [1]]


def test_a_document_may_tell_of_its_conference_by_other_names() -> None:
    one = event("a", "conference", "1921-03-14/1921-03-20", place="yalta")
    assert groups(one, event("a", "meet", "1921-03-14/1921-03-20", place="yalta", local="e2")) == [[0, 1]]
    assert groups(one, event("a", "conference", "1921-03-16", place="yalta", local="e2")) == [[0, 1]]
    assert groups(one, event("a", "meet", "1921-03-16", place="yalta", local="e2")) == [[0], [1]]
    assert groups(one, event("a", "conference", "1921-03-16", place="moscow", local="e2")) == [[0], [1]]
    assert groups(one, event("a", "conference", "1921-03-22", place="yalta", local="e2")) == [[0], [1]]
    assert groups(one, event("a", "conference", "1921", place="yalta", local="e2")) == [[0], [1]]
    assert groups(one, event("a", "conference", "1921-03-16", frozenset({"japan"}), place="yalta", local="e2")) == [[0], [1]]
    assert groups(one, event("a", "conference", "1921-03-16", place="yalta", local="e2", realis="proposed")) == [[0], [1]]


def test_a_meeting_told_without_its_days_is_the_conference_of_that_place() -> None:
    one = event("a", "conference", "1921-03-14/1921-03-20", place="yalta")
    assert groups(one, event("b", "meet", "1921-03", place="yalta")) == [[0, 1]]
    assert groups(one, event("b", "meet", "1921-03", place="crimea")) == [[0, 1]]
    assert groups(one, event("b", "meet", "1921-03-16", place="yalta")) == [[0], [1]]
    assert groups(one, event("b", "meet", "1921-05", place="yalta")) == [[0], [1]]
    assert groups(one, event("b", "meet", "1921-03", place="moscow")) == [[0], [1]]
    assert groups(one, event("b", "negotiate", "1921-03", place="yalta")) == [[0], [1]]


def test_a_visit_is_one_of_the_same_people() -> None:
    one = event("a", "visit", "1921-03-14/1921-03-20", place="yalta", persons=frozenset({"anna-berg"}))
    assert groups(one, event("b", "visit", "1921-03-14", place="yalta", persons=frozenset({"anna-berg"}))) == [[0, 1]]
    assert groups(one, event("b", "visit", "1921-03", place="yalta")) == [[0, 1]]
    assert groups(one, event("b", "visit", "1921-03-14/1921-03-21", place="yalta", persons=frozenset({"odo-nemo"}))) == [[0], [1]]


def test_who_were_at_the_conference_of_a_place_were_at_one() -> None:
    ours, both = frozenset({"united-states"}), frozenset({"ansis-kreics", "anna-berg"})
    one = event("a", "conference", "1921-03-14/1921-03-20", place="yalta", persons=both)
    assert groups(one, event("b", "conference", "1921", ours, place="yalta", persons=frozenset({"anna-berg"}))) == [[0, 1]]
    assert groups(one, event("b", "conference", "1921", ours, place="yalta", persons=frozenset({"odo-nemo"}))) == [[0], [1]]
    assert groups(one, event("b", "conference", "1922", ours, place="yalta", persons=frozenset({"anna-berg"}))) == [[0], [1]]


def test_one_document_tells_an_event_twice_only_if_all_agrees() -> None:
    one = event("a", "meet", "1961-06-03")
    assert groups(one, replace(one, key=("a", "e2"))) == [[0, 1]]
    assert groups(one, replace(one, key=("a", "e2"), date="1961-06")) == [[0], [1]]
    days = event("a", "sign", "1961-06-03/1961-06-09")
    assert groups(days, replace(days, key=("a", "e2"))) == [[0, 1]]
    assert groups(days, replace(days, key=("a", "e2"), start=7)) == [[0], [1]]
    assert groups(one, replace(one, key=("a", "e2"), actors=frozenset({"united-states"}))) == [[0], [1]]
    assert groups(replace(one, treaty=("a", "t1")), replace(one, key=("a", "e2"), treaty=("a", "t2"))) == [[0], [1]]


def test_a_signature_is_told_again_without_its_day() -> None:
    one = event("a", "sign", "1972-05-26", treaty=("a", "t1"))
    assert groups(one, replace(one, key=("a", "e2"), date=None)) == [[0, 1]]
    assert groups(one, replace(one, key=("a", "e2"), date=None, treaty=("a", "t2"))) == [[0], [1]]
    assert groups(one, replace(one, key=("a", "e2"), date="1972-05-27")) == [[0], [1]]


def test_a_signature_is_told_again_of_others_who_signed() -> None:
    one = event("a", "sign", "1972-05-26", treaty=("a", "t1"), place="moscow")
    assert groups(one, event("a", "sign", "1972-05-26", US_USSR | {"japan"}, "e2", treaty=("a", "t1"))) == [[0, 1]]
    assert groups(one, event("a", "sign", "1972-05-26", frozenset({"japan"}), "e2", treaty=("a", "t1"))) == [[0], [1]]
    assert groups(event("a", "sign", "1972-05-26"), event("a", "sign", "1972-05-26", US_USSR | {"japan"}, "e2")) == [[0], [1]]


def test_one_dies_once_whatever_else_is_told() -> None:
    def death(document: str, date: str | None, *dead: str, **more: Any) -> Event:
        return event(document, "die", date, persons=frozenset(dead), target_persons=frozenset(dead), **more)

    one = death("a", "1953-03-05", "anna-berg")
    assert groups(one, death("b", None, "anna-berg")) == [[0, 1]]
    assert groups(one, death("a", "../1953-06", "anna-berg", "odo-nemo", local="e2")) == [[0, 1]]
    assert groups(one, death("b", "1953-03-06", "anna-berg")) == [[0], [1]]
    assert groups(one, death("b", None, "odo-nemo")) == [[0], [1]]
    assert groups(one, death("b", None, "anna-berg", realis="hypothetical")) == [[0], [1]]
    killed = event("b", "die", None, persons=frozenset({"anna-berg", "odo-nemo"}), target_persons=frozenset({"odo-nemo"}))
    assert groups(one, killed) == [[0], [1]], "she who killed another did not die"


def test_what_is_done_once_is_told_by_its_month_or_year_too() -> None:
    us, ussr, berg = frozenset({"united-states"}), frozenset({"soviet-union"}), frozenset({"anna-berg"})
    told = {"sources": us, "targets": ussr}
    month = event("b", "embargo", "1933-04", **told)
    assert groups(event("a", "embargo", "1933-04", **told), month) == [[0, 1]]
    assert groups(event("a", "embargo", "1933-04-17", **told), month) == [[0, 1]]
    assert groups(event("a", "embargo", "1933-04-17", **told), event("b", "embargo", "1933", **told)) == [[0, 1]]
    assert groups(event("a", "embargo", "1933-05-17", **told), month) == [[0], [1]]
    assert groups(event("a", "embargo", "1933-04-17", **told), event("a", "embargo", "1933-04", local="e2", **told)) == [[0], [1]]
    two = [event("a", "embargo", "1933-04-17", **told), event("c", "embargo", "1933-04-28", **told)]
    assert groups(*two, month) == [[0], [1], [2]], "of which of the two the third tells is not known"
    office = event("a", "assume-office", "1933-04-17", us, sources=us, persons=berg)
    assert groups(office, event("b", "assume-office", "1933", us, sources=us, persons=berg)) == [[0, 1]]
    assert groups(office, event("b", "assume-office", "1933", us, sources=us)) == [[0], [1]]
    rising = event("a", "revolution", "1933-04-17", us, sources=us, place="moscow")
    assert groups(rising, event("b", "revolution", "1933-04", us, sources=us, place="moscow")) == [[0, 1]]
    assert groups(event("a", "propose", "1933-04-17", **told), event("b", "propose", "1933-04", **told)) == [[0], [1]]


def test_what_is_often_done_in_a_talk_is_never_one_act() -> None:
    one = event("a", "propose", "1961-06-03")
    assert groups(one, replace(one, key=("a", "e2"))) == [[0], [1]]


def test_people_who_met_are_the_same_people() -> None:
    one = event("a", "meet", "1961-06-03", persons=frozenset({"x-berg", "x-lund"}))
    assert groups(one, replace(one, key=("a", "e2"), persons=frozenset({"x-berg", "x-dahl"}))) == [[0], [1]]


def test_the_table_of_actions_knows_only_actions() -> None:
    assert {r["action"] for r in rows("rules/link_actions", "action", "times")} <= set(codes("actions"))
    assert {r["times"] for r in rows("rules/link_actions")} == {"once", "by-party", "named", "by-person", "single", "life"}
