"""Who is there, who speaks and who is meant in minutes, records, despatches and notes."""

from __future__ import annotations

import pytest

from tests.stages.extract.papers import despatch, moves, read, record, telegram, told, who
from tests.stages.extract.reading import records


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
        ("yakov-malik", "proposes"), ("warren-austin", "rejects"), ("gladwyn-jebb", "accepts"), ("x-berg", "asks"),
    ]
    (meeting,) = told(doc, "meet")
    assert meeting["date"] == "1950-08-03" and {"yakov-malik", "warren-austin", "gladwyn-jebb", "x-berg"} <= who(meeting)


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


def test_an_office_is_that_of_the_state_whose_paper_it_is() -> None:
    title = "Record of a conversation between the Secretary of State and the Belgian Ambassador"
    talk = ("The Belgian Ambassador asked whether His Majesty's Government would agree to staff talks. "
            "The Secretary of State replied that he could not accept such talks.")
    doc = read(title, "Foreign Office, 6th May, 1938", talk)
    assert moves(doc) == [("belgium", "asks"), ("lord-halifax", "rejects")]
    title = "CONCLUSIONS of a Meeting of the Cabinet held at 10 Downing Street, S.W.1, on Thursday, 26th July, 1956, at 11.10 a.m."
    present = ("Present:", "The Right Hon. Sir ANTHONY EDEN, M.P., Prime Minister (in the Chair)",
               "The Right Hon. HAROLD MACMILLAN, M.P., Chancellor of the Exchequer")
    talk = ("The Prime Minister said that the French Government had sent a note. The Chancellor of the Exchequer said that he could "
            "not agree to it. The Foreign Secretary suggested that a reply be sent.")
    doc = read(title, *present, talk, tail="Cabinet Office, S.W.1.")
    assert moves(doc) == [("harold-macmillan", "rejects"), ("selwyn-lloyd", "proposes")]


def test_who_is_listed_without_a_state_is_not_of_his_neighbours() -> None:
    people = ("PARTICIPANTS:", "Mr. Hans Wolff, German Embassy", "Mr. Edwin Vance, EUR", "Miss Jane Field, EUR")
    talk = "Mr. Wolff asked for a credit. Mr. Vance said that he could not agree. Miss Field proposed a meeting in July."
    doc = read("MEMORANDUM OF CONVERSATION", "DATE: June 2, 1961", *people, talk)
    sides = {p["person_id"]: p.get("actor_id") for p in records(doc, "positions")}
    assert sides == {"x-hans-wolff": "germany", "x-edwin-vance": "united-states", "x-jane-field": "united-states"}
    people = ("Present: Mr. L. B. Pearson, Mr. Gunneng, and Mr. A. D. P. Heeney.",)
    talk = "Ambassador Gunneng proposed a convention on seals. Mr. Pearson said that Canada could not accept it."
    doc = read("NOTE OF A MEETING WITH THE NORWEGIAN AMBASSADOR", "June 11, 1957", *people, talk)
    assert {p["person_id"]: p.get("actor_id") for p in records(doc, "positions")} == {"x-gunneng": "norway", "lester-b-pearson": "canada"}


def test_a_title_in_capitals_says_whose_minister_was_met() -> None:
    talk = "RECORD OF THE CONVERSATION BETWEEN THE FOREIGN MINISTER AND THE RUMANIAN MINISTER, M. VALER POP, IN BERLIN ON OCTOBER 2, 1940"
    doc = read("Memorandum by an Official of the Secretariat", "RM 41/40     BERLIN, October 3, 1940.", talk, "M. Pop asked for a delay.")
    assert [(p["person_id"], p.get("actor_id")) for p in records(doc, "positions")] == [("x-valer-pop", "romania")]


def test_he_is_whose_label_in_capitals_opens_the_paragraph() -> None:
    present = ("PRESENT:", "British Empire: Lord Lee of Fareham", "France: M. Sarraut, Admiral de Bon")
    talk = ("LORD LEE said that he accepted the resolution.",
            "ADMIRAL DE BON observed that it was too broad. He proposed that it be redrafted.")
    doc = read("Minutes of the Seventh Meeting of the Committee on Submarines", "Washington, December 30, 1921", *present, *talk)
    assert ("x-de-bon", "proposes") in moves(doc) and ("x-lee", "proposes") not in moves(doc)


def test_a_title_behind_a_comma_is_another_of_the_same_man_and_a_label_says_who_i_is() -> None:
    present = ("PRESENT:", "United States: Senator Root", "France: M. Sarraut")
    talk = ("The meeting was opened by the Chairman, Senator Root.", "M. SARRAUT proposed a definition.",
            "SENATOR ROOT: I cannot agree to a definition. I propose an appendix.", "The Chairman suggested a pause.")
    doc = read("Minutes of the Seventh Meeting of the Committee on Submarines", "Washington, December 30, 1921", *present, *talk)
    assert moves(doc) == [("albert-sarraut", "proposes"), ("elihu-root", "rejects"), ("elihu-root", "proposes"), ("elihu-root", "proposes")]


def test_a_lord_is_no_slip_for_a_knight() -> None:
    doc = read("Notes of a Meeting", "Paris, March 14, 1923", "Lord Crewe said that he accepted the phrase.", "M. Cambon agreed.")
    assert ("x-crewe", "accepts") in moves(doc)


MINUTES = ("Held at Galatz, Thursday, May 8, 1879, at 10 a.m.", "Sir Henry Lyall in the Chair", "Present:",
           "For Austria-Hungary: Baron Haan", "For Great Britain: Sir Henry Lyall", "For Roumania: Colonel Pencovici")


def test_delegates_sit_for_the_state_of_their_line_and_one_of_them_is_in_the_chair() -> None:
    doc = read(
        "Minutes of the Fourth Meeting of the River Commission", *MINUTES,
        "BARON HAAN proposed that the toll be doubled.",
        "COLONEL PENCOVICI could not see the use of it. Roumania would be ready to accept a smaller toll.",
        "THE CHAIRMAN asked whether Baron Haan would agree to this. This was agreed to.",
    )
    (meeting,) = told(doc, "meet")
    assert who(meeting) == {
        "x-haan", "austria-hungary", "x-henry-lyall", "united-kingdom", "x-pencovici", "romania",
    }
    assert moves(doc) == [("x-haan", "proposes"), ("x-pencovici", "rejects"), ("x-pencovici", "concedes"), ("x-henry-lyall", "asks")]


def test_a_letter_that_is_read_out_is_of_who_wrote_it() -> None:
    doc = read(
        "Minutes of the Fourth Meeting of the River Commission", *MINUTES,
        "THE CHAIRMAN read a letter from the Turkish Delegate, who was ill, in which he demanded that the toll be paid in gold.",
        "BARON HAAN objected to this.",
    )
    assert moves(doc) == [("ottoman-empire", "asks"), ("x-haan", "rejects")]


def test_the_number_of_a_despatch_stands_between_its_title_and_its_dateline() -> None:
    title, number = "Sir R. Holm to Viscount Melbury (Received July 9, 7.30 p.m.)", "No. 63 Confidential"
    doc = read(title, number, "Lisbon, October 22, 1826",
               "M. d'Almeida told me that he would come. He demanded that His Majesty's Government should send it. I declined to do so.")
    said = [(s.field, s.value) for s in doc.statements if s.record_type == "documents"]
    assert ("title", title) in said and ("author", "Sir R. Holm") in said and ("recipient", "Viscount Melbury") in said
    assert moves(doc)[-2:] == [("x-dalmeida", "asks"), ("x-r-holm", "rejects")]
    assert [s.value for s in doc.statements if s.record_type == "positions" and s.field == "actor_id"][-1] == "united-kingdom"


def test_a_title_says_of_which_states_two_are_who_are_listed_by_name_alone() -> None:
    doc = read(
        "Record of Conversation between the Foreign Minister of Japan and the Minister of the Netherlands", "Tokyo, 12 February 1940",
        "Present: Mr. Arita, General Pabst, Mr. Holm (interpreting)",
        "GENERAL PABST asked why the Japanese Government wished this. MR. ARITA proposed a mixed commission.",
        "The Minister could not agree to it.",
    )
    positions = [(r.get("person_id"), r.get("actor_id"), r["stance"]) for r in records(doc, "positions")]
    assert positions == [("x-pabst", "netherlands", "asks"), ("hachiro-arita", "japan", "proposes"), ("x-pabst", "netherlands", "rejects")]


def test_the_state_in_one_label_is_that_of_the_next() -> None:
    doc = read(
        "Verbatim Record of the Second Session of the Conference on the Lake", "Khartoum, 26 November 1954",
        "Mr. HAMAD (Sudan): We ask for our full share of it.", "Dr. SHERIF (Egypt): I cannot accept the figure.",
        "Mr. HAMAD: I have no objection to a smaller one.", "Mr. LIND (Adviser): It is late.", "Dr. SHERIF: Egypt agrees.",
    )
    assert [r.get("actor_id") for r in records(doc, "positions")] == ["sudan", "egypt", "sudan", "egypt"]
    assert moves(doc)[-1] == ("x-sherif", "accepts")


def test_they_in_the_points_of_a_paper_are_the_government_before() -> None:
    doc = read(
        "Aide-Mémoire from the Indian High Commission to the Ministry of Foreign Affairs of Ceylon", "Colombo, 5 September 1953",
        "1. The Government of India are prepared to accept the figure.",
        "2. They regret that they cannot agree to the date, and they propose that the matter be looked at again after ten years.",
    )
    assert moves(doc) == [("india", "concedes"), ("india", "rejects"), ("india", "proposes")]


def test_the_line_of_the_subject_names_no_place_of_the_talk() -> None:
    people = ("Subject: The base at Suez", "Participants: Dr. Ahmed Hussein, Ambassador of Egypt", "The Secretary")
    doc = read("Memorandum of Conversation", "[WASHINGTON,] March 14, 1956", *people, "The Ambassador called at his request and left soon.")
    (meeting,) = told(doc, "meet")
    assert meeting["place_id"] == "washington"


def test_an_envoy_speaks_of_the_minister_of_the_state_he_is_sent_to_and_his_orders_are_his_own() -> None:
    doc = read(
        "The Chargé in Persia (Hale) to the Secretary of State", "TEHERAN, June 9, 1911—11 a.m.",
        "The Minister for Foreign Affairs sent for me. He requested that Mr. Shuster should stay. The British Minister denies it, and the"
        " British Foreign Office had known nothing.", "Please instruct me as to my answer.", tail="HALE",
    )
    positions = [(r.get("person_id"), r.get("actor_id"), r["stance"]) for r in records(doc, "positions")]
    assert positions[0] == (None, "iran", "asks") and positions[-1] == ("x-hale", "united-states", "asks")


def test_a_ministry_writes_for_the_state_from_whose_capital_it_does() -> None:
    doc = read(
        "Telegram from the Ministry of Foreign Affairs to the Embassy in Vienna", "Belgrade, 4 October 1908",
        "Count Forgách called on me at noon. I protested in the strongest terms. He replied that he could give no pledge.",
    )
    positions = [(r.get("person_id"), r.get("actor_id"), r["stance"]) for r in records(doc, "positions")]
    assert positions[:2] == [(None, "serbia", "rejects"), ("x-forgach", None, "rejects")]


def test_the_title_of_a_record_in_capitals_ends_with_its_day() -> None:
    doc = read("RECORD OF A CONVERSATION BETWEEN MR. BEVIN AND THE ICELANDIC FOREIGN MINISTER ON 14TH MARCH, 1949",
               "M. Benediktsson called this afternoon.", "He asked whether Britain would buy fish.", "I said that I could not accept this.")
    assert doc.meta["issued"] == "1949-03-14"


@pytest.mark.parametrize(("text", "day"), [
    ("The Swedish Minister called yesterday and left a note verbale.", "1927-05-02"),
    ("The Swedish Minister came in this morning by instruction.", "1927-05-03"),
    ("I saw the Swedish Minister this morning.", "1927-05-03"),
    ("Saw the Swedish Minister on May 1.", "1927-05-01"),
    ("The Swedish Minister received me yesterday afternoon.", "1927-05-02"),
])
def test_a_despatch_tells_of_those_who_called_or_were_seen(text: str, day: str) -> None:
    (meeting,) = told(despatch(text), "meet")
    assert "sweden" in who(meeting) and meeting["date"] == day


def test_a_title_in_capitals_says_where_and_when_its_meeting_was() -> None:
    title = "RECORD OF A MEETING BETWEEN MR. BEVIN AND THE NORWEGIAN MINISTER AT THE PALACE, OSLO, ON FRIDAY, 31st MARCH, 1950, AT 10 A.M."
    doc = read(title, "Present: Mr. Bevin, Mr. Lange.", "Mr. Bevin proposed a loan.")
    assert doc.meta["issued"] == "1950-03-31" and doc.meta["place"] == "OSLO"
