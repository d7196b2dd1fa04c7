"""Positions read from invented talks: who moves, how, on which article."""

from __future__ import annotations

import pytest

from flows.stages.extract import positions
from flows.stages.extract.events.whole import moves as acts
from flows.stages.model import Mention, Statement
from tests.stages.extract.positions.talking import document, moves, read


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
        ("Varga might agree not to build a lighthouse.", "proposes"),
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
        ("Varga said that he would pass this on to the pilots.", "accepts"),
        ("Varga said that he was in full accord with the pilots.", "accepts"),
        ("Varga confirmed the date of the sailing.", "accepts"),
        ("Varga was grateful for the loan of the ship.", "accepts"),
        ("Varga had no comment on the ferry.", "rejects"),
        ("Varga said that no ferry could cross there.", "rejects"),
        ("Varga thought that the pilots were unnecessary.", "rejects"),
        ("Varga said that he looked forward to a new round.", "proposes"),
        ("Varga sought to calm the towns.", "proposes"),
        ("Varga believed that the port which had been lost could be regained.", "proposes"),
        ("Varga said that it would perhaps be best to wait.", "proposes"),
        ("Varga said that there was great need to find a pilot.", "proposes"),
        ("Varga would have liked help with the ferry.", "proposes"),
        ("Varga would welcome their early comments.", "asks"),
        ("Varga said that he believed that Freedonia should undertake to lend a ship.", "proposes"),
        ("Varga saw no reason why they could not sail.", "accepts"),
        ("Varga said that he had abandoned the plan for a ferry.", "concedes"),
        ("Varga told of his reservations about the ferry.", "rejects"),
        ("Varga … refused to give up the lighthouse.", "rejects"),
        # What harms nobody, what one does not intend and what one has given up goes towards the other side.
        ("Varga did not disagree.", "concedes"),
        ("Varga said that the toll would not affect the pilots.", "concedes"),
        ("Varga said that he had not accused the pilots.", "concedes"),
        ("Varga said that he did not intend to close the port.", "concedes"),
        ("Varga reluctantly agreed to the date.", "concedes"),
        ("Varga said that they had dismantled the lighthouse.", "concedes"),
        ("Varga said that they had made some concessions to the pilots.", "concedes"),
        ("Varga said that he would look into the matter.", "concedes"),
        ("Varga indicated that he would make every effort to sail.", "concedes"),
        ("Varga was willing to show them the charts.", "concedes"),
        ("Varga said that they were prepared to discuss the charts.", "proposes"),
        # A hope of what may come of it is a plan, a hope for what others do a request.
        ("Varga hoped that the pilots might meet.", "proposes"),
        ("Varga would hope that an answer would come in May.", "proposes"),
        ("Varga hoped that the pilots would stay.", "asks"),
        ("Varga would like to see the port opened.", "proposes"),
        ("Varga said that we could agree on a later date.", "proposes"),
        ("Varga said that they could sail only if the toll were cut.", "proposes"),
        ("Varga had serious misgivings as to the ferry.", "rejects"),
        ("Varga said that he had not gone there for that.", "rejects"),
        # What is said to be bad, and what one points out, speaks against the other side.
        ("Varga said that the new treaty was a danger to the pilots.", "rejects"),
        ("Varga pointed out that the treaty was only a year old.", "rejects"),
        ("Varga said that the treaty was only a year old.", "proposes"),
    ],
)
def test_verb_or_cue_gives_the_stance(clause: str, stance: str) -> None:
    assert moves(clause) == [("anton-varga", stance)]


@pytest.mark.parametrize(
    "clause",
    [
        "Varga called on the mayor in the town hall.",
        "Varga said that it was so late.",
        "Varga would like first to bring them up to date.",
        "Varga knew how the ferry should be paid for.",
        "Varga said that he could be sure of the harbour.",
        "Varga said that he hoped so.",
    ],
)
def test_words_that_only_look_like_a_move_make_none(clause: str) -> None:
    assert moves(clause) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # What one's own side should do is proposed, even to support or to seek; what the other should do is asked.
        ("Ruritania should support a ferry.", [("ruritania", "proposes")]),
        ("Ruritania should seek to calm the towns.", [("ruritania", "proposes")]),
        ("Varga spoke. Freedonia should open the port.", [("anton-varga", "asks")]),
        ("Varga spoke. Ruritania and Freedonia should open the port.", [("anton-varga", "proposes")]),
        # Two states in one sentence make a move each.
        ("Ruritania agreed to a ferry, and later Freedonia rejected it.", [("ruritania", "accepts"), ("freedonia", "rejects")]),
        ("Ruritania refused to hear it, Freedonia opposing a vote.", [("ruritania", "rejects"), ("freedonia", "rejects")]),
        ("A message came from Holt, who suggested a ferry.", [("mary-holt", "proposes")]),
        ("Varga told of Holt, who did not accept the clause.", [("mary-holt", "rejects")]),
        ("Varga said that he thought Freedonia would never agree to it.", [("freedonia", "rejects")]),
        ("Varga said that he did not think Freedonia would agree to it.", [("anton-varga", "rejects"), ("freedonia", "rejects")]),
        ("Ruritania through its envoy proposed a ferry.", [("ruritania", "proposes")]),
        ("Ruritania reacted favorably.", [("ruritania", "accepts")]),
        ("Ruritania reacted coldly.", [("ruritania", "rejects")]),
        ("Ruritania could eventually accept a ferry.", [("ruritania", "concedes")]),
    ],
)
def test_who_moves_and_how(text: str, found: list[tuple[str, str]]) -> None:
    assert moves(text) == found


def test_points_of_a_list_are_moves_each() -> None:
    text = "Varga proposed three things: (1) a ferry in May; (2) a new lighthouse on the western island; (3) a pilot for each of the ships."
    assert [(r["stance"], r["quote"][:3]) for r in read(document(text))][1:] == [("proposes", "(2)"), ("proposes", "(3)")]
    text = "Varga offered a loan on these conditions: (1) the pilots are paid; (2) Freedonia accepts the ferry."
    assert [r["stance"] for r in read(document(text))] == ["proposes", "asks", "asks"]


def test_paper_of_a_government_speaks_for_it() -> None:
    paper = {"genre": "correspondence", "authors": [{"name": "Ruritania", "actor_id": "ruritania"}]}
    text = "Ruritania should open the port. Support any plan for a ferry. Freedonia now seems willing to consider a ferry."
    assert moves(text, **paper) == [("ruritania", "proposes"), ("ruritania", "accepts"), ("freedonia", "concedes")]
    assert moves("Ruritania also prepared build a ferry.", **paper) == [("ruritania", "proposes")]
    assert moves("The winter could be long. The towns could need coal.", **paper) == []


def test_letter_told_of_speaks_for_its_writer() -> None:
    text = "Varga gave me a paper. The paper made four points. There was no need to build a ferry."
    assert moves(text, "correspondence", authors=[{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]) == [
        ("anton-varga", "rejects")]


def test_label_names_who_writes_to_whom() -> None:
    assert moves("Varga to Holt: the pilots should be paid. Holt to Varga: they should wait.") == [
        ("anton-varga", "proposes"), ("mary-holt", "proposes")]


def test_plain_telling_is_no_position() -> None:
    assert moves("Varga said that the winter had been long. The ships were at anchor.") == []


def test_other_genres_have_none() -> None:
    assert moves("Varga proposed a ferry across the strait.", "essay") == []


def test_acceptance_with_a_condition_is_two_moves() -> None:
    rows = read(document("Holt agreed to the ferry, provided that the fare was lowered."))
    assert [r["stance"] for r in rows] == ["accepts", "asks"]
    rows = read(document("Holt agreed to the ferry, provided that the second clause was deleted."))
    assert [r["stance"] for r in rows] == ["accepts", "amends"]
    assert rows[0]["quote"] == "Holt agreed to the ferry"


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


def test_infinitive_that_goes_on_is_no_speech() -> None:
    text = "Varga said that Brandt could come and support the pilots."
    assert moves(text) == [("anton-varga", "proposes")]


def test_report_in_which_nobody_speaks_has_no_positions() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Ruritanians hope to win the farmers. A better harvest must be sought. It can be imagined that prices matter."
    assert moves(text, "correspondence", authors=writer) == []
    assert moves(text + " Suggest that grain be sent.", "correspondence", authors=writer) != []


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
    text = "Varga said that the talks with Freedonia would be long. Our position on Freedonia is that a ferry should sail."
    assert {who for who, _ in moves(text)} == {"anton-varga"}


def test_what_a_draft_says_its_state_proposes() -> None:
    rows = read(document("Holt was disappointed. The Ruritanian draft spoke of fifty ships."))
    assert (rows[-1]["actor_id"], rows[-1]["stance"]) == ("ruritania", "proposes")


def test_what_answers_a_question_is_read_beside_it() -> None:
    rows = read(document("To Varga's question about the size of the ship, Holt said that she could not answer."))
    assert [(r["person_id"], r["stance"]) for r in rows] == [("anton-varga", "asks"), ("mary-holt", "rejects")]
    assert "Holt" not in rows[0]["quote"]


def test_promise_after_a_request_accepts_it() -> None:
    assert moves("Varga asked Holt to lend a ship. Holt said she would send one.") == [("anton-varga", "asks"), ("mary-holt", "accepts")]


def test_answer_may_come_after_a_remark() -> None:
    text = "Varga asked Holt to lend a ship. Holt said that she had not seen the ship. She would send one."
    assert moves(text)[-1] == ("mary-holt", "accepts")


def test_what_stands_before_the_main_clause_does_not_speak_for_it() -> None:
    text = "To forestall terms unacceptable to the pilots, Varga thought that the fare should be halved."
    assert moves(text) == [("anton-varga", "proposes")]


def test_what_is_made_of_our_proposal_tells_both_moves() -> None:
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    text = "Varga did not accept my suggestion that we meet in May."
    assert moves(text, "correspondence", authors=writer) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_every_row_quotes_the_clause_and_meeting_is_linked() -> None:
    doc = document("The meeting began at noon. Holt proposed a ferry, but Varga refused to discuss it.")
    doc.statements.append(Statement("e1", "events", None, None, None, 0, 26, "event.meeting.record", 0.9))
    rows = read(doc)
    assert [r["event_id"] for r in rows] == ["e1", "e1"]
    assert [r["quote"] for r in rows] == ["Holt proposed a ferry", "Varga refused to discuss it."]
    for s in doc.statements:
        assert 0 <= s.start < s.end <= len(doc.text)
        assert s.field is None or s.value


def test_move_has_the_day_at_the_head_of_its_paragraph() -> None:
    doc = document("3 May 1931. Varga proposed a ferry.\nHolt rejected the ferry.")
    for sentence in doc.sentences[:2]:
        sentence.date = "1931-05-03"
    assert [r.get("date") for r in read(doc)] == ["1931-05-03", None]


def test_move_has_the_day_that_is_told_within_its_sitting() -> None:
    doc = document("4-8 May 1931. Varga proposed a ferry on 6 May.")
    doc.sentences[0].date, doc.sentences[1].date = "1931-05-04/1931-05-08", "1931-05-06"
    assert [r.get("date") for r in read(doc)] == ["1931-05-06"]


@pytest.mark.parametrize(
    ("text", "genre", "found"),
    [
        ("Varga replied that the Freedonian draft was the work of idle clerks.", "record-of-conversation", [("anton-varga", "proposes")]),
        ("The draft was the work of clerks and cousins, Varga replied.", "record-of-conversation", [("anton-varga", "proposes")]),
        ("Varga replied that no pilot had ever come from the islands there.", "record-of-conversation", [("anton-varga", "rejects")]),
        ("Varga said that the winter was long and the harbour full of ice.", "correspondence", [("anton-varga", "proposes")]),
        ("Varga said that the winter was long and the harbour full of ice.", "record-of-conversation", []),
        ("Varga mentioned the draft of the envoy and the ships of the mayor.", "record-of-conversation", []),
        ("Varga said that he had seen the draft in the hands of the mayor.", "record-of-conversation", []),
        ("Varga said it three times.", "correspondence", []),
    ],
)
def test_what_is_said_of_the_matter_is_a_move(text: str, genre: str, found: list[tuple[str, str]]) -> None:
    assert moves(text, genre) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Varga spoke. A joint board would be of use to both towns.", [("anton-varga", "proposes")]),
        ("Varga spoke. A joint board would be of no use to either town.", [("anton-varga", "rejects")]),
        ("Varga spoke. It was clear that a joint board would be of use.", []),
        ("Varga spoke. A joint board would have been of use.", []),
        ("Varga: Hm.\nHolt: Hm.\nVarga: I think next week.\nHolt: We saw the mayor.", [("anton-varga", "proposes")]),
        ("Varga presented Holt with a statement on the ferry.", [("anton-varga", "proposes")]),
        ("Varga’s theme was that the harbour and its security were held of no account.", [("anton-varga", "rejects")]),
        ("Varga went on that the pilots should be paid.", [("anton-varga", "proposes")]),
        ("Varga sent for the mayor. Holt read the note with care. She asked why it was so short.", [("mary-holt", "asks")]),
    ],
)
def test_what_a_thing_would_do_what_one_thinks_and_hands_over_are_moves(text: str, found: list[tuple[str, str]]) -> None:
    assert moves(text) == found


def test_what_is_only_said_of_an_article_is_no_act() -> None:
    doc = document("Varga replied that article 4 of the draft was the work of idle clerks. Holt could not accept article 5.")
    positions.extract(doc)
    acts.extract(doc)
    told = [s.value for s in doc.statements if s.record_type == "events" and s.field == "action"]
    assert [s.value for s in doc.statements if s.field == "stance"] == ["proposes", "rejects"] and told == ["reject"]


@pytest.mark.parametrize("clause", [
    "Accept, Madame, the assurances of my high consideration.", "Varga accepted the thanks.", "Varga said that he must be frank.",
    "Varga acknowledged the receipt of the note.", "Varga said he hoped to visit the port.", "Freedonia attacked Ruritania.",
    "The agreement was denounced by Ruritania.",
])
def test_a_courtesy_is_no_move(clause: str) -> None:
    assert moves(f"Holt proposed a ferry. {clause}") == [("mary-holt", "proposes")]


def test_no_commitment_is_a_refusal_and_readiness_to_do_so_consent() -> None:
    refused = moves("Varga asked for a loan. Holt said that she could make no commitment.")
    assert refused == [("anton-varga", "asks"), ("mary-holt", "rejects")]
    agreed = moves("Varga proposed a ferry. Holt said that she was prepared to do so.")
    assert agreed == [("anton-varga", "proposes"), ("mary-holt", "accepts")]


def test_the_day_before_what_is_asked_is_no_part_of_it() -> None:
    (asked,) = read(document("Varga demanded on the 8th of May the release of the vessel."))
    assert asked["subject"] == "release of the vessel"
