"""Positions read from invented talks: who speaks, and for whom."""

from __future__ import annotations

import re

import pytest

from flows.stages.extract import positions
from flows.stages.model import Mention
from tests.stages.extract.positions.talking import document, moves, read
from tests.stages.extract.reading import read as recognised


def test_pronoun_and_bare_sentence_belong_to_the_last_speaker() -> None:
    text = "Holt said that she had read the draft. She could not accept the preamble. A shorter text should be written."
    assert moves(text) == [("mary-holt", "rejects"), ("mary-holt", "proposes")]


def test_two_speakers_in_one_sentence() -> None:
    text = "Varga rejected the first draft, while Holt proposed a second one."
    assert moves(text) == [("anton-varga", "rejects"), ("mary-holt", "proposes")]


def test_agent_of_a_passive_is_the_speaker() -> None:
    assert moves("The plan for the ferry was rejected by Holt.") == [("mary-holt", "rejects")]


def test_transcript_gives_the_floor_to_its_labels() -> None:
    text = "Varga: We propose a ferry.\nHolt: We cannot agree to that.\nVarga: Why not?\nHolt: We need the harbour for grain."
    assert moves(text)[:3] == [("anton-varga", "proposes"), ("mary-holt", "rejects"), ("anton-varga", "asks")]


def test_label_in_brackets_gives_the_floor() -> None:
    text = "[Varga:] We propose a ferry.\nHolt: We cannot agree to that.\nVarga: Why not?\nHolt: It is too dear."
    assert moves(text)[:2] == [("anton-varga", "proposes"), ("mary-holt", "rejects")]


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


def test_question_of_a_possessor_is_his() -> None:
    text = "Holt said that, to Varga's question about the size of the ship, she had no answer."
    assert ("anton-varga", "asks") in moves(text)


def test_role_noun_is_resolved_by_the_list_of_those_present() -> None:
    present = [{"name": "The Minister", "person_id": None, "actor_id": "freedonia"}]
    rows = read(document("Varga proposed a ferry. The Minister replied that this was out of the question.", participants=present))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("ruritania", "proposes"), ("freedonia", "rejects")]


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


def test_letter_passed_on_is_a_letter_though_it_has_no_you() -> None:
    text = (
        "Verbatim text. Following is letter from Holt to Varga handed me today. Begin text: Dear Varga, the old ferry has sunk. "
        "Permit me to express the hope that Ruritania will make its contribution to a new one."
    )
    assert moves(text, "correspondence") == [("mary-holt", "asks")]


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


def test_talk_among_colleagues_is_left_out_of_a_transcript() -> None:
    present = [{"name": n, "person_id": f"{n}-x", "actor_id": "ruritania"} for n in ("Varga", "Brandt", "Kiss")]
    text = "Varga: I propose to sit down.\nBrandt: I propose to give Freedonia the ferry.\nVarga: Hm.\nBrandt: Hm."
    assert moves(text, participants=present) == [("otto-brandt", "proposes")]
    told = "Varga proposed to sit down. Brandt agreed."
    assert moves(told, participants=present) == [("anton-varga", "proposes"), ("otto-brandt", "accepts")]


def test_he_at_the_head_of_a_sentence_is_whom_the_one_before_it_told_of() -> None:
    text = "Varga said that it was late. Holt had not seen the paper. She asked whether it was long."
    assert moves(text)[-1] == ("mary-holt", "asks")
    text = "Varga said that he was in haste. Brandt had not seen the paper. He asked whether it was long."
    assert moves(text)[-1] == ("otto-brandt", "asks")


def test_state_told_of_while_a_person_speaks_takes_no_floor() -> None:
    text = "Varga said that the port was open. Albion had refused a loan. Said inter alia that the tariff was out of the question."
    assert moves(text)[-1] == ("anton-varga", "rejects")


def test_label_in_brackets_makes_a_transcript() -> None:
    text = "[Varga:] Now, about the ferry. I propose a new one.\nHolt: We agree to it. I would welcome a pilot."
    assert moves(text) == [("anton-varga", "proposes"), ("mary-holt", "accepts"), ("mary-holt", "asks")]


def test_who_asked_and_who_was_asked_are_two() -> None:
    text = "Holt spoke. Asked about the tariff, Varga said that he could not accept it."
    assert moves(text) == [("mary-holt", "asks"), ("anton-varga", "rejects")]


def test_noun_that_opens_a_sentence_of_a_telegram_is_no_speaker() -> None:
    told = "Willingness made clear by the press. Quisler said that it was late. Quisler was tired."
    doc = recognised(f"Letter From Anton Berg to Mary Holt\n\nOslo, May 3, 1925.\n\n{told}", "correspondence")
    assert {"x-willingness", "x-quisler"} & {m.ref_id for m in doc.mentions} == {"x-quisler"}


def test_colleague_whose_office_names_no_state_is_the_keepers() -> None:
    title = "Memorandum of a Conversation, Department of State, Washington"
    people = "PARTICIPANTS\n\nThe Secretary\n\nMr. Karl Fenn, Deputy Chief of the Grain Section\n\nMr. Berg, Danish Embassy"
    told = "Mr. Fenn proposed a ferry. Mr. Berg said that he had no comment on the ferry of the lighthouse keepers."
    rows = read(recognised(f"12. {title}, May 3, 1956\n\nWashington, May 3, 1956\n\n{people}\n\n{told}", "record-of-conversation"))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("united-states", "proposes"), ("denmark", "rejects")]


def test_office_after_a_guest_is_not_the_keepers() -> None:
    title = "Memorandum of a Conversation, Department of State, Washington"
    people = "PARTICIPANTS\n\nMr. Berg, Danish Embassy\n\nMr. Karl Fenn, Editor of the Morning Star"
    told = "Mr. Fenn proposed a ferry. Mr. Berg said that he had no comment on the ferry of the lighthouse keepers."
    rows = read(recognised(f"12. {title}, May 3, 1956\n\nWashington, May 3, 1956\n\n{people}\n\n{told}", "record-of-conversation"))
    assert [(r.get("actor_id"), r["stance"]) for r in rows] == [(None, "proposes"), ("denmark", "rejects")]


def test_secretary_without_a_state_is_the_keepers_also_abroad() -> None:
    told = "Denmark was glad to talk. The Secretary said that a ferry of the United States should sail. The Secretary proposed a date."
    rows = read(recognised(f"12. Memorandum of a Conversation\n\nCopenhagen, May 3, 1956\n\n{told}", "record-of-conversation"))
    assert {r["actor_id"] for r in rows} == {"united-states"}


def test_office_without_a_state_is_the_hosts_in_a_telegram() -> None:
    title = "Telegram From the Embassy in Denmark to the Department of State"
    told = "The talk was short. The Prime Minister said that he could not lend a ship."
    rows = read(recognised(f"{title}\n\nCopenhagen, May 3, 1956.\n\n{told}", "correspondence"))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("denmark", "rejects")]


def test_council_without_a_list_is_of_its_own_state() -> None:
    title = "Memorandum of Discussion at the 12th Meeting of the National Security Council, Washington, May 3, 1956"
    told = "Mr. Quisler briefed the Council. Mr. Quisler thought that a ferry should be built in Denmark."
    rows = read(recognised(f"{title}\n\nWashington, May 3, 1956\n\n{told}", "record-of-conversation"))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("united-states", "proposes")]


def test_two_who_act_as_one_leave_the_floor_where_it_is() -> None:
    assert moves("Holt said that she and Varga had agreed to a ferry. A pilot should be hired.") == [
        ("mary-holt", "accepts"),
        ("mary-holt", "proposes"),
    ]


def test_whom_a_sentence_names_after_a_side_clause_has_the_floor() -> None:
    text = (
        "After Varga had read the note, Holt commented that a ferry should be built. "
        "Referring to the reef, Varga said that it was too late to sail."
    )
    assert moves(text) == [("mary-holt", "proposes"), ("anton-varga", "rejects")]


def test_speaker_may_be_put_into_the_words_of_his_sentence() -> None:
    assert moves("Holt knew, Varga said, that a ferry should be built.") == [("anton-varga", "proposes")]


def test_points_of_a_list_are_the_words_of_the_one_who_opens_it() -> None:
    present = [
        {"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"},
        {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    text = "I asked for a ship. Varga made these points:\n—We cannot lend a ship.\n—Why do you ask?\nWe agreed to wait."
    assert moves(text, participants=present) == [
        ("mary-holt", "asks"),
        ("anton-varga", "rejects"),
        ("anton-varga", "asks"),
        ("mary-holt", "accepts"),
    ]


def test_act_of_a_state_told_as_done_leaves_the_floor_where_it_is() -> None:
    text = "Holt said that it was late. Ruritania has offered a ship. A pilot should be hired."
    assert moves(text) == [("ruritania", "proposes"), ("mary-holt", "proposes")]


def test_he_of_whom_a_post_abroad_does_not_name_is_of_its_host() -> None:
    title = "Telegram From the Embassy in Denmark to the Department of State"
    told = "I was at the harbour today. He said that he could not lend a ship."
    rows = read(recognised(f"{title}\n\nCopenhagen, May 3, 1956.\n\n{told}", "correspondence"))
    assert [(r["actor_id"], r["stance"]) for r in rows] == [("denmark", "rejects")]


def test_what_somebody_had_said_before_gives_no_floor() -> None:
    text = "Varga said that he had a request. Holt had said that trade meant peace. He believed that they must lend him a ship."
    assert moves(text)[-1] == ("anton-varga", "proposes")


def test_a_title_alone_means_the_keepers_own_who_bears_it() -> None:
    present = [
        {"name": "Mr. Varga", "office": "Foreign Secretary", "person_id": "anton-varga", "actor_id": "ruritania"},
        {"name": "Mrs. Holt", "office": "Secretary of State", "person_id": "mary-holt", "actor_id": "freedonia"},
    ]
    doc = document("The Secretary replied that this was out of the question.", participants=present)
    people = positions.roster(doc)
    people.home = "freedonia"
    found = people.of_role("The Secretary")
    assert found is not None and found.person_id == "mary-holt"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Holt had a request. Varga took this very calmly and said that he would send a ship.", ("anton-varga", "proposes")),
        ("Holt asked for help. Varga on this point adhered to the view that there could be no ferry.", ("anton-varga", "rejects")),
        ("3. Referring to the wish of Holt that he leave, Varga said that this was out of the question.", ("anton-varga", "rejects")),
    ],
)
def test_who_opens_the_sentence_speaks_in_it(text: str, found: tuple[str, str]) -> None:
    assert moves(text)[-1] == found


def test_a_paper_that_a_stranger_hands_over_is_his_word() -> None:
    text = "Varga handed me a paper. The paper stated that it was all in vain. There could be no ferry. What did we want him to do?"
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    found = moves(text, "correspondence", authors=writer)
    assert ("anton-varga", "rejects") in found and found[-1] == ("anton-varga", "asks")


def test_what_stands_around_a_letter_passed_on_is_its_bearers() -> None:
    text = (
        "Holt to the Legation. Following is letter from Varga to Holt.\nYou should lend him the pilot of the port.\n"
        "Dear Mr. Holt, we propose a ferry. We understand the winter. You understand that no ship can sail.\nEnd text.\nWe propose a reply."
    )
    writer = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    found = moves(text, "correspondence", authors=writer)
    assert found[0][0] == found[-1][0] == "mary-holt" and {who for who, _ in found[1:-1]} == {"anton-varga"}


def test_plain_form_after_several_officials_is_a_verb() -> None:
    assert moves("Varga spoke. Ruritanian officials suggest a ferry.") == [("ruritania", "proposes")]
