"""Who has the floor in minutes, notes of a talk, despatches and telegrams, where the words that give it are few."""

from __future__ import annotations

from flows.stages.model import Document
from tests.stages.extract.papers import despatch, moves, read, telegram
from tests.stages.extract.positions.talking import moves as talked
from tests.stages.extract.reading import records

PRESENT = [
    {"name": "Varga", "person_id": "anton-varga", "actor_id": "ruritania"},
    {"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"},
]


def minutes(*body: str) -> Document:
    present = "PRESENT: British Empire: Admiral Sir E. Holt, Mr. Dale. France: M. Berg (Chairman). Italy: Signor Lund."
    title = "British Secretary's Notes of a Meeting of the Port Commission held at the Quai d'Orsay, Paris, on 5th April, 1921"
    return read(title, present, *body)


def test_one_line_seats_the_delegates_of_several_states() -> None:
    doc = minutes("M. BERG proposed that the port should be closed.", "SIGNOR LUND could not agree to this.")
    assert [(p["actor_id"], p["stance"]) for p in records(doc, "positions")] == [("france", "proposes"), ("italy", "rejects")]


def test_sentence_seats_the_plenipotentiaries_and_an_article_is_no_teller() -> None:
    present = "There were present: for Germany, Count Berg; for Italy, Signor Lund; for Turkey, Holm Pasha."
    doc = read("Protocol of the Third Session of the Conference on the Port", "Riga, 28 March 1881.", present, "Article IV was read.",
               "Count Berg accepted it. Holm Pasha asked for a delay of six months.")
    assert doc.genre == "record-of-conversation"
    assert [(p["actor_id"], p["stance"], p["article"]) for p in records(doc, "positions")] == [
        ("germany", "accepts", "IV"), ("ottoman-empire", "asks", "IV")]


def test_minister_who_does_what_no_table_knows_has_the_floor() -> None:
    doc = despatch("The Norwegian Minister called on me this morning. I proposed that the text be initialed. "
                   "The Minister took the paper away and promised an answer by Saturday.")
    assert moves(doc)[-1] == ("norway", "accepts")


def test_writer_who_does_what_no_table_knows_has_the_floor() -> None:
    doc = despatch("The Norwegian Minister called on me this morning and asked for a loan. I put the paper aside. It could not be granted.")
    assert moves(doc)[-1] == ("x-strand", "rejects")


def test_name_behind_an_office_does_not_part_it_from_its_verb() -> None:
    doc = despatch("The Lithuanian Minister, M. Berg, called on me today and proposed a treaty of trade.")
    assert [p["actor_id"] for p in records(doc, "positions")] == ["lithuania"]


def test_who_follows_an_envoy_without_a_name_is_that_envoy() -> None:
    doc = despatch("The Norwegian Minister came in this morning by instruction. Mr. Berg proposed that the port be closed.")
    assert [p["actor_id"] for p in records(doc, "positions")] == ["norway"]


def test_telegram_tells_what_was_said_to_him_without_a_subject() -> None:
    doc = telegram("1. Prime Minister Berg proposed that talks be held in Riga. Urged him to wait for the loan.")
    assert [p["stance"] for p in records(doc, "positions")] == ["proposes", "asks"]
    assert len({p["actor_id"] for p in records(doc, "positions")}) == 2


def test_ambassador_of_a_despatch_to_an_ambassador_is_another() -> None:
    doc = read("M. Poincaré, Minister of Foreign Affairs, to Count de Saint-Aulaire, French Ambassador at London", "Paris, 9 June 1922.",
               "Lord Hardinge came to see me yesterday. I offered him a share of the port. The Ambassador accepted this offer.")
    assert moves(doc)[-1] == ("charles-hardinge", "accepts")


def test_report_within_a_report_is_of_the_one_who_made_it() -> None:
    text = "I remarked that Varga had told me on Saturday that he would insist on a ferry."
    author = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]
    assert talked(text, "correspondence", authors=author) == [("anton-varga", "proposes")]


def test_participle_goes_on_with_whom_the_sentence_tells_of() -> None:
    text = "Holt: Varga sent me a note, demanding the return of the ship.\nVarga: We want the ship.\nHolt: No.\nVarga: Why not?"
    assert talked(text)[0] == ("anton-varga", "asks")


def test_it_goes_on_with_the_state_before() -> None:
    assert talked("Varga read a paper. Freedonia was ready to wait, but it asked for a loan.")[-1] == ("freedonia", "asks")


def test_who_brings_a_thing_about_moves_it_and_so_does_who_supports_him() -> None:
    assert talked("Varga, supported by Holt, demanded that the fort be razed.") == [("anton-varga", "asks"), ("mary-holt", "asks")]
    assert talked("The third clause was left out at the request of Holt.") == [("mary-holt", "asks")]


def test_letter_of_a_label_stands_for_a_surname() -> None:
    doc = read("Memorandum of Telephone Conversation Between Secretary of State Kissinger and Foreign Secretary Callaghan",
               "Washington, July 22, 1974.", "K: I propose that we meet in Geneva.", "C: I accept.", "K: Can you go?", "C: I can.")
    assert moves(doc)[:2] == [("henry-kissinger", "proposes"), ("james-callaghan", "accepts")]


def test_article_cited_from_a_treaty_is_not_the_one_under_discussion() -> None:
    doc = minutes("Article 2. M. BERG proposed to insert the words of Article 39 of the Treaty of Berlin.")
    assert [p["article"] for p in records(doc, "positions")] == ["2"]


def test_title_listed_alone_is_the_president_of_its_side() -> None:
    people = ("PARTICIPANTS:", "CHILE", "President Frei", "UNITED STATES", "The President", "Mr. Rostow")
    text = "President Frei asked for a loan. The President agreed to do this."
    doc = read("MEMORANDUM OF CONVERSATION", "DATE: April 12, 1967", *people, text)
    assert moves(doc) == [("eduardo-frei", "asks"), ("lyndon-b-johnson", "accepts")]


def test_envoy_keeps_a_diary_of_a_talk_for_the_state_whose_archive_has_it() -> None:
    title = "From the Diary of S. A. Lund: Reception of the Minister of Foreign Affairs of Turkey, Saracoglu"
    doc = read(title, "25 November 1940", "Today I visited Saracoglu. He asked for a loan. I said that I could not agree to this.",
               tail="AVP RF, f. 059, op. 1, p. 331, d. 2272, ll. 91-93.")
    assert doc.genre == "record-of-conversation"
    assert [(p["actor_id"], p["stance"]) for p in records(doc, "positions")] == [("turkey", "asks"), ("soviet-union", "rejects")]


def test_post_abroad_meets_the_ministers_of_its_host() -> None:
    doc = telegram("Called on Foreign Minister Berg yesterday. Berg said he could not accept the clause. Told him it was fair.")
    assert [p["actor_id"] for p in records(doc, "positions")][:1] == ["greece"]


def test_one_who_sits_there_and_opens_a_sentence_speaks_of_himself() -> None:
    text = "Varga proposed a ferry. Holt could not commit herself on this point."
    assert talked(text, participants=PRESENT)[-1] == ("mary-holt", "rejects")


def test_he_behind_a_semicolon_goes_on_with_whom_the_sentence_tells_of() -> None:
    text = "Varga offered a loan. Holt was grateful for the offer; she had already accepted a ship."
    assert ("anton-varga", "accepts") not in talked(text, participants=PRESENT)
