"""Cleaning: what leaves a text, what changes in it, and what must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import genres
from flows.stages.clean import clean
from flows.stages.clean.genre import signs
from flows.stages.clean.rules import SCOPES, rules
from flows.stages.model import Block, Document
from schemas import data

PROSE = ("The delegates of the two republics met in the old customs house at Riga in the spring of that year, and after six weeks of talks "
         "they put their names to a convention on trade and transit. ")
PAGE = f"{PROSE}\n\n{PROSE}"


def cleaned(text: str, genre: str | None = None) -> Document:
    doc = Document("d", "s", "s.txt", text, genre=genre)
    clean(doc)
    for repair in doc.repairs:
        assert 0 <= repair.start <= repair.end <= len(doc.text)
        if repair.kind != "flag" and repair.after.strip() and repair.start < repair.end:  # else a later repair took it away
            assert doc.text[repair.start : repair.end] == repair.after
    return doc


def fired(doc: Document) -> set[str]:
    return {r.rule_id for r in doc.repairs}


def test_wiki_page_loses_its_furniture_and_keeps_its_words() -> None:
    doc = cleaned("Riga Convention of 1925\n\nFrom Wikipedia, the free encyclopedia\nJump to navigation Jump to search\n\n"
                  "The customs house\n\n"
                  f"{PROSE.strip()}[1] It held.[2][a]\n\nAftermath[edit]\n\n{PROSE.strip()}[3]\n\nReferences[edit]\n\n"
                  f"  1. ^ a b Ozols, P. (1990). \"Trade\".\n"
                  "  2. ^ Berg, A. (1991).\n\nExternal links[edit]")
    assert doc.text == (f"Riga Convention of 1925\n\n{PROSE.strip()} It held.\n\nAftermath\n\n{PROSE.strip()}\n\nReferences\n\n"
                        "1. Ozols, P. (1990). \"Trade\".\n2. Berg, A. (1991).")
    assert doc.genre == "encyclopedia"
    assert {doc.text[b.start : b.end][:2] for b in doc.blocks if b.kind == "note"} == {"1.", "2."}


def test_catalogue_page_becomes_fields() -> None:
    doc = cleaned(f"Trade on the Daugava Cover Image\n\nTrade on the Daugava\nTrade on the Daugava\n\nAuthor(s): Anna Berg\n"
                  f"Published by: A Press\n"
                  f"Keywords: trade; rivers;\n\nSummary/Abstract: {PROSE}\n\n  • Issue Year: IV/2003\n  • Page Range: 1-9\n")
    assert doc.text == f"Trade on the Daugava\n\n{PROSE.strip()}"
    assert doc.meta["fields"] == {"authors": "Anna Berg", "publisher": "A Press", "keywords": "trade; rivers;",
                                  "year": "IV/2003", "pages": "1-9"}
    assert doc.genre == "abstract"


@pytest.mark.parametrize("lines", [
    ("1956", "Oct. 22-24: Talks.", "Oct. 29: War.", "Nov. 6: Peace.", "1957", "March 7: The port is left."),
    ("13 March 1912. Talks.", "8 October. War.", "15-18 October. Talks.", "3 Dec. Peace.", "16/17 Dec. More talks."),
    ("January", "3. Talks.", "16. War.", "February", "2. Peace.", "26. The port is left."),
])
def test_a_chronicle_has_its_days_at_the_heads_of_lines(lines: tuple[str, ...]) -> None:
    assert cleaned("The Port of Riga\n\n" + "\n".join(lines)).genre == "chronicle"


def test_forum_page() -> None:
    doc = cleaned(f"Trade 1920-1930\n\n?\n  • Created by: Ilze\n  • Created on: 01-02-13 10:00\n\nTrade 1920-1930\n\nFor\n\n"
                  f"  • {PROSE}\n  • {PROSE}\n"
                  f"  • {PROSE}\n\nComments\n\nNo comments have yet been made")
    assert doc.text.startswith("Trade 1920-1930\n\nFor\n\n• The delegates") and doc.text.endswith("trade and transit.")
    assert doc.genre == "study-notes"


@pytest.mark.parametrize(
    "title", ["12. Cabinet Council Report", "Position Paper Prepared in the Foreign Office", "Paper Prepared by the Planning Staff"])
def test_paper_of_a_government_is_correspondence(title: str) -> None:
    assert cleaned(f"{title}\n\nRiga, May 3, 1921.\n\n{PROSE}\n\n{PROSE}").genre == "correspondence"
    assert cleaned(f"{title}\n\n{PROSE}\n\n{PROSE}").genre != "correspondence"


def test_bar_of_links_and_marks_of_secrecy() -> None:
    doc = cleaned(f"Papers of the Legation\n\nLetters | Archive | Home Page\n\nPapers of the Legation\n\nDownload PDF\n\n"
                  f"Record of a talk\n\nTop secret\n\n{PAGE}")
    assert doc.text.split("\n\n")[:3] == ["Papers of the Legation", "Record of a talk", PROSE.strip()]
    assert doc.meta["markings"] == ["Top secret"]


def test_characters_are_repaired() -> None:
    doc = cleaned("The people\u02b9s council said \u02bapeace\u02ba and \u02bano war.\u02ba "
                  "post\u2010war 5\u00a0May nego\u00adtiate \ufb01nal peopleâ€™s")
    assert doc.text == "The people’s council said “peace” and “no war.” post-war 5 May negotiate final people’s"
    assert all(r.kind == "repair" for r in doc.repairs)


@pytest.mark.parametrize(("text", "rule"), [
    (f"{PROSE}\n\nThe minister then asked the head of the other delegation\n\n \n\n"
     f"whether the port would be free.", "layout.torn-paragraph"),
    ("Record of the talk of the\n\nminister of trade with the envoy", "layout.torn-paragraph"),
    ("The two govern-\nments met.", "layout.hyphen"),
])
def test_what_a_page_break_tore_is_joined(text: str, rule: str) -> None:
    doc = cleaned(text)
    assert rule in fired(doc) and "\n" not in doc.text.removeprefix(f"{PROSE.strip()}\n\n")


def test_wrapped_lines_become_paragraphs_and_lists_stay() -> None:
    words = (PROSE * 2).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line.strip())
            line = ""
        line += f"{word} "
    doc = cleaned("\n".join([*lines, line.strip()]) + "\n\n1. trade\n2. transit\n")
    assert doc.text == f"{' '.join(words)}\n\n1. trade\n2. transit"


@pytest.mark.parametrize("text", [
    "A short heading\n\nthe paragraph under it starts small.",
    "They met at Riga.[sic] He said: \"state[s] agree\".",
    "Comments by the envoy\n\n" + PAGE,
    "Source: a letter of 1921. It says little.",
    PAGE + "\n\nThe president was at home",
    "Mr. Ozols | Mr. Berg | Mr. Kalns\n\n" + PAGE,
    "He asked for 1,000 tons . . . and got 30,000. Then 2.5 more, or 7,5.",
    "Secretary Ozols: Secret talks are no talks.\n\n" + PAGE,
])
def test_prose_is_left_alone(text: str) -> None:
    doc = cleaned(text)
    assert doc.text.split() == text.split()
    assert not [r for r in doc.repairs if r.kind == "boilerplate"]


def test_broken_number_is_kept_and_rejected() -> None:
    doc = cleaned("They sent 30,00 men and 30,000 rifles.")
    assert "30,00 men" in doc.text
    (reject,) = doc.rejects
    assert (reject.stage, reject.reason, doc.text[reject.start : reject.end]) == ("clean", "broken-number", "30,00")


def test_blocks_of_a_reader_keep_to_their_words() -> None:
    doc = Document("d", "s", "s.xml", "Head\u00a0line\n\nThe en\u00advoy  left\u02b9s.[1] End.", genre="essay")
    doc.blocks = [Block("heading", 0, 9, 1), Block("paragraph", 11, len(doc.text))]
    clean(doc)
    assert [doc.text[b.start : b.end] for b in doc.blocks] == ["Head line", "The envoy left’s. End."]


@given(st.text(alphabet=st.sampled_from("ab .,\n\t-•ʹʺ‐[]1^()?:|Home\u00a0\u00ad"), max_size=200))
def test_any_text_can_be_cleaned_and_keeps_its_letters(text: str) -> None:
    doc = cleaned(text)
    kept = sum(c.isalpha() for c in doc.text)
    gone = sum(c.isalpha() for r in doc.repairs if not r.rule_id.startswith("layout.") for c in r.before)
    gone -= sum(c.isalpha() for r in doc.repairs if r.kind != "flag" for c in r.after)
    assert kept >= sum(c.isalpha() for c in text) - gone


def test_cleaning_twice_changes_nothing_more() -> None:
    text = f"Riga\n\nFrom Wikipedia, the free encyclopedia\n\n{PROSE}[1]\n\nNotes[edit]\n\n 1. ^ Berg."
    once = cleaned(text).text
    assert cleaned(once).text == once


def test_every_rule_matches_its_own_example() -> None:
    scopes = {r["rule_id"]: r["scope"] for r in data.rows("rules/clean", "rule_id", "scope", "example")}
    examples = {r["rule_id"]: r["example"].encode().decode("unicode_escape") if "\\u" in r["example"] else r["example"]
                for r in data.rows("rules/clean")}
    assert set(scopes.values()) == set(SCOPES)
    for scope in SCOPES:
        for rule in rules(scope):
            example = examples[rule.rule_id]
            if scope == "field":
                assert rule.pattern.fullmatch(example.split(":")[0]), rule.rule_id
            else:
                assert rule.pattern.search(example) and rule.may_match(example), rule.rule_id


def test_the_genres_that_are_told_by_signs_or_named_in_code_are_in_the_vocabulary() -> None:
    known = {r["genre"] for r in data.rows("vocab/genres", "genre")}
    named = {value for name, value in vars(genres).items() if name.isupper() and isinstance(value, str)}
    groups = genres.RECORDS | genres.TALKS | genres.NARRATIVE | genres.RETOLD
    assert {r["genre"] for r in data.rows("rules/genre", "genre")} <= known
    assert named and named | groups <= known


def test_every_sign_of_a_genre_matches_its_example() -> None:
    for sign, row in zip(signs(), data.rows("rules/genre"), strict=True):
        if sign.pattern.pattern:
            example = row["example"].replace("\\n", "\n")
            assert sign.pattern.search(example), row["rule_id"]
            assert not sign.triggers or any(t in example.lower() for t in sign.triggers), row["rule_id"]
