"""The tables that the reading of treaties rests on: every rule reads its own example, and parties, terms and status by them."""

from __future__ import annotations

import re

import pytest

from flows.stages.extract.treaties.phrases import being_made
from flows.stages.extract.treaties.terms import obligations
from flows.stages.model import Document, Sentence
from flows.stages.recognise import treaties as recognise
from flows.stages.recognise.wording import patterns, phrase
from schemas import data
from schemas.tables.vocabulary import codes
from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import sides, treaty

PHRASES = data.rows("rules/treaty_phrases", "rule_id", "use", "pattern", "example")
OBLIGATIONS = data.rows("rules/obligations", "rule_id", "obligation", "where", "pattern", "example")


def parties(text: str, name: str) -> set[str]:
    return sides(treaty(text, name))


@pytest.mark.parametrize("row", PHRASES, ids=lambda r: r["rule_id"])
def test_every_phrase_reads_its_example(row: dict[str, str]) -> None:
    alike = [r["rule_id"] for r in PHRASES if r["use"] == row["use"]]
    assert patterns(row["use"])[alike.index(row["rule_id"])].search(row["example"])
    assert phrase(row["use"]).search(row["example"])


def test_a_phrase_is_that_of_its_row_with_its_parts_written_out() -> None:
    assert "{{" not in phrase("right-named").pattern
    assert phrase("right-named").fullmatch(" of Peace and Friendship")


def test_every_kind_of_treaty_is_described_and_words_have_one_class_each() -> None:
    assert sorted(r["kind"] for r in data.rows("rules/treaty_kinds", "kind")) == sorted(codes("treaty_kinds"))
    words = [(r["word"], r["class"]) for r in data.rows("rules/treaty_name_words", "word", "class")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "row", data.rows("rules/treaty_making", "rule_id", "verb", "particle", "forms", "status", "example"), ids=lambda r: r["rule_id"]
)
def test_every_verb_of_making_reads_its_example(row: dict[str, str]) -> None:
    doc = Document("d", "s", "d.txt", row["example"])
    (m,) = recognise.find(Document("d", "s", "d.txt", row["example"], sentences=[Sentence(0, 0, 0, len(row["example"]), None)]))
    assert being_made(doc, m)


@pytest.mark.parametrize("row", OBLIGATIONS, ids=lambda r: r["rule_id"])
def test_every_obligation_reads_its_example(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"], re.IGNORECASE)


def test_obligations_and_statuses_are_those_of_the_vocabulary() -> None:
    assert {o.column for o in obligations()} <= set(codes("obligations"))
    assert {r["status"] for r in data.rows("rules/treaty_status", "rule_id", "use", "word", "status")} <= set(codes("treaty_statuses"))


def test_rule_ids_are_used_once() -> None:
    ids = [r["rule_id"] for r in (*PHRASES, *OBLIGATIONS)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Malmö Pact was long awaited. Its signatories were Norway, Sweden, Denmark and Finland.",
            {"norway", "sweden", "denmark", "finland"},
        ),
        (
            "The Malmö Pact was signed in 1931. In this pact, Norway, Sweden, Denmark, and Finland agreed to consult each other.",
            {"norway", "sweden", "denmark", "finland"},
        ),
        ("The Malmö Pact, concluded between Norway and Sweden, was popular. Denmark and Finland stayed away.", {"norway", "sweden"}),
        (
            "At Geneva, Norway, Sweden and Denmark met again in 1931. The Geneva agreements were celebrated.",
            {"norway", "sweden", "denmark"},
        ),
        ("The Malmö Pact of 1931 ended the war between Norway and Persia. The Sultan was satisfied.", {"norway", "iran"}),
    ],
)
def test_parties_by_lists_phrases_meetings_and_wars(text: str, expected: set[str]) -> None:
    assert parties(text, "Geneva" if "Geneva" in text else "Malmö") == expected


def test_who_only_receives_a_declaration_is_no_party() -> None:
    text = "Norway and Sweden met at Malmö. They sent the Malmö Declaration to Denmark. The envoys of Norway and Sweden left."
    assert "denmark" not in parties(text, "Malmö")


def test_content_goes_on_in_the_next_sentences_and_denials_are_none() -> None:
    t = treaty("Norway and Sweden signed the Malmö Treaty in 1931. They agreed to reduce tariffs. It also fixed the border.", "Malmö")
    assert (t["trade"], t["territorial"]) == ("true", "true")
    empty = treaty("Norway and Sweden signed the Malmö Treaty in 1931, which contained no disarmament clause.", "Malmö")
    assert "arms_limitation" not in empty


def test_a_term_in_words() -> None:
    assert treaty("Norway and Sweden signed the Malmö Treaty for twenty-five years.", "Malmö")["term_years"] == "25"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Malmö Treaty, negotiated with Sweden in 1931, gave Norway fishing rights.", "negotiated"),
        ("Norway proposed the Malmö Plan in 1931.", "proposed"),
        ("The Malmö Agreement, which both states signed, was short.", "signed"),
    ],
)
def test_how_far_a_treaty_came(text: str, status: str) -> None:
    assert treaty(text, "Malmö")["status"] == status


def test_the_place_that_a_treaty_has_its_name_from() -> None:
    text = "In 1931 Norway and Sweden met at Stockholm for talks. The Stockholm Treaty was signed in May."
    assert treaty(text, "Stockholm")["place_id"] == "stockholm"
    assert "place_id" not in treaty("Norway and Sweden signed the Stockholm Treaty.", "Stockholm")


OLD_TREATY = """Articles of a treaty made and concluded at Fort Brown, in the Territory of Oregon, on the fourth day of May, one thousand
eight hundred and thirty-one, between John Smith, commissioner of the United States, of the one part, and the chiefs and warriors of the
{nation} tribe of Indians, of the other part.

ARTICLE 1.

The said tribe do hereby cede to the United States all their land north of the said river, by the treaty of the sixth of June, 1820.

ARTICLE 2.

The United States engage to pay the said tribe an annuity of two hundred dollars.

In testimony whereof, the parties have hereunto set their hands, the day and year above written.
"""


@pytest.mark.parametrize("nation", ["Cherokee", "Pottowattomie"])
def test_the_treaty_that_a_text_is(nation: str) -> None:
    found = list(records(read(OLD_TREATY.format(nation=nation), "treaty-text"), "treaties"))
    own = next(t for t in found if t["signed"] == "1831-05-04")
    assert {p["actor_id"] for p in own["party"]} == {"united-states", "cherokee-nation" if nation == "Cherokee" else "potawatomi-nation"}
    assert (own["place_id"], own["status"], own["territorial"], own["financial"]) == ("x-fort-brown", "signed", "true", "true")
    assert own["name"] == "Treaty of Fort Brown"


def test_a_recital_of_an_earlier_treaty_is_not_this_one() -> None:
    text = "Whereas a treaty made and concluded at Fort Green on the second day of March, 1820, has not been carried out:\n\n"
    found = list(records(read(text + OLD_TREATY.format(nation="Cherokee"), "treaty-text"), "treaties"))
    assert [t["place_id"] for t in found if t.get("signed") == "1831-05-04"] == ["x-fort-brown"]


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("It set a precedent for later pacts.", "territorial"),
        ("It was signed after long preparations.", "financial"),
        ("It recognised the need of a general organisation of states.", "recognition"),
        ("It says nothing of the frontier.", "territorial"),
        ("It marked the beginning of an era of northern cooperation.", "cooperation"),
        ("It followed a quarrel about an island.", "territorial"),
        ("In 1936 the minister announced that Denmark would be neutral.", "neutrality"),
    ],
)
def test_what_is_told_beside_a_treaty_binds_nobody(said: str, column: str) -> None:
    found = treaty(f"The Whaling Convention between Norway and Denmark was signed in Oslo on 3 May 1931. {said}", "Whaling")
    assert column not in found


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Norway said so in May 1931. The Northern Charter of 1930 called for peace.", "Charter", "unknown"),
        ("Hansen and Lindgren met and devised a statement known as the Northern Charter.", "Charter", "negotiated"),
        ("Norway and Sweden entered into negotiations for a whaling treaty in 1931.", "whaling treaty", "negotiated"),
        ("Norway and Sweden discussed a treaty banning whaling. Norway has prepared such a treaty.", "treaty", "draft"),
        ("Norway did less than it had to under its duties, as in the Interim Agreement.", "Interim", "signed"),
        ("Norway wanted its ships to be subject to an Oslo Fisheries treaty.", "Fisheries", "proposed"),
        ("Norway decided to break its neutrality pact with Sweden.", "neutrality pact", "signed"),
        ("His intention was to develop and publish the Oslo Charter.", "Charter", "proposed"),
        ("Norway had exchanged letters in 1930. The exchange of notes of 5 November 1932 was short.", "exchange of notes", "signed"),
        ("The minister said that Norway would be ready to conclude a trade agreement.", "trade agreement", "proposed"),
        ("The President withdrew the Oslo arms limitation agreement (OAL) from Senate ratification.", "Oslo", "signed"),
    ],
)
def test_how_far_a_treaty_came_by_the_words_around_it(text: str, name: str, status: str) -> None:
    assert treaty(text, name)["status"] == status


@pytest.mark.parametrize(
    ("text", "name", "signed"),
    [
        ("Norway ended the Trade Treaty with Sweden, originally signed in December 1931.", "Trade Treaty", "1931-12"),
        ("The Oslo Pact (also known as the Northern Pact) was a military alliance established on May 14, 1931.", "Pact", "1931-05-14"),
        ("By September 1931 there was the Bergen Agreement, which Norway and Sweden signed on September 4, 1931.", "Bergen", "1931-09-04"),
        ("In 1814, Norway had acquired the islands (now Northland) by treaty with Sweden.", "treaty", "1814"),
    ],
)
def test_the_date_that_the_words_behind_a_treaty_give(text: str, name: str, signed: str) -> None:
    assert treaty(text, name)["signed"] == signed


def test_what_a_body_is_there_for_is_no_treaty() -> None:
    assert not list(records(read("The subcommittee on a nuclear test ban met in Oslo in May 1962."), "treaties"))


def test_a_plan_with_a_quoted_name_is_one() -> None:
    assert treaty("In 1955 Norway proposed an “open seas” plan.", "open seas")["status"] == "proposed"


def test_a_treaty_signed_within_months_has_the_time_that_these_give() -> None:
    text = "On June 19, 1902, the Norwegian parliament voted for a canal. Within six months, Karl Berg signed the Canal Treaty with Sweden."
    assert treaty(text, "Canal")["signed"] == "1902-06-19/1902-12-19"


def test_treaties_that_are_named_as_one_are_signed_when_each_is() -> None:
    text = (
        "Norway negotiated the Berg-Lund Treaties with Sweden. The first treaty, called the Harbour Treaty, gave Sweden a port. "
        "The second treaty, called the River Treaty, opened the river. These two treaties were signed on 7 September 1931."
    )
    assert {treaty(text, name)["signed"] for name in ("Berg-Lund", "Harbour", "River")} == {"1931-09-07"}


def test_the_year_of_a_plan_that_is_only_proposed_is_no_date_of_signature() -> None:
    assert "signed" not in treaty("In May 1931 Norway announced the Fisheries Plan of 1931.", "Fisheries")


def test_what_an_article_of_a_treaty_calls_for_may_stand_before_it() -> None:
    text = "Norway remained poor. The cultural exchanges called for under Article VII of the Oslo Treaty were few."
    assert treaty(text, "Oslo Treaty")["cooperation"] == "true"


@pytest.mark.parametrize(
    "text",
    [
        "The duties of both sides lapse when a general European treaty on security comes into force.",
        "In May 1931 Norway laid two draft treaties on the table, one for whaling and one for fishing.",
    ],
)
def test_what_is_still_to_come_and_a_plural_of_two_told_apart_are_no_treaty(text: str) -> None:
    assert not list(records(read(text), "treaties"))


def test_an_arrangement_that_somebody_makes_is_an_agreement_where_it_says_what_about() -> None:
    (t,) = records(read("In 1931 Norway and Denmark came to an arrangement under which each fished its own coast."), "treaties")
    assert (t["kind"], t["status"]) == ("agreement", "negotiated")
    assert not list(records(read("Norway and Denmark came to an arrangement. They made arrangements for the visit."), "treaties"))


def test_what_treaties_taken_together_are_about_says_nothing_of_one() -> None:
    said = "Norway and Denmark signed the Whaling Treaty in 1931. Questions about our trade agreements were raised too."
    assert all(t.get("trade") is None for t in records(read(said), "treaties") if t["name"] == "Whaling Treaty")


def test_a_list_of_subjects_tells_no_terms() -> None:
    said = "Norway and Denmark signed the Whaling Treaty in 1931.\n\nFrontiers; the coast; the Whaling Treaty; boundary questions; trade"
    (t,) = records(read(said), "treaties")
    assert t.get("territorial") is None


def test_a_term_in_words_belongs_to_a_description() -> None:
    said = "The envoy of Norway proposed a separate five year agreement with Denmark on the ships."
    assert [t["name"] for t in records(read(said), "treaties")] == ["separate five year agreement"]


def test_articles_that_open_line_after_line_are_of_the_treaty_of_the_title() -> None:
    text = (
        "The Oslo Treaty was signed in Oslo on 4 May 1931 by Norway and Sweden. It replaced the Bergen Agreement of 1920.\n\n"
        "Article 1. The frontier of the Lund Agreement of 3 March 1911 is restored.\n\n"
        "Article 2. Sweden gives up the isles.\n\n"
        "The Hamar Convention was signed in Hamar on 4 May 1931 too.\n\n"
        "Article 1. The rules of the Lund Agreement of 3 March 1911 remain.\n\n"
        "Article 4. Each side may fish."
    )
    found = list(records(read(text, title="The Oslo Treaty, 1931"), "treaties"))
    told = {str(t["name"]): [a["article"] for a in t["article"]] for t in found if t["article"]}
    assert told == {"Oslo Treaty": ["1", "2"], "Hamar Convention": ["1", "4"]}


def test_a_line_of_a_digest_says_who_signed_for_whom() -> None:
    text = (
        "Signed: Oslo, 4 May 1931\n"
        "Signatories: Anna Berg and Odo Lund, for Norway; Karl Dahl (Sweden)\n"
        "Printed in: Treaty Series, vol. 4\n\n"
        "The treaty has three articles."
    )
    (found,) = records(read(text, title="The Oslo Treaty"), "treaties")
    told = {(s["person_id"], s["actor_id"]) for s in found["signatory"]}
    assert told == {("x-anna-berg", "norway"), ("x-odo-lund", "norway"), ("x-karl-dahl", "sweden")}
    assert {p["actor_id"] for p in found["party"]} == {"norway", "sweden"}


def test_each_of_several_lines_is_about_the_treaty_named_next() -> None:
    text = (
        "I. Oslo\nSignatories: Anna Berg, for Norway\n\nThe Oslo Treaty was signed in Oslo on 4 May 1931.\n\n"
        "II. Lund\nSignatories: Karl Dahl, for Sweden\n\nThe Lund Treaty was signed in Lund on 5 June 1932 with the Oslo Treaty in mind."
    )
    told = {str(t["name"]): [s["person_id"] for s in t["signatory"]] for t in records(read(text), "treaties")}
    assert told == {"Oslo Treaty": ["x-anna-berg"], "Lund Treaty": ["x-karl-dahl"]}
