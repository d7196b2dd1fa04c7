"""Positions read from invented talks: who moves, how, on which article."""

from __future__ import annotations

import re

import pytest

from flows.stages.extract import positions
from flows.stages.model import Document, Mention, Passage, Sentence, Statement
from tests.stages.extract.reading import read as recognised

PEOPLE = {"Varga": ("anton-varga", "ruritania"), "Holt": ("mary-holt", "freedonia"), "Brandt": ("otto-brandt", "ruritania")}
STATES = {"Ruritania": "ruritania", "Ruritanian": "ruritania", "Freedonia": "freedonia", "Freedonian": "freedonia"}


def document(text: str, genre: str = "record-of-conversation", **meta: object) -> Document:
    """A document of one paragraph per line, with the people and states of this file as mentions."""
    doc = Document("d", "s", "d.txt", text, genre=genre, meta=dict(meta))
    for line in re.finditer(r"[^\n]+", text):
        number = len(doc.passages)
        doc.passages.append(Passage(number, None, "paragraph", line.start(), line.end()))
        for m in re.finditer(r"\S.*?[.?!]”?(?=\s|$)", line[0]):
            doc.sentences.append(Sentence(len(doc.sentences), number, line.start() + m.start(), line.start() + m.end()))
    for m in re.finditer(r"\b(?:Mr\. |Mrs\. )?(\w+)\b", text):
        if m[1] in PEOPLE:
            person, actor = PEOPLE[m[1]]
            doc.mentions.append(Mention(m.start(), m.end(), m[0], "person", person, None, "t", 1.0, form="surname", for_actor=actor))
        elif m[1] in STATES:
            doc.mentions.append(Mention(m.start(), m.end(), m[0], "actor", STATES[m[1]], None, "t", 1.0, form="name"))
    for m in re.finditer(r"\barticle (\d+)", text):
        doc.mentions.append(Mention(m.start(), m.end(), m[0], "article", None, m[1], "t", 1.0))
    doc.mentions.sort(key=lambda m: m.start)
    return doc


def read(doc: Document) -> list[dict[str, str]]:
    """The positions of a document as dictionaries, with the quote under `quote`."""
    positions.extract(doc)
    rows: dict[str, dict[str, str]] = {}
    for s in doc.statements:
        if s.record_type == "positions":
            row = rows.setdefault(s.local_id, {})
            row[s.field or "quote"] = (s.value or "") if s.field else doc.text[s.start : s.end]
    return list(rows.values())


def moves(text: str, genre: str = "record-of-conversation", **meta: object) -> list[tuple[str, str]]:
    return [(r.get("person_id") or r.get("actor_id", ""), r["stance"]) for r in read(document(text, genre, **meta))]


@pytest.mark.parametrize(
    ("clause", "stance"),
    [
        ("Varga proposed a ferry across the strait.", "proposes"),
        ("Varga asked whether the ferry could sail in May.", "asks"),
        ("Varga refused to give up the lighthouse.", "rejects"),
        ("Varga could not accept the lighthouse clause.", "rejects"),
        ("Varga agreed to the wording of the clause.", "accepts"),
        ("Varga had no objection to a later date.", "accepts"),
        ("Varga said that his side would no longer insist on the lighthouse.", "concedes"),
        ("Varga did not agree that the ferry was needed.", "rejects"),
        ("Varga said that a pilot should be hired.", "proposes"),
        ("Varga suggested that the pilots might be asked to sail at night.", "proposes"),
        ("Varga raised the question of whether the lighthouse was needed.", "asks"),
        ("Varga took issue with this account.", "rejects"),
        ("Varga was against the use of the lighthouse.", "rejects"),
        ("Varga said that there should be no new lighthouse.", "rejects"),
        ("Varga said that he would be willing to accept a later date.", "concedes"),
        ("Varga might agree not to build a lighthouse.", "accepts"),
        ("Varga told the pilots that they must recognize the danger of the reef.", "proposes"),
        ("Varga was not convinced of the merits of a ferry.", "rejects"),
        ("Varga said that he was inclined not to build a ferry.", "rejects"),
        ("Varga did not believe that a ferry would be desirable.", "rejects"),
        ("Varga said that he hadn't tried and didn't want to build a ferry.", "rejects"),
        ("Varga said that he found it hard to understand why the ferry had left.", "asks"),
        ("Varga said that Ruritania categorically protested this.", "rejects"),
        ("Varga wanted achieve a lasting peace.", "proposes"),
        ("Varga said that if the pilots were hired by the town it would be important to meet in May.", "proposes"),
        ("Varga thought that if a pilot could be found there would be no problem.", "proposes"),
        ("Varga hoped that we could go ahead with the ferry.", "proposes"),
        ("Varga expressed his interest in a ferry.", "proposes"),
        ("Varga emphasized with all his strength the arguments for a ferry.", "proposes"),
        ("Varga pressed his arguments against the ferry.", "rejects"),
        ("Varga said that no pilots were needed.", "rejects"),
        ("Varga said that the ferry would be unable to sail.", "rejects"),
        ("Varga's reply was to say that the note did not make it easier to sail.", "rejects"),
        ("Varga spoke. His view was that a pilot should be hired.", "proposes"),
        ("Varga nodded.", "accepts"),
        ("Varga said that this was entirely correct.", "accepts"),
        ("Varga would be glad to meet him.", "accepts"),
        ("Varga said that they might discuss this.", "accepts"),
        ("Varga quite understood that there had been a delay.", "concedes"),
        ("Varga agreed that there was a problem here.", "concedes"),
        ("Varga questioned the pilots about the reef.", "asks"),
        ("Varga said that the pilots have had difficulty in getting charts.", "asks"),
        ("Varga said that it was important to know the size of the ship.", "asks"),
    ],
)
def test_verb_or_cue_gives_the_stance(clause: str, stance: str) -> None:
    assert moves(clause) == [("anton-varga", stance)]


def test_plain_telling_is_no_position() -> None:
    assert moves("Varga said that the winter had been long. The ships were at anchor.") == []


def test_other_genres_have_none() -> None:
    assert moves("Varga proposed a ferry across the strait.", "essay") == []


def test_pronoun_and_bare_sentence_belong_to_the_last_speaker() -> None:
    text = "Holt said that she had read the draft. She could not accept the preamble. A shorter text should be written."
    assert moves(text) == [("mary-holt", "rejects"), ("mary-holt", "proposes")]


def test_two_speakers_in_one_sentence() -> None:
    text = "Varga rejected the first draft, while Holt proposed a second one."
    assert moves(text) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_acceptance_with_a_condition_is_two_moves() -> None:
    rows = read(document("Holt agreed to the ferry, provided that the fare was dropped."))
    assert [r["stance"] for r in rows] == ["accepts", "amends"]
    assert rows[0]["quote"] == "Holt agreed to the ferry"


def test_agent_of_a_passive_is_the_speaker() -> None:
    assert moves("The plan for the ferry was rejected by Holt.") == [("mary-holt", "rejects")]


def test_article_is_carried_until_the_talk_moves_on() -> None:
    text = (
        "Varga proposed a new wording of article 7. Holt rejected it. "
        "The conversation then turned to the loan. Holt proposed a rate of three per cent."
    )
    assert [r.get("article") for r in read(document(text))] == ["7", "7", None]


def test_article_cited_from_a_named_treaty_is_not_carried() -> None:
    doc = document("Varga said that article 2 (7) of the Charter should be read aloud. Holt rejected the ferry.")
    at = doc.text.index("Charter")
    doc.mentions.append(Mention(at, at + 7, "Charter", "treaty", "t1", None, "t", 1.0, form="named"))
    doc.mentions.sort(key=lambda m: m.start)
    assert [r.get("article") for r in read(doc)] == ["2 (7)", None]


def test_transcript_gives_the_floor_to_its_labels() -> None:
    text = "Varga: We propose a ferry.\nHolt: We cannot agree to that.\nVarga: Why not?\nHolt: We need the harbour for grain."
    assert moves(text)[:3] == [("anton-varga", "proposes"), ("mary-holt", "rejects"), ("anton-varga", "asks")]


def test_label_in_brackets_gives_the_floor() -> None:
    text = "[Varga:] We propose a ferry.\nHolt: We cannot agree to that.\nVarga: Why not?\nHolt: It is too dear."
    assert moves(text)[:2] == [("anton-varga", "proposes"), ("mary-holt", "rejects")]


def test_infinitive_that_goes_on_is_no_speech() -> None:
    text = "Varga said that Brandt could come and support the pilots."
    assert moves(text) == [("anton-varga", "proposes")]


def test_writer_and_reader_of_a_letter() -> None:
    text = (
        "I have read your letter with care. I am glad of your suggestion that the pilots meet. I propose the third of May. "
        "I know that you have your own worries and that your ships are few."
    )
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    reader = [{"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"}]
    assert moves(text, "correspondence", authors=writer, recipients=reader) == [("anton-varga", "proposes"), ("mary-holt", "proposes")]


def test_teller_of_an_unsigned_record_is_the_one_not_named() -> None:
    present = [
        {"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"},
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    text = "Varga asked whether we would lend a ship. I told him that we could not lend any ship."
    assert moves(text, participants=present) == [("anton-varga", "asks"), ("mary-holt", "rejects")]


def test_teller_may_be_a_colleague_whom_no_office_names() -> None:
    present = [
        {"name": "The President", "person_id": None, "actor_id": "freedonia"},
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    text = "The President proposed a ferry. I thought that a ferry could be built. The President asked for a map."
    rows = read(document(text, participants=present))
    assert [(r.get("person_id"), r["stance"]) for r in rows] == [(None, "proposes"), ("mary-holt", "proposes"), (None, "asks")]


def test_teller_is_not_the_one_who_is_named_by_his_office() -> None:
    present = [
        {"name": "Varga", "office": "Ambassador of Ruritania", "person_id": "anton-varga", "actor_id": "ruritania"},
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    text = "I thanked the Ambassador. The Ambassador asked for a ship. I thought that we could not lend any ship."
    assert moves(text, participants=present) == [("anton-varga", "asks"), ("mary-holt", "rejects")]


def test_report_in_which_nobody_speaks_has_no_positions() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Ruritanians hope to win the farmers. A better harvest must be sought. It can be imagined that prices matter."
    assert moves(text, "correspondence", authors=writer) == []
    assert moves(text + " Suggest that grain be sent.", "correspondence", authors=writer) != []


def test_telegram_without_its_i_and_a_mission_writes_for_its_own_state() -> None:
    text = "Embassy in Ruritania to the Minister in Freedonia.\nVarga refused to sell the ship. Suggest that the offer be repeated."
    doc = document(
        text,
        "correspondence",
        authors=[{"name": "Embassy in Ruritania", "start": 0, "end": 20}],
        recipients=[{"name": "Minister in Freedonia", "start": 28, "end": 49}],
    )
    assert [(r["actor_id"], r["stance"]) for r in read(doc)] == [("ruritania", "rejects"), ("freedonia", "proposes")]


def test_list_of_delegations_is_no_transcript() -> None:
    text = "Ruritania: Varga.\nFreedonia: Holt.\nAlbion: Cobb.\nGaul: Petit.\nVarga proposed a ferry."
    assert moves(text, "minutes") == [("anton-varga", "proposes")]


def test_abstract_of_a_message_opens_with_its_writer() -> None:
    assert moves("Varga to Holt. Asks for two ships.\nHolt to Varga. Refuses.", "correspondence") == [
        ("anton-varga", "asks"),
        ("mary-holt", "rejects"),
    ]


def test_relative_clause_lets_speak_whom_it_follows() -> None:
    assert moves("Holt then met Varga who said that a pilot should be hired.") == [("anton-varga", "proposes")]


def test_he_is_whom_the_sentence_opens_with() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga is well again, but he has told us that the ferry should wait."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "proposes")]


def test_remark_in_brackets_is_no_move() -> None:
    text = "Varga proposed a ferry. (He should wait. It could be a trick). [Holt should be told]. (1) Holt proposed a bridge."
    assert moves(text) == [("anton-varga", "proposes"), ("mary-holt", "proposes")]


def test_the_same_again_in_a_few_words_is_no_move_of_its_own() -> None:
    text = "Varga said that they rejected the plan of the pilots. They rejected it. He rejected the price that Holt had named for the ship."
    assert moves(text) == [("anton-varga", "rejects")] * 2


def test_what_you_will_agree_to_is_not_agreed() -> None:
    reader = [{"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"}]
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "I have your letter, and you will agree that we have written enough. I read your note. I propose a ferry. You know your pilots."
    assert moves(text, "correspondence", authors=writer, recipients=reader) == [("mary-holt", "proposes")]


def test_object_of_a_preposition_takes_no_position() -> None:
    text = "Varga said that the talks with Freedonia would be long. Our position on Freedonia is firm."
    assert {who for who, _ in moves(text)} == {"anton-varga"}


def test_question_of_a_possessor_is_his() -> None:
    text = "Holt said that, to Varga's question about the size of the ship, she had no answer."
    assert ("anton-varga", "asks") in moves(text)


def test_what_a_draft_says_its_state_proposes() -> None:
    rows = read(document("Holt was disappointed. The Ruritanian draft spoke of fifty ships."))
    assert (rows[-1]["actor_id"], rows[-1]["stance"]) == ("ruritania", "proposes")


def test_what_answers_a_question_is_read_beside_it() -> None:
    rows = read(document("To Varga's question about the size of the ship, Holt said that she could not answer."))
    assert [(r["person_id"], r["stance"]) for r in rows] == [("anton-varga", "asks"), ("mary-holt", "rejects")]
    assert "Holt" not in rows[0]["quote"]


def test_role_noun_is_resolved_by_the_list_of_those_present() -> None:
    present = [{"name": "The Minister", "person_id": None, "actor_id": "freedonia"}]
    rows = read(document("Varga proposed a ferry. The Minister replied that this was out of the question.", participants=present))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("ruritania", "proposes"), ("freedonia", "rejects")]


def test_promise_after_a_request_accepts_it() -> None:
    assert moves("Varga asked Holt to lend a ship. Holt said she would send one.") == [("anton-varga", "asks"), ("mary-holt", "accepts")]


def test_answer_may_come_after_a_remark() -> None:
    text = "Varga asked Holt to lend a ship. Holt said that she had not seen the ship. She would send one."
    assert moves(text)[-1] == ("mary-holt", "accepts")


def test_what_stands_before_the_main_clause_does_not_speak_for_it() -> None:
    text = "To forestall terms unacceptable to the pilots, Varga thought that the fare should be halved."
    assert moves(text) == [("anton-varga", "proposes")]


def test_a_text_passed_on_speaks_for_who_handed_it_over() -> None:
    text = "Holt to the Ministry. Following is text of note handed me by Varga.\nBegin text.\nWe propose a ferry."
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    assert moves(text, "correspondence", authors=writer)[-1] == ("anton-varga", "proposes")


def test_letter_passed_on_addresses_whom_it_greets() -> None:
    text = (
        "Following letter from Holt to Varga.\nBegin text.\nMr. Varga, I have read your letter and I am glad of it. "
        "I hope that you will lend us your ship. You know my ships, and you know that your ships are few."
    )
    reader = [{"name": "Brandt", "person_id": "otto-brandt", "actor_id": "freedonia"}]
    doc = document(text, "correspondence", recipients=reader)
    people = positions.roster(doc)
    assert (people.narrator and people.narrator.person_id, people.addressee and people.addressee.person_id) == ("mary-holt", "anton-varga")


def test_what_is_made_of_our_proposal_tells_both_moves() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga did not accept my suggestion that we meet in May."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_a_list_of_those_present_goes_side_by_side() -> None:
    present = [
        {"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"},
        {"name": "Miss Fenn", "person_id": "x-fenn"},
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    doc = document("Varga and Fenn came. Fenn proposed a ferry.", participants=present)
    fenn = [m.span() for m in re.finditer("Fenn", doc.text)]
    doc.mentions += [Mention(a, b, "Fenn", "person", "x-fenn", None, "t", 1.0, form="surname") for a, b in fenn]
    doc.mentions.sort(key=lambda m: m.start)
    assert [(r["person_id"], r["actor_id"]) for r in read(doc)] == [("x-fenn", "ruritania")]


def test_who_has_an_office_of_his_own_is_of_no_neighbours_side() -> None:
    present = [
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
        {"name": "Mr. Fenn", "person_id": "x-fenn", "office": "Editor of the Morning Star"},
    ]
    doc = document("Fenn proposed a ferry.", participants=present)
    doc.mentions.append(Mention(0, 4, "Fenn", "person", "x-fenn", None, "t", 1.0, form="surname"))
    assert [r.get("actor_id") for r in read(doc)] == [None]


def test_attache_writes_for_his_own_state() -> None:
    text = "Army Attaché in Ruritania (Cobb) to the Minister in Freedonia.\nSuggest that the offer be repeated."
    doc = document(
        text,
        "correspondence",
        authors=[{"name": "Cobb", "office": "Army Attaché in Ruritania", "start": 27, "end": 31}],
        recipients=[{"name": "Minister in Freedonia", "start": 40, "end": 61}],
    )
    assert [(r["actor_id"], r["stance"]) for r in read(doc)] == [("freedonia", "proposes")]


def test_letter_of_a_telegram_stands_for_a_name() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "I met Varga today. V refused to sell the ship."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "rejects")]


def test_own_government_speaks_for_itself_in_a_telegram() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga said that the ship was sold. Freedonia, therefore, will not send a pilot."
    assert [r["actor_id"] for r in read(document(text, "correspondence", authors=writer))] == ["freedonia"]


def test_comment_of_a_report_is_its_writers() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga refused to sell the ship. Comment: A longer lease should be sought."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_act_told_as_done_gives_nobody_the_floor() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga has rejected our terms. A longer lease should be sought."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_colleague_without_a_state_is_of_the_others() -> None:
    present = [{"name": n, "person_id": f"{n}-x", "actor_id": "ruritania"} for n in ("Varga", "Brandt", "Kiss")]
    present.append({"name": "Fenn", "person_id": "x-fenn", "office": "Editor of the Morning Star"})
    doc = document("Fenn said that the old ferry of the lighthouse should go to Freedonia.", participants=present)
    doc.mentions.insert(0, Mention(0, 4, "Fenn", "person", "x-fenn", None, "t", 1.0, form="surname"))
    assert [(r["person_id"], r["actor_id"]) for r in read(doc)] == [("x-fenn", "ruritania")]


def test_talk_among_colleagues_is_left_out() -> None:
    present = [{"name": n, "person_id": f"{n}-x", "actor_id": "ruritania"} for n in ("Varga", "Brandt", "Kiss")]
    text = "Varga said that Brandt should sit down. Brandt said that Freedonia should get the ferry."
    assert moves(text, participants=present) == [("otto-brandt", "proposes")]


def test_every_row_quotes_the_clause_and_meeting_is_linked() -> None:
    doc = document("The meeting began at noon. Holt proposed a ferry, but Varga refused to discuss it.")
    doc.statements.append(Statement("e1", "events", None, None, None, 0, 26, "event.meeting.record", 0.9))
    rows = read(doc)
    assert [r["event_id"] for r in rows] == ["e1", "e1"]
    assert [r["quote"] for r in rows] == ["Holt proposed a ferry", "Varga refused to discuss it."]
    for s in doc.statements:
        assert 0 <= s.start < s.end <= len(doc.text)
        assert s.field is None or s.value


def test_noun_that_opens_a_sentence_of_a_telegram_is_no_speaker() -> None:
    told = "Willingness made clear by the press. Quisler said that it was late. Quisler was tired."
    doc = recognised(f"Letter From Anton Berg to Mary Holt\n\nOslo, May 3, 1925.\n\n{told}", "correspondence")
    assert {"x-willingness", "x-quisler"} & {m.ref_id for m in doc.mentions} == {"x-quisler"}


def test_move_has_the_day_at_the_head_of_its_paragraph() -> None:
    doc = document("3 May 1931. Varga proposed a ferry.\nHolt rejected the ferry.")
    for sentence in doc.sentences[:2]:
        sentence.date = "1931-05-03"
    assert [r.get("date") for r in read(doc)] == ["1931-05-03", None]


def test_move_has_the_day_that_is_told_within_its_sitting() -> None:
    doc = document("4-8 May 1931. Varga proposed a ferry on 6 May.")
    doc.sentences[0].date, doc.sentences[1].date = "1931-05-04/1931-05-08", "1931-05-06"
    assert [r.get("date") for r in read(doc)] == ["1931-05-06"]
