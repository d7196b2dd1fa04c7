"""Acts and people of letters, telegrams and records of talk, read from texts of our own through all stages of a document."""

from __future__ import annotations

from typing import Any

import pytest

from flows.stages import clean, segment
from flows.stages.extract import extract
from flows.stages.model import Document
from flows.stages.recognise import recognise
from tests.benchmarks.letters import rendered
from tests.stages.extract.reading import records

TAIL = "The rest of the page was about the weather and of the roads in the mountains, and of nothing else that mattered to anybody there."


def read(title: str, dateline: str, *body: str, tail: str = TAIL) -> Document:
    doc = Document("text", "text", "text.txt", "\n\n".join((title, dateline, *body, tail)) + "\n")
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    extract(doc)
    return doc


def told(doc: Document, *actions: str) -> list[dict[str, Any]]:
    return [e for e in records(doc, "events") if e["action"] in actions]


def who(event: dict[str, Any]) -> set[str]:
    return {p[k] for p in event["participant"] for k in ("actor_id", "person_id") if p[k]}


def letter(*body: str) -> Document:
    return read("Letter From President Kennedy to Chairman Khrushchev", "Washington, June 4, 1962.", *body)


def telegram(*body: str) -> Document:
    return read("Telegram From the Embassy in Greece to the Department of State", "Athens, May 3, 1957, 6 p.m.", *body)


def record(*body: str) -> Document:
    people = ("PARTICIPANTS", "Anatoly Dobrynin, Ambassador of the Soviet Union", "Henry A. Kissinger, Assistant to the President")
    return read("Memorandum of Conversation", "Washington, March 9, 1972.", *people, *body)


def test_you_and_i_of_a_letter_are_its_reader_and_writer() -> None:
    (event,) = told(letter("Dear Mr. Chairman: I have read your letter of May 20, 1962 with care. I thank you for it."), "correspond")
    assert who(event) == {"nikita-khrushchev", "soviet-union", "john-f-kennedy", "united-states"} and event["date"] == "1962-05-20"


def test_who_speaks_of_a_treaty_does_not_tell_of_its_signing() -> None:
    assert not told(record("Ambassador Dobrynin said that the Norwegian-Swedish Trade Treaty was a good thing."), "sign")


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


def test_whoever_sits_for_a_state_takes_part_for_it() -> None:
    present = ("Present for Norway: Mr. Karl Nordby; General Peter Dahl", "Present for Denmark: Mrs. Karen Friis; General Peter Holm")
    doc = read("Summary Record of the Trade Talks", "Oslo, 9 March 1972", *present, "It rained on that day and on the day after it.")
    (meeting,) = told(doc, "meet", "negotiate", "conference")
    assert sorted(p["actor_id"] for p in meeting["participant"]) == ["denmark", "denmark", "norway", "norway"]


def test_who_is_known_from_the_list_of_those_present_alone_acts_for_his_side() -> None:
    present = ("Present for Latvia: Ana Berg, Minister; Otto Lund", "Present for Norway: Nils Holm")
    (note,) = told(record(*present, "Mr. Lund handed Mr. Holm a note on the fishing ports on May 3."), "correspond")
    assert {(p["actor_id"], p["role"]) for p in note["participant"]} == {("latvia", "source"), ("norway", "target")}


def test_minutes_meet_where_and_when_their_title_says_with_all_who_are_listed() -> None:
    title, people = "Minutes of a Meeting held at the Foreign Office on 3 May 1937", "Present: Mr. Eden (in the chair), M. Corbin."
    doc = read(title, people, "Mr. Eden opened the meeting and spoke of the port.", "M. Corbin agreed with Mr. Eden, and asked when.")
    (meeting,) = told(doc, "meet", "conference")
    assert who(meeting) == {"anthony-eden", "united-kingdom", "charles-corbin", "france"}
    assert meeting["date"] == "1937-05-03" and meeting["place_id"] == "london"
    assert not told(doc, "express-support")


def despatch(*body: str) -> Document:
    return read("The Minister in Greece (Strand) to the Secretary of State", "Athens, May 3, 1927.", *body, "STRAND")


def test_he_is_the_one_who_speaks_in_the_talk_that_is_reported() -> None:
    doc = despatch(
        "Venizelos received me this afternoon. He told me that he liked the port. I asked whether he would come to the conference which"
        " Briand had suggested. He said that he would consult Politis and would let me have an answer."
    )
    (meeting,) = told(doc, "meet")
    assert who(meeting) == {"eleftherios-venizelos", "greece", "x-strand", "united-states"} and meeting["date"] == "1927-05-03"
    assert all("aristide-briand" not in who(e) for e in told(doc, "meet", "negotiate"))


def test_reports_that_are_dismissed_tell_no_act() -> None:
    assert not told(despatch("He dismissed the reports that a pact with Italy was being negotiated."), "negotiate")


def moves(doc: Document) -> list[tuple[str, str]]:
    return [(str(p.get("person_id") or p.get("actor_id")), p["stance"]) for p in records(doc, "positions")]


def test_whoever_comes_to_see_the_writer_or_asks_him_to_call_has_met_him() -> None:
    for sentence in ("Venizelos came to see me on May 2.", "Venizelos asked me to call upon him on May 2."):
        (meeting,) = told(despatch(sentence), "meet")
        assert who(meeting) == {"eleftherios-venizelos", "greece", "x-strand", "united-states"} and meeting["date"] == "1927-05-02"


def test_honours_titles_in_small_letters_and_the_latter_are_the_other_side() -> None:
    doc = despatch(
        "Venizelos spoke of the port. I urged His Excellency to open it. He replied that he could not accept this."
        " I declared that Politis had agreed to it in May. I said that we should wait. The latter promised to ask him."
    )
    assert ("eleftherios-venizelos", "rejects") in moves(doc) and ("eleftherios-venizelos", "accepts") in moves(doc)


def test_labels_of_a_verbatim_record_may_name_the_state_and_stand_in_capitals() -> None:
    doc = read(
        "Verbatim Record of the Third Plenary Meeting, held at London on 11 February 1930",
        "Chairman: Mr. RAMSAY MACDONALD (United Kingdom)",
        "Mr. STIMSON (United States): We accept the compromise.",
        "M. TARDIEU (France): I would ask the Conference to begin with the ships.",
        "Signor GRANDI (Italy): Italy claims parity. She will accept any figure.", "M. TARDIEU (France): I cannot agree to that.",
    )
    assert [p for p, _ in moves(doc)] == ["henry-l-stimson", "andre-tardieu", "dino-grandi", "andre-tardieu"]
    (meeting,) = [e for e in told(doc, "meet") if len(e["participant"]) > 3]
    assert {"ramsay-macdonald", "henry-l-stimson", "andre-tardieu", "dino-grandi"} <= who(meeting)


def test_answers_of_an_interview_are_those_of_the_person_in_its_title() -> None:
    doc = read(
        "INTERVIEW WITH FOREIGN MINISTER ABBA EBAN", "Jerusalem, 14 November 1967", "Q: Would Israel accept the draft?",
        "A: We could not accept it.", "Q: And the other draft?", "A: I propose that we wait.",
    )
    assert moves(doc) == [("abba-eban", "rejects"), ("abba-eban", "proposes")]


def test_who_tells_a_talk_as_i_is_its_author() -> None:
    people = ("PARTICIPANTS", "The President", "Foy D. Kohler, American Ambassador to the Soviet Union")
    talk = "I met with the President for half an hour. I told him that the port was closed, and he asked whether I would go."
    doc = read("Memorandum of Conversation", "Washington, September 17, 1963.", *people, talk)
    assert [s.value for s in doc.statements if s.record_type == "documents" and s.field == "author"] == ["Foy D. Kohler"]


def test_a_numbered_record_is_read_by_its_speakers_and_its_president() -> None:
    doc = read(
        "SECURITY COUNCIL",
        "Four hundred and eighty-second meeting",
        "Held at Lake Success, New York, on Thursday, 3 August 1950, at 3 p.m.",
        "President: Mr. J. MALIK (Union of Soviet Socialist Republics)",
        "1. The PRESIDENT (translated from Russian): I propose a pause.",
        "2. Mr. AUSTIN (United States of America): The United States objects to this.",
        "3. Sir Gladwyn JEBB (United Kingdom): I support it.",
        "4. Mr. BERG (France): I ask for the vote.",
    )
    assert moves(doc) == [
        ("x-malik", "proposes"), ("warren-austin", "rejects"), ("gladwyn-jebb", "accepts"), ("x-berg", "asks"),
    ]
    (meeting,) = told(doc, "meet")
    assert meeting["date"] == "1950-08-03" and {"x-malik", "warren-austin", "gladwyn-jebb", "x-berg"} <= who(meeting)


def test_whoever_is_listed_by_name_alone_has_met() -> None:
    people = ("PARTICIPANTS", "Yeh Chien-ying, Vice Chairman", "Henry A. Kissinger, Assistant to the President")
    doc = read("Memorandum of Conversation", "Peking, July 9, 1971.", *people, "Mr. Kissinger said that the road was long.")
    (meeting,) = told(doc, "meet")
    assert {"x-yeh-chien-ying", "henry-kissinger"} <= who(meeting)


def test_who_signs_for_another_writes_and_an_envoy_without_name_is_the_one_who_talks() -> None:
    title = "The Acting Secretary of State to the Ambassador in Brazil (Caffery)"
    doc = read(title, "Washington, January 9, 1942.", "M. Lipski told me that he would go. I replied that I could not accept this.",
               "The Ambassador proposed that we wait.", tail="WELLES")
    assert ("sumner-welles", "rejects") in moves(doc) and moves(doc)[-1] == ("jozef-lipski", "proposes")


def test_a_note_speaks_of_its_own_government_as_it() -> None:
    doc = read(
        "Aide-mémoire",
        "The Soviet Government has drawn the attention of the Government of Iran to this. In its notes it proposed that they leave.",
        "The Iranian Government has refused to do so.", tail="Moscow, 25 August 1941",
    )
    assert moves(doc) == [("soviet-union", "proposes"), ("iran", "rejects")]


def test_a_call_at_somebodys_request_is_no_request() -> None:
    assert not told(despatch("Venizelos came to see me on May 2 at his request."), "request")


def test_minutes_that_list_their_president_alone_are_of_all_who_speak() -> None:
    doc = read(
        "Minutes of the Council", "Held on Saturday, September 19th, 1931, at 11 a.m.", "President: M. LERROUX", "2715. Incident at Mukden",
        "M. Yoshizawa informed the Council that troops had met. His Government would take all measures.",
        "M. Sze said that he had been disturbed by the news. He proposed that the Council be kept informed of it.",
    )
    (meeting,) = told(doc, "meet")
    assert {"x-lerroux", "kenkichi-yoshizawa", "alfred-sao-ke-sze"} <= who(meeting) and "place_id" not in meeting


def test_a_telegram_opens_with_whom_it_is_for_and_from() -> None:
    doc = telegram("76. Eyes only for Secretary Dulles from Ambassador Bohlen. I told him that the port was closed.")
    said = {f: [s.value for s in doc.statements if s.record_type == "documents" and s.field == f] for f in ("author", "recipient")}
    assert said == {"author": ["Embassy in Greece", "Charles E. Bohlen"], "recipient": ["Department of State", "John Foster Dulles"]}
    doc = telegram("77. For years the Greeks have asked for this.")
    assert [s.value for s in doc.statements if s.record_type == "documents" and s.field == "recipient"] == ["Department of State"]


def test_an_office_alone_in_a_list_is_none_who_is_listed_by_name() -> None:
    people = ("PRESENT", "The Prime Minister", "Mr. Eden", "Marshal Stalin")
    body = "THE PRIME MINISTER proposed that they meet. MARSHAL STALIN said that he could not accept it."
    doc = read("Record of meeting at the Kremlin, Moscow, 9 October 1944", *people, body)
    assert moves(doc) == [("winston-churchill", "proposes"), ("joseph-stalin", "rejects")]


def test_an_envoy_named_by_his_state_writes_for_it() -> None:
    title = "The Turkish Ambassador at London (Rauf Orbay) to the British Foreign Secretary (Eden)"
    body = "I have the honour to inform you that I propose a pause in the talks."
    doc = read(title, "London, 12 March 1942", "Excellency,", body, tail="RAUF ORBAY")
    assert {p.get("actor_id") for p in records(doc, "positions")} == {"turkey"}
