"""Events: action, roles, date and realis, one construction at a time."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from flows.stages.extract.events.rules import event_rules
from schemas import data
from tests.stages.extract.reading import event, read, records, who

RULES = Path(data.ROOT) / "rules" / "events.csv"


@pytest.mark.parametrize(
    ("text", "action", "source", "target"),
    [
        ("In April 1939 Italy invaded Albania.", "invade", {"italy"}, {"albania"}),
        ("In April 1939 Albania was invaded by Italy.", "invade", {"italy"}, {"albania"}),
        ("The Italian invasion of Albania began in April 1939.", "invade", {"italy"}, {"albania"}),
        ("Norway recognised Finland in January 1918.", "recognize", {"norway"}, {"finland"}),
        ("Recognition of Finland by Norway came in January 1918.", "recognize", {"norway"}, {"finland"}),
        ("In 1912 Bulgaria declared war on the Ottoman Empire.", "declare-war", {"bulgaria"}, {"ottoman-empire"}),
        ("In 1925 Spain withdrew its troops from the coast and invited France to talks.", "invite", {"spain"}, {"france"}),
        ("Greece rejected the Italian proposal on 3 May 1923.", "reject", {"greece"}, {"italy"}),
        ("In May 1924 Spain joined the League of Nations.", "join-organization", {"spain"}, {"league-of-nations"}),
        ("In May 1924 the members admitted Spain to the League of Nations.", "join-organization", {"spain"}, {"league-of-nations"}),
        ("In May 1936 Spain was expelled from the League of Nations.", "expel", {"league-of-nations"}, {"spain"}),
        ("In May 1924 Greece received a credit of two million crowns from Sweden.", "lend", {"sweden"}, {"greece"}),
        ("In May 1924 Greece gained concessions from Sweden.", "concede", {"sweden"}, {"greece"}),
        ("In May 1924 Greece acquired the island from Italy.", "transfer-territory", {"italy"}, {"greece"}),
        ("In May 1931 Portugal denounced its treaty of 1925 with Spain.", "denounce-treaty", {"portugal"}, {"spain"}),
        ("In May 1931 Spanish troops were withdrawn from Portugal.", "withdraw", {"spain"}, {"portugal"}),
        ("In May 1931 the Greek envoy was murdered by Danish rebels.", "die", {"denmark"}, {"greece"}),
        ("The Greek envoy was murdered on 4 May 1931.", "die", set(), {"greece"}),
        ("In May 1931 Norway was to intern or expel the German troops.", "arrest", {"norway"}, {"germany"}),
        ("In May 1931 British and French missions reached Norway.", "mission", {"united-kingdom", "france"}, set()),
        ("In May 1931 Oslo and Stockholm rejected the Danish offer.", "reject", {"norway", "sweden"}, {"denmark"}),
        ("In May 1931 Norway sent the terms to Lisbon.", "correspond", {"norway"}, {"portugal"}),
        ("In May 1931 Norway protested to Lisbon.", "protest", {"norway"}, {"portugal"}),
    ],
)
def test_who_did_what_to_whom(text: str, action: str, source: set[str], target: set[str]) -> None:
    found = event(text, action)
    assert who(found, "source") == source
    assert who(found, "target") == target


def test_a_person_acts_for_a_state() -> None:
    found = event("British Foreign Secretary Anthony Eden visited Turkey in February 1941.", "visit")
    assert {"actor_id": "united-kingdom", "person_id": "anthony-eden", "role": "source"} in found["participant"]


def test_each_person_of_a_list_acts_for_the_state_named_behind_it() -> None:
    text = "In May 1941 Anthony Eden for the United Kingdom and Vyacheslav Molotov for the Soviet Union arrived in Lisbon."
    found = event(text, "visit")["participant"]
    assert {p["person_id"] for p in found if p["role"] == "source"} == {"anthony-eden", "vyacheslav-molotov"}
    found = event("In May 1931 Lord Stanham, for the United Kingdom, rejected the Danish offer.", "reject")["participant"]
    assert {"actor_id": "united-kingdom", "person_id": "x-stanham", "role": "source"} in found


def test_what_the_people_of_a_person_do_is_not_done_by_him() -> None:
    found = event("In May 1941 three of Anthony Eden's officials resigned.", "leave-office")["participant"]
    assert found == [{"actor_id": "united-kingdom", "person_id": None, "role": "source"}]


def test_who_takes_the_place_of_another_takes_office_alone() -> None:
    found = event("In May 1941 Anthony Eden succeeded Winston Churchill as minister.", "assume-office")["participant"]
    assert {p["person_id"] for p in found} == {"anthony-eden"}
    assert not list(records(read("In May 1941 Norway succeeded in May and in June."), "events"))
    found = event("In May 1941 Anthony Eden elected Winston Churchill as president.", "assume-office")["participant"]
    assert {(p["person_id"], p["role"]) for p in found} == {("anthony-eden", "source"), ("winston-churchill", "target")}


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        ("On 12 March 1921 Denmark and Sweden signed a trade agreement in Stockholm.", "sign", "1921-03-12"),
        ("Denmark and Sweden negotiated from May to July 1924.", "negotiate", "1924-05/1924-07"),
        ("Sweden joined the League of Nations in 1920.", "join-organization", "1920"),
    ],
)
def test_dates(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("Portugal did not recognise Lithuania in 1921.", "recognize", "negated"),
        ("In 1921 Portugal planned to recognise Lithuania.", "recognize", "proposed"),
        ("In 1921 Portugal recognised Lithuania.", "recognize", "actual"),
        ("In 1921 Portugal decided to recognise Lithuania.", "recognize", "actual"),
        ("Portugal did not recognise Lithuania until 1921.", "recognize", "actual"),
        ("The Portuguese intention to recognise Lithuania was known in 1921.", "recognize", "proposed"),
        ("The Portuguese refusal to recognise Lithuania was known in 1921.", "recognize", "negated"),
        ("In 1921 Portugal proposed recognising Lithuania.", "recognize", "proposed"),
        ("In 1921 Portugal rejected a Lithuanian proposal for a treaty.", "propose", "actual"),
        ("In 1921 Portugal feared a Lithuanian invasion.", "invade", "hypothetical"),
        ("In 1923 Italy called for the withdrawal of the Greek fleet from Albania.", "withdraw", "proposed"),
        ("In 1923 Italy offered Greece a port for a meeting.", "meet", "proposed"),
        ("In 1923 Italy demanded that the Greeks withdraw their fleet from Albania.", "withdraw", "proposed"),
        ("In 1923 Italy demanded that Fiume be ceded to Albania.", "cede", "proposed"),
        ("In 1923 Italy would pay in return for a withdrawal of the Greek fleet.", "withdraw", "proposed"),
        ("In 1923 Italy closed its plans for an attack on Albania.", "attack", "proposed"),
        ("Italy will help in the arrest of the Greek rebels.", "arrest", "proposed"),
        ("In 1923 Italy saw the possibility of signing a treaty with Greece.", "sign", "proposed"),
        ("In 1923 Greece sent ships to compel Albania to surrender.", "surrender", "proposed"),
        ("In 1923 none of the powers recognised Albania.", "recognize", "negated"),
        ("In 1923 the conference of Italy and Greece scheduled for May was a worry.", "conference", "proposed"),
    ],
)
def test_realis(text: str, action: str, realis: str) -> None:
    assert event(text, action)["realis"] == realis


def test_a_pronoun_stands_for_the_one_named_before() -> None:
    found = event("In 1924 Ramsay MacDonald took office. A month later he recognised the Soviet Union.", "recognize")
    assert "ramsay-macdonald" in who(found, "source")
    assert who(found, "target") == {"soviet-union"}


def test_what_is_told_twice_is_one_event() -> None:
    text = "Finland and Estonia negotiated in 1922. The negotiations went on through the summer. The talks were slow."
    doc = read(text)
    (found,) = [e for e in records(doc, "events") if e["action"] == "negotiate"]
    assert len(set(found["quotes"])) > 1


def test_what_is_only_hoped_is_no_event() -> None:
    actions = [e["action"] for e in records(read("In 1921 Greece hoped that Italy would recognise Albania."), "events")]
    assert "recognize" not in actions


def test_people_are_those_whom_the_text_named_before() -> None:
    text = "In 1921 Danish workers met in Aarhus. A week later the workers attacked the Swedish legation."
    (found,) = [e for e in records(read(text), "events") if e["action"] == "attack"]
    assert who(found, "source") == {"denmark"}


def test_acts_told_one_after_the_other_are_acts_each() -> None:
    text = "In 1921 Denmark and Sweden agreed on the line of the border; agreed on a survey; and agreed to meet again."
    assert sum(e["action"] == "agree" for e in records(read(text), "events")) == 3


def test_a_purpose_is_no_event() -> None:
    actions = [e["action"] for e in records(read("In 1921 Greece built ships to attack the Italian fleet."), "events")]
    assert "attack" not in actions


def test_every_quote_is_short_and_every_event_has_somebody() -> None:
    text = (
        "In 1920 Poland attacked. "
        + "Latvia, whose envoys had waited long, and Estonia agreed to help each other, " * 6
        + "and they met in Riga."
    )
    for e in records(read(text), "events"):
        assert e["participant"]
        assert all(len(q) <= 400 for q in e["quotes"])


def test_the_rules_name_known_actions_and_are_unique() -> None:
    with RULES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {r["action"] for r in data.rows("vocab/actions", "action")}
    assert len({r["rule_id"] for r in rows}) == len(rows)
    assert {r["action"] for r in rows} <= known
    assert all(r["example"] and r["reads"] for r in rows)


def test_every_rule_with_a_word_is_found_by_its_words() -> None:
    rules = event_rules()
    found = {r.rule_id for rs in (*rules.verbs.values(), *rules.nouns.values()) for r in rs} | {r.rule_id for _, r, _ in rules.phrases}
    assert found == {r["rule_id"] for r in data.rows("rules/events")}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1933 Norway and Finland promised each other help against a renewed Swedish attack.", "attack"),
        ("In May 1933 Norway asked Finland for help in case of a Swedish invasion.", "invade"),
    ],
)
def test_a_danger_is_no_act(text: str, action: str) -> None:
    assert not [e for e in records(read(text), "events") if e["action"] == action]


@pytest.mark.parametrize(
    ("text", "action", "state"),
    [
        ("In May 1933 Norway attacked Finland.", "attack", "actual"),
        ("In May 1933 Norway neither recognised Finland nor helped it.", "recognize", "negated"),
    ],
)
def test_denials_right_before_the_verb(text: str, action: str, state: str) -> None:
    assert event(text, action)["realis"] == state


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1933 Norway declared that it would protest if Finland ratified the Treaty of Westport.", "ratify"),
        ("In May 1933 Norway refused to ratify the Treaty of Westport.", "ratify"),
        ("In May 1933 Norway offered to help Finland.", "aid"),
        ("In May 1933 Norway promised help if Finland or an ally of Finland attacked Sweden.", "attack"),
        ("In May 1933 Norway withdrew its objections to the Treaty of Westport.", "protest"),
        ("In May 1933 Norway struck out a clause of the draft.", "attack"),
        ("In May 1933 Norway gave up its chemical weapons.", "supply"),
        ("In May 1933 Norway signed the agreement on the cessation of hostilities with Finland.", "break-relations"),
        ("In May 1933 Norway named eight states to be guaranteed.", "assume-office"),
        ("In May 1933 Norway could attack Finland.", "attack"),
        ("In May 1933 Norway was anxious to attack Finland.", "attack"),
        ("In May 1933 Norway asked Finland to attack Sweden.", "attack"),
        ("In May 1933 Norway saw the need for talks with Finland.", "negotiate"),
        ("In May 1933 Norway saw no prospect of meeting Finland.", "meet"),
        ("In May 1933 Norway did not attack Finland.", "attack"),
        ("In May 1933 Danish-supported rebels left Finland.", "express-support"),
        ("In May 1933 Norway insisted on a Swedish withdrawal.", "withdraw"),
        ("In May 1933 Norway needed Swedish reinforcements.", "mobilize"),
        ("In May 1933 Norway was not able to attack Finland.", "attack"),
        ("In May 1933 Norway made no attempt to attack Finland.", "attack"),
    ],
)
def test_what_could_be_or_is_asked_for_is_no_act(text: str, action: str) -> None:
    assert not [e for e in records(read(text), "events") if e["action"] == action]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1933 Norway and Finland did not agree on the border.", "fail"),
        ("In May 1933 Norway did not accept the Finnish plan.", "reject"),
        ("In May 1933 Norway did not reject the Finnish plan.", "accept"),
    ],
)
def test_not_to_agree_is_to_fail(text: str, action: str) -> None:
    assert event(text, action)["realis"] == "actual"


def test_a_decision_is_told_by_what_was_decided() -> None:
    deferred = records(read("In May 1933 Norway decided to defer the sale."), "events")
    invaded = records(read("In May 1933 Norway decided to invade Finland."), "events")
    assert [e["action"] for e in deferred] == ["other"]
    assert [e["action"] for e in invaded] == ["invade"]


def test_a_slot_that_a_rule_needs_must_hold_such_an_entity() -> None:
    sold = [e["action"] for e in records(read("In May 1867 Russia sold Alaska to the United States."), "events")]
    grain = [e["action"] for e in records(read("In May 1867 Russia sold grain to the United States."), "events")]
    assert "transfer-territory" in sold
    assert "transfer-territory" not in grain


@pytest.mark.parametrize(
    ("text", "action", "source"),
    [
        ("In 1905 the Russians were adamant that they would pay nothing to Japan.", "reject", "russian-empire"),
        ("In 1921 Norway was opposed to the plan.", "reject", "norway"),
        ("In 1921 Danish forces were placed on alert.", "mobilize", "denmark"),
        ("In 1921 Norway found the terms unacceptable.", "reject", "norway"),
        ("In 1921 the French fled after a defeat.", "withdraw", "france"),
    ],
)
def test_who_acts_where_no_verb_of_action_has_an_agent(text: str, action: str, source: str) -> None:
    assert source in who(event(text, action), "source")


def test_a_future_told_in_hindsight_is_past() -> None:
    assert event("In 1921 Norway would later recognise Finland.", "recognize")["realis"] == "actual"
    assert event("In 1921 Norway said that it would recognise Finland.", "recognize")["realis"] == "proposed"


CELLS = ("rule_id", "example", "source", "target", "party")
NEEDING = [r for r in data.rows("rules/events", *CELLS) if any("!" in r[c] for c in CELLS[2:])]


@pytest.mark.parametrize("rule", NEEDING)
def test_a_rule_that_needs_a_slot_reads_its_example(rule: dict[str, str]) -> None:
    doc = read(f"In May 1921 it was quiet. {rule['example']}")
    assert rule["rule_id"] in {s.rule_id for s in doc.statements}


KNOWN = re.compile("Norw|Danish|Sweden|Bismarck|Napoleon|NATO")
FORCE = ("AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "OTHER", "RETREAT", "SANCTION")
ACTS = {r["action"] for r in data.rows("vocab/actions", "action", "event_type") if r["event_type"] in FORCE}
READABLE = [r for r in data.rows("rules/events", "rule_id", "action", "example") if r["action"] in ACTS and KNOWN.search(r["example"])]


@pytest.mark.parametrize("rule", READABLE, ids=lambda r: r["rule_id"])
def test_a_rule_reads_its_example_where_that_names_somebody_known(rule: dict[str, str]) -> None:
    assert rule["rule_id"] in {s.rule_id for s in read(f"In May 1921 it was quiet. {rule['example']}").statements}


def test_an_act_told_as_before_or_after_another_has_its_date_as_a_bound() -> None:
    text = "On 3 May 1921 the envoy of Latvia signed the treaty in Riga. He promised peace after the Polish attack on Lithuania."
    assert event(text, "attack")["date"] == "../1921-05-03"
    assert event(text.replace("after the", "until the"), "attack")["date"] == "1921-05-03/.."


@pytest.mark.parametrize(
    ("text", "action", "absent"),
    [
        ("In 1921 Napoleon III wrote to the King of Italy.", "correspond", "concede"),
        ("In 1921 Venezuela claimed the land west of the river.", "demand", "other"),
        ("In 1921 Greek workers attacked the Danish legation.", "attack", "raid"),
        ("In 1921 Norway dropped off the gold standard.", "withdraw", "other"),
        ("In 1921 Norway took three Danish envoys prisoner.", "arrest", "occupy"),
        ("In 1921 Norway seized the property of the Danish mission.", "nationalize", "arrest"),
    ],
)
def test_a_wider_rule_leaves_to_another_what_is_its(text: str, action: str, absent: str) -> None:
    found = {e["action"] for e in records(read(text), "events")}
    assert action in found and absent not in found


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In 1921 the Danish missiles were removed from Norway.", "withdraw"),
        ("In 1921 Norway and Sweden reached an uneasy truce.", "armistice"),
        ("In 1921 Norway sought a separate peace with Denmark.", "propose"),
        ("In 1921 Norway referred the dispute to the League of Nations.", "propose"),
        ("In 1921 Denmark rescinded the decree against Norway.", "concede"),
    ],
)
def test_verbs_of_a_class_are_read_alike(text: str, action: str) -> None:
    assert action in {e["action"] for e in records(read(text), "events")}


def test_what_raises_questions_proposes_nothing() -> None:
    assert "propose" not in {e["action"] for e in records(read("In 1921 Norway raised questions about the Danish plan."), "events")}


def test_what_one_stops_and_does_in_one_breath_is_done() -> None:
    text = "In 1921 Norway continued to stop ships of Denmark, to search them for sailors, and to arrest the sailors of Denmark."
    assert event(text, "arrest")["realis"] == "actual"


def test_what_a_law_does_is_done_by_those_who_made_it() -> None:
    text = "In 1921 the Norwegian Parliament passed a law on ports. The law repealed the embargo on Denmark and created a new agency."
    assert "norway" in who(event(text, "concede"), "source") and "norway" in who(event(text, "establish"), "source")
    assert "norway" in who(
        event("In 1921 Norway signed the pact under Norwegian law. The law banned ships from the river.", "embargo"), "source"
    )


def test_those_who_come_to_power_in_a_land_are_its_rulers() -> None:
    assert "norway" in who(event("In 1921 a new party came to power in Norway.", "assume-office"), "source")


@pytest.mark.parametrize(
    ("text", "action", "source", "target"),
    [
        ("On 1 October 1938 German troops enter Czechoslovakia.", "occupy", {"germany"}, {"czechoslovakia"}),
        ("In 1921 Greek forces were repulsed by Turkey.", "battle", set(), set()),
        ("In 1921 Denmark fell to the Norwegian army.", "occupy", {"norway"}, {"denmark"}),
        ("On 7 May 1921 Norwegian troops leave Denmark.", "withdraw", {"norway"}, {"denmark"}),
        ("On 7 May 1921 Norway begins to occupy Denmark.", "occupy", {"norway"}, {"denmark"}),
    ],
)
def test_what_forces_do_to_a_land(text: str, action: str, source: set[str], target: set[str]) -> None:
    found = event(text, action)
    assert (who(found, "source"), who(found, "target")) == (source, target)


def test_only_forces_take_a_land_by_going_there() -> None:
    found = {e["action"] for e in records(read("In 1921 the Norwegian minister left Denmark and entered Finland."), "events")}
    assert not found & {"withdraw", "occupy"}


def test_an_attack_goes_by_its_closer_name() -> None:
    found = [e["action"] for e in records(read("In 1921 Norway ordered an invasion of Denmark."), "events")]
    assert "invade" in found and "attack" not in found


def test_workers_on_strike_attack_nobody() -> None:
    assert "attack" not in {e["action"] for e in records(read("In 1921 a series of Norwegian strikes began."), "events")}
    assert "attack" not in {e["action"] for e in records(read("In 1921 Norway struck a balance with Denmark."), "events")}


def test_a_state_falls_apart() -> None:
    assert event("In 1921 the Norwegian government collapsed.", "dissolve")["realis"] == "actual"


def test_whoever_is_caused_to_act_acts() -> None:
    text = "In 1921 Sweden invaded Finland, causing Norway to leave the league, ban Danish trade, and recall its envoy."
    assert who(event(text, "embargo"), "source") == {"norway"}


@pytest.mark.parametrize("text", ["In 1921 Otto von Bismarck, the new minister, came.", "In 1921 his successor, Otto von Bismarck, came."])
def test_who_is_new_in_an_office_has_taken_it(text: str) -> None:
    assert "otto-von-bismarck" in who(event(text, "assume-office"), "source")
