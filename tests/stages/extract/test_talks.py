"""Acts of letters, telegrams and records of talk: what was done, and what is only said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.letters import rendered
from tests.stages.extract.papers import letter, read, record, telegram, told, who
from tests.stages.extract.reading import records


def test_you_and_i_of_a_letter_are_its_reader_and_writer() -> None:
    (event,) = told(letter("Dear Mr. Chairman: I have read your letter of May 20, 1962 with care. I thank you for it."), "correspond")
    assert who(event) == {"nikita-khrushchev", "soviet-union", "john-f-kennedy", "united-states"} and event["date"] == "1962-05-20"


def test_who_speaks_of_a_treaty_does_not_tell_of_its_signing() -> None:
    assert not told(record("Ambassador Dobrynin said that the Norwegian-Swedish Trade Treaty was a good thing."), "sign")


def test_those_who_talk_did_not_sign_what_others_did_by_its_name() -> None:
    told_of = record("After the German-Polish Non-Aggression Pact, signed on 26 January 1934, Dobrynin said that further talk was useless.")
    (event,) = told(told_of, "sign")
    assert who(event) == {"germany", "poland"}


@pytest.mark.parametrize(
    ("said", "treaties"),
    [
        ("After the German-Polish Non-Aggression Pact, signed on 26 January 1934, Dobrynin refused to talk of the ports.", 0),
        ("Dobrynin rejected the German-Polish Non-Aggression Pact, signed on 26 January 1934.", 1),
    ],
)
def test_a_treaty_that_only_says_when_is_none_that_a_move_is_about(said: str, treaties: int) -> None:
    about = [s.field for s in record(said).statements if s.record_type == "positions" and s.field in ("stance", "treaty_id")]
    assert about == ["stance", *["treaty_id"] * treaties]


def test_a_sentence_full_of_names_behind_the_participants_is_none_of_them() -> None:
    doc = record("The German-Polish Non-Aggression Pact was signed on 26 January 1934.")
    assert [e["date"] for e in told(doc, "sign")] == ["1934-01-26"]


def test_nobody_is_meant_between_quotation_marks() -> None:
    doc = letter("I thank you. A newspaper wrote: “Your letter of May 20, 1962 came late.” I do not share your view of my people.")
    assert not told(doc, "correspond")


def test_the_meeting_of_a_record_is_told_once() -> None:
    doc = record("Ambassador Dobrynin opened the conversation with a joke. The meeting lasted an hour, and the talks were cordial.")
    (event,) = told(doc, "meet", "negotiate", "conference")
    assert {"anatoly-dobrynin", "henry-kissinger"} <= who(event)
    assert {"Memorandum of Conversation"} <= set(event["quotes"])


@pytest.mark.parametrize(("said", "day"), [("this afternoon", "1927-10-09"), ("yesterday evening", "1927-10-08")])
def test_a_talk_of_today_was_on_the_day_of_the_letter(said: str, day: str) -> None:
    body = f"112. Mussolini received me {said}. He told me that he had no objection to the treaty."
    doc = read("The Ambassador in Italy (Fletcher) to the Secretary of State", "Rome, October 9, 1927—6 p.m.", body)
    assert [e["date"] for e in told(doc, "meet")] == [day]


def test_a_talk_of_several_days_has_the_days_of_its_head() -> None:
    title = "Summary minutes of the talks at the Riga Conference, 28 May - 1 June 1962"
    people = ("PRESENT", "Anatoly Dobrynin, Ambassador of the Soviet Union", "Henry A. Kissinger, Assistant to the President")
    doc = read(title, "Place: Riga", *people, "Ambassador Dobrynin opened the talks with a joke and a story about the railway.")
    meetings = told(doc, "meet", "conference")
    assert {m["date"] for m in meetings} == {"1962-05-28/1962-06-01"} and any(len(who(m)) > 3 for m in meetings)


@pytest.mark.parametrize(("sentence", "n"), [
    ("Ambassador Dobrynin said that he had informed Willy Brandt of the plan.", 2),
    ("I told Ambassador Dobrynin that the plan was good.", 1),
    ("Ambassador Dobrynin said that meetings were useful.", 1),
])
def test_a_contact_with_somebody_else_is_an_act_and_talk_is_none(sentence: str, n: int) -> None:
    assert len(told(record(sentence, "He said that it was late."), "meet", "negotiate", "correspond")) == n


def test_what_third_parties_have_done_is_told_and_what_the_talk_does_is_not() -> None:
    assert who(told(record("Ambassador Dobrynin said that the Turks have asked for a loan."), "request")[0]) == {"turkey"}
    assert not told(record("Ambassador Dobrynin asked what the loan was. He asked whether it was late."), "request")


def test_bare_names_that_speak_are_persons_on_the_side_of_the_host() -> None:
    doc = telegram("Brown and I called on Zervoudakis this morning. Zervoudakis said that he would accept the text.")
    people = {(m.surface, m.ref_id) for m in doc.mentions if m.kind == "person" and m.surface == "Zervoudakis"}
    assert people == {("Zervoudakis", "x-zervoudakis")}
    (move,) = [p for p in records(doc, "positions") if p["stance"] == "accepts"]
    assert (move["person_id"], move["actor_id"]) == ("x-zervoudakis", "greece")


def test_words_that_begin_sentences_are_no_persons() -> None:
    doc = telegram("Embassy said nothing. However said the envoy, yes. Nobody replied. The embassy was closed; nobody, however, wept.")
    assert not [m for m in doc.mentions if m.rule_id == "person.speaker"]


def test_government_of_a_letter_is_the_state_that_the_text_names_most() -> None:
    doc = telegram("Germany was quiet. Greece was not: Greece had elections. GOG hopes that the United States will help.")
    assert [m.ref_id for m in doc.mentions if m.surface == "GOG"] == ["greece"]


def test_what_another_must_do_is_the_writers_wish_and_so_is_his_we() -> None:
    doc = telegram("The Greek Government should open the ports. We propose a conference of the ports.")
    assert [p["actor_id"] for p in records(doc, "positions")] == ["united-states", "united-states"]


def test_our_countries_are_both() -> None:
    doc = letter("I thank you. A trade agreement was signed by representatives of our countries on September 20, 1961.")
    (event,) = told(doc, "sign")
    assert {"soviet-union", "united-states"} <= who(event)


def test_rendering_puts_title_and_dateline_first_and_leaves_notes_out(tmp_path: Any) -> None:
    volume = tmp_path / "vol.xml"
    volume.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><div type="document" xml:id="d1"><head>1. Letter<note>A note.</note> to Berg</head>'
        "<p>Some <hi>words</hi>.</p><list><item>One</item></list><closer><dateline>Riga,\n May 1, 1921</dateline><signed>Ozols</signed>"
        "</closer></div></TEI>"
    )
    assert rendered(volume) == {"vol.d1": "1. Letter to Berg\n\nRiga, May 1, 1921\n\nSome words.\n\nOne\n\nOzols\n"}


def test_what_a_talk_comes_back_to_is_told_once() -> None:
    doc = record(
        "Ambassador Dobrynin said that he had read the American proposal.",
        "Mr. Kissinger replied that the American proposal was fair. He hoped that our proposal would be studied.",
    )
    (event,) = told(doc, "propose")
    assert len(set(event["quotes"])) > 1


def test_another_proposal_of_the_same_side_is_one_of_its_own() -> None:
    doc = record(
        "Ambassador Dobrynin said that he had read the American proposal.",
        "He added that a new American proposal was on his desk.",
    )
    assert len(told(doc, "propose")) == 2


@pytest.mark.parametrize(("sentence", "action"), [
    ("Both sides made efforts to reach agreement on the price of coal.", "agree"),
    ("He spoke of giving rifles to Greece.", "supply"),
    ("He said that they had negotiated for long.", "negotiate"),
    ("He said that Italy wanted an agreement with Norway.", "request"),
    ("He said that our delegation at Bern was tired.", "mission"),
    ("He spoke of the means of communication between Oslo and Rome.", "correspond"),
    ("He said that no one could arrive at a good solution in Norway.", "visit"),
    ("He said that Italy would not occupy the port of Norway.", "occupy"),
    ("He said that a conference with Willy Brandt might help.", "conference"),
    ("He said that Greece needed a loan.", "lend"),
])
def test_a_talk_of_what_might_be_done_tells_of_no_act(sentence: str, action: str) -> None:
    assert not told(record("Ambassador Dobrynin spoke first.", sentence), action)


def test_what_somebody_is_blamed_for_has_been_done() -> None:
    (event,) = told(record("Ambassador Dobrynin said that the deputies of Italy blamed Norway for attacking Denmark."), "attack")
    assert "denmark" in who(event)


def test_between_wants_two() -> None:
    doc = record("Ambassador Dobrynin thanked Greece for its help in getting the talks between Willy Brandt and Leonid Brezhnev resumed.")
    (event,) = [e for e in told(doc, "negotiate") if "willy-brandt" in who(e)]
    assert "leonid-brezhnev" in who(event) and "greece" not in who(event)


def test_whoever_told_the_writer_of_a_telegram_has_met_him() -> None:
    (event,) = told(telegram("Willy Brandt told me that the harvest in Norway was poor, and that the winter would be long."), "meet")
    assert {"willy-brandt", "united-states"} <= who(event)


def test_a_telegram_of_what_two_said_tells_of_their_meeting() -> None:
    doc = telegram(
        "Karamanlis said that the harvest was poor. I said that the winter would be long.",
        "Karamanlis replied that the roads were bad. I replied that the bridges were worse. I referred to our conversation on roads.",
    )
    (event,) = told(doc, "meet")
    assert {"constantine-karamanlis", "united-states"} <= who(event)


def test_an_attack_in_words_is_an_accusation() -> None:
    doc = record("Ambassador Dobrynin said that the deputies of Norway attacked the Danish Government for its silence.")
    assert not told(doc, "attack")
    (event,) = told(doc, "accuse")
    assert "denmark" in who(event)


def test_what_the_meeting_opened_with_gives_it_no_other_day() -> None:
    doc = record("Ambassador Dobrynin opened the meeting with a word about the paper that Mr. Kissinger had got in Oslo last week.")
    (event,) = told(doc, "meet")
    assert event["date"] == "1972-03-09"


@pytest.mark.parametrize(
    ("sentence", "action", "date"),
    [
        ("Norway has offered Sweden talks on trade in June.", "propose", "../1957-05-03"),
        ("Norway suggested to Sweden that a conference be held at Oslo in December.", "conference", "1957-12"),
        ("Norway protested against the Swedish tariff in December.", "protest", "1956-12"),
    ],
)
def test_what_is_offered_for_a_month_is_to_come_and_the_offer_is_not(sentence: str, action: str, date: str) -> None:
    assert [e["date"] for e in told(telegram(sentence), action)] == [date]


def test_a_letter_of_one_day_is_one_letter() -> None:
    doc = letter("I have read your letter of May 20, 1962 with care.", "I hope that the plan of your letter of May 20, 1962 will be kept.")
    assert len(told(doc, "correspond")) == 1


@pytest.mark.parametrize(("sentence", "action", "date"), [
    ("Ambassador Dobrynin said that the Turks have asked for a loan.", "request", "../1972-03-09"),
    ("Ambassador Dobrynin mentioned the Turkish aggression against Greece.", "attack", None),
    ("Ambassador Dobrynin said that Turkey will withdraw its troops from Greece.", "withdraw", "1972-03-09/.."),
])
def test_what_a_talk_only_speaks_of_is_not_of_its_day(sentence: str, action: str, date: str | None) -> None:
    assert [e.get("date") for e in told(record(sentence, "He said that it was late."), action)] == [date]


def test_what_states_did_is_told_by_a_position_paper() -> None:
    act = "In April 1957 Greece rejected the British proposal."
    paper = read("12. Position Paper Prepared in the Foreign Office", "Washington, May 3, 1957.", act)
    assert [who(e) for e in told(paper, "reject")] == [{"greece", "united-kingdom"}]
    assert [who(e) for e in told(telegram(act), "reject")] == [{"greece", "united-kingdom"}]


@pytest.mark.parametrize(("sentence", "action"), [
    ("Ambassador Dobrynin asked Norway to send an envoy to Oslo.", "request"),
    ("Ambassador Dobrynin said that he had proposed a conference to Norway.", "propose"),
    ("Ambassador Dobrynin agreed to send an envoy to Oslo.", "agree"),
])
def test_what_is_asked_agreed_or_done_before_is_more_than_a_word_of_the_talk(sentence: str, action: str) -> None:
    assert len(told(record("Ambassador Dobrynin spoke first.", sentence), action)) == 1


@pytest.mark.parametrize("sentence", ["Ambassador Dobrynin suggested a walk.", "Ambassador Dobrynin asked for an opinion on the loan."])
def test_a_word_of_the_talk_is_no_act(sentence: str) -> None:
    assert not told(record(sentence, "He said that it was late."), "propose", "request")


def test_what_a_telegram_reports_as_proposed_is_an_act_and_what_it_proposes_to_its_own_government_is_none() -> None:
    assert len(told(telegram("Karamanlis proposed a conference of the ports."), "propose")) == 1
    assert not told(telegram("We suggest a conference of the ports."), "propose")


def test_two_who_are_not_there_have_met() -> None:
    (event,) = told(telegram("Karamanlis told Willy Brandt that the harvest in Norway was poor."), "meet")
    assert {"constantine-karamanlis", "willy-brandt"} <= who(event)


def test_who_was_seen_and_was_not_there_was_met() -> None:
    (event,) = told(record("Ambassador Dobrynin spoke first.", "He said that Willy Brandt then saw Karamanlis."), "meet")[1:]
    assert {"constantine-karamanlis", "willy-brandt"} <= who(event)


def test_you_of_a_telegram_to_a_post_is_the_post_and_is_to_do_what_it_should() -> None:
    title = "Telegram From the Department of State to the Embassy in Greece"
    doc = read(title, "Washington, May 3, 1957.", "You should speak to Karamanlis.")
    (event,) = told(doc, "meet")
    assert who(event) == {"constantine-karamanlis", "greece", "united-states"} and event["realis"] == "proposed"


def test_a_capital_before_a_meeting_is_its_place() -> None:
    doc = telegram("We are content with Vienna meeting of Willy Brandt and Karamanlis.")
    assert not [m for m in doc.mentions if m.kind == "actor" and m.ref_id == "austria"]


def test_what_talks_are_about_takes_no_part_in_them() -> None:
    doc = record("It was late.", "Ambassador Dobrynin opened a discussion of the Turkish harvest.")
    assert not [e for e in told(doc, "negotiate") if "turkey" in who(e)]


def test_the_meeting_of_a_subject_line_is_that_of_the_body() -> None:
    subject = "Exclusively for the President. Subject: Meeting with Karamanlis."
    doc = telegram(subject, "I met with Karamanlis this morning and spoke of the ports of Norway.")
    (event,) = told(doc, "meet")
    assert {"constantine-karamanlis", "united-states"} <= who(event) and len(set(event["quotes"])) > 1


@pytest.mark.parametrize("sentence", ["We would work in consultation with Norway.", "Talks with Norway due to open in May went on."])
def test_what_the_writer_would_do_is_yet_to_come(sentence: str) -> None:
    (event,) = told(telegram(sentence), "negotiate")
    assert event["realis"] == "proposed"


def test_a_proposal_that_somebody_is_asked_to_make_is_none_yet() -> None:
    assert not told(record("Ambassador Dobrynin spoke first.", "He asked Norway to make a proposal on the ports."), "propose")


def test_an_article_of_which_a_telegram_speaks_is_not_negotiated_in_it() -> None:
    doc = telegram("Karamanlis said that article 2 should be shorter.")
    assert [p["article"] for p in records(doc, "positions")] and not told(doc, "propose")
