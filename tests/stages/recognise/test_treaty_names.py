"""Where the name of a treaty begins and ends, in sentences made up for these tests."""

from __future__ import annotations

import pytest

from flows.stages.model import Document, Sentence
from flows.stages.recognise import treaties
from flows.stages.recognise.treaties import heads


def names(text: str) -> list[tuple[str, str | None]]:
    """The treaties of a text of one sentence: words and form."""
    doc = Document("d", "s", "d.txt", text)
    doc.sentences.append(Sentence(0, 0, 0, len(text), None))
    return [(m.surface, m.form) for m in treaties.find(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After a week the First (Riga) Loan Protocol was signed by the envoys.", "First (Riga) Loan Protocol"),
        ("They met and the (Riga) Loan Protocol was signed by the envoys.", "Loan Protocol"),
        ("By then the Treaty of Westport (1931) had lapsed.", "Treaty of Westport (1931)"),
    ],
)
def test_brackets_in_names(text: str, expected: str) -> None:
    assert names(text) == [(expected, "named")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By then the Treaty of Westport and the League of Cities had failed.", [("Treaty of Westport", "named")]),
        ("It was the Treaty of Peace and Friendship between Norway and the Union.", None),
        (
            "They had the Brown plan and the Westport understanding before them.",
            [("Brown plan", "named"), ("Westport understanding", "named")],
        ),
        ("He liked Brown’s plan, and Brown and I plan to leave.", []),
        ("The Articles of Association were read.", [("Articles of Association", "named")]),
        ("In the Brown Note the minister asked for more.", [("Brown Note", "named")]),
        ("They made a deep sea fishing treaty (DSFT) that year.", [("deep sea fishing treaty (DSFT)", "named")]),
        ("The resulting Brown Treaty held.", [("Brown Treaty", "named")]),
        ("Signing the Brown Treaty took a day.", [("Brown Treaty", "named")]),
        ("Seek agreement with them at once.", [("agreement", "bare")]),
        ('They signed the "Westport Pact" in which they swore peace.', [("Westport Pact", "named")]),
        ("They met the WEU and Westport Pact envoys.", [("Westport Pact", "named")]),
        ("The Status of Forces Agreement held.", [("Status of Forces Agreement", "described")]),
        ("The neutrality pact with Persia by keeping out of it all held.", [("neutrality pact with Persia", "described")]),
        ("The Protocol Chief met him.", []),
        ("Editorial Note", []),
        ("They wished for a worthwhile harbour agreement.", [("harbour agreement", "described")]),
        ("They signed the harbour pilot agreement at once.", [("harbour pilot agreement", "described")]),
        ("They signed a six-power declaration.", [("six-power declaration", "described")]),
        ("The armistice agreements held.", [("armistice agreements", "described")]),
        ("They looked for an acceptable treaty.", [("acceptable treaty", "bare")]),
        ("The numbers of SALT II were too high.", [("SALT II", "named")]),
        ("The SALT I Interim Agreement held.", [("SALT I Interim Agreement", "named")]),
        ("We spoke of bombers in SALT II.", [("SALT II", "named")]),
        ("They signed a ten year trade agreement.", [("trade agreement", "described")]),
        ("Lund unveiled a plan for union of the two coasts, and left.", [("plan for union of the two coasts", "described")]),
        ("He had a plan for an attack.", []),
        ("They rejected Lund’s final peace proposal.", [("Lund’s final peace proposal", "named")]),
        ("They broke the eleven major treaties to keep the coast.", [("major treaties to keep the coast", "described")]),
        ("He forced on them a treaty whereby they left the island, and went.", [("treaty whereby they left the island", "described")]),
        (
            "They offered a treaty of mutual help between Norway, the Dutch Republic and Persia, and waited.",
            [("treaty of mutual help between Norway, the Dutch Republic and Persia", "described")],
        ),
        ("It rests on the agreement between the King and the Emperor.", [("agreement between the King and the Emperor", "described")]),
    ],
)
def test_how_far_a_name_or_a_description_reaches(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        expected = [("Treaty of Peace and Friendship between Norway and the Union", "named")]
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By the Treaties of Westport and Eastport they gave way.", ["Treaty of Westport", "Treaty of Eastport"]),
        ("Under the Brown and Green Plans they paid.", ["Brown Plan", "Green Plan"]),
        ("By the Peace and Friendship Treaties they gave way.", [None]),
        ("They renewed the Westport and Eastport treaties.", ["Westport treaty", "Eastport treaty"]),
        ("They renewed the Norwegian and Danish treaties.", [None]),
        ("Under the Young and Dawes Plans they paid.", ["Young Plan", "Dawes Plan"]),
    ],
)
def test_a_plural_that_names_two_treaties(text: str, expected: list[str | None]) -> None:
    doc = Document("d", "s", "d.txt", text)
    doc.sentences.append(Sentence(0, 0, 0, len(text), None))
    assert [m.value for m in treaties.find(doc)] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway formally signed an alliance with Sweden in 1778.", ["alliance with Sweden"]),
        ("A formal alliance between Norway and Sweden was concluded in May.", ["formal alliance between Norway and Sweden"]),
        ("Norway wished to enter into an alliance with Sweden. The alliance with Denmark broke.", []),
    ],
)
def test_an_alliance_is_a_treaty_where_somebody_has_signed_it(text: str, found: list[str]) -> None:
    doc = Document("d", "s", "d.txt", text, sentences=[Sentence(0, 0, 0, len(text), None)])
    assert [m.surface for m in treaties.find(doc)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1931 six states signed the General Agreement on Harbours and Grain.", [("General Agreement on Harbours and Grain", "named")]),
        ("They were in general agreement on the harbours.", []),
        ("He urged the approval of the Treaty of Westport by Coastal and Island states.", [("Treaty of Westport", "named")]),
        ("They renewed the Norwegian-Danish alliance of 1931.", [("Norwegian-Danish alliance of 1931", "named")]),
        ("The Norwegian-Danish alliance was weak.", []),
        ("The war ended with the Peace of Westport.", [("Peace of Westport", "named")]),
        ("A nuclear testing ban was far off.", [("nuclear testing ban", "described")]),
    ],
)
def test_agreements_with_a_capital_alliances_of_a_year_and_peaces_are_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He read the Ostend Manifesto aloud.", [("Ostend Manifesto", "named")]),
        ("Then came the Roosevelt Corollary to the Monroe Doctrine.", [("Roosevelt Corollary to the Monroe Doctrine", "named")]),
        ("It was a speech evocative of the Monroe Doctrine.", []),
        ("It was in essence a Marshall Plan for the northern coast.", []),
        ("They joined the Norwegian-sponsored Brown Plan.", [("Brown Plan", "named")]),
        ("See Charter, Article 2.", [("Charter", "bare")]),
        ("We argued that they made Treaty on Whaling early.", [("Treaty on Whaling", "named")]),
        ("They read the Joint NW/DK Statement on Whaling.", [("Joint NW/DK Statement on Whaling", "named")]),
        ("They signed the Founding Act on Fishing with Norway.", [("Founding Act on Fishing with Norway", "named")]),
        ("A Presidential Review Memorandum asked for a study.", []),
        ("The Chief of Protocol met the Farmers Union Convention.", []),
        ("Norway issued a press communiqué.", []),
        ("A summit without SALT was of no use.", [("SALT", "named")]),
        ("They met to draft peace treaties with Norway.", [("peace treaties with Norway", "described")]),
        ("The April 18 Treaty was weak.", [("April 18 Treaty", "named")]),
        ("They came to an agreement on this.", [("agreement", "bare")]),
        ("They wrote one rule in Protocol and ALCMs were left out.", [("Protocol", "bare")]),
        ("It called on Article 5 of NATO.", [("NATO", "named")]),
        ("They rejected the cease-fire resolution, and the Warsaw Pact formally disbanded.", []),
        ("The SALT talks had begun, and SALT II would follow.", [("SALT II", "named")]),
    ],
)
def test_names_that_are_known_and_words_that_are_no_part_of_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("name", "kind"), [("Ostend Manifesto", "declaration"), ("Roosevelt Corollary", "declaration"), ("Westport Arrangement", "agreement")]
)
def test_the_kind_of_a_treaty_is_that_of_its_head_or_of_its_known_name(name: str, kind: str) -> None:
    assert heads.kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The treaty of Westport was signed in May.", [("treaty of Westport", "named")]),
        ("After the second treaty of Unkiar-Skelessi of 1833 both rested.", [("second treaty of Unkiar-Skelessi of 1833", "named")]),
        ("By the preliminaries of La Soledad the port was theirs.", [("preliminaries of La Soledad", "named")]),
        ("They kept the armistice of Westport for a year.", [("armistice of Westport", "named")]),
        ("The convention of Westport met in 1787.", [("convention", "anaphor")]),
        ("The treaty of May was kept.", [("treaty", "anaphor")]),
        ("They wanted a treaty of Westport.", [("treaty of Westport", "described")]),
    ],
)
def test_a_treaty_is_called_in_small_letters_by_its_town(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected
