from __future__ import annotations

import pytest

from flows.stages.link.local import Event, Treaty
from flows.stages.link.taken_up import settings
from flows.stages.link.treaties import cluster

FRANCO = frozenset({"france", "soviet-union"})
CZECHO = frozenset({"czechoslovakia", "soviet-union"})
ROMANIAN = frozenset({"romania", "soviet-union", "united-kingdom"})
GERMAN = frozenset({"germany", "soviet-union"})


def told(
    document: str, name: str, signed: str | None = None, parties: frozenset[str] = frozenset(), local: str = "t1", **more: str
) -> Treaty:
    fields = {"kind": "treaty", "status": "signed", **more}
    near = frozenset(more.pop("near").split()) if "near" in more else frozenset()
    fields.pop("near", None)
    return Treaty((document, local), 0, (name,), signed=signed, parties=parties, near=near, **fields)  # type: ignore[arg-type]


def act(document: str, date: str, *actors: str) -> Event:
    return Event((document, f"e{date}"), 0, "meet", date, actors=frozenset(actors))


def together(treaties: list[Treaty], *events: Event) -> list[list[str]]:
    """The groups of more than one record, by document and local id."""
    ordered = sorted(treaties, key=lambda t: t.key)
    groups = cluster(ordered, (), settings(ordered, events)).groups()
    return [[" ".join(ordered[i].key) for i in g] for g in groups if len(g) > 1]


TWO = [
    told("a", "Franco-Soviet Treaty of Mutual Assistance", "1935-05-02", FRANCO, "t1", place="paris"),
    told("a", "Czechoslovak-Soviet Treaty of Mutual Assistance", "1935-05-16", CZECHO, "t2", place="prague"),
]


@pytest.mark.parametrize(
    ("faint", "found"),
    [
        (told("a", "French treaty", None, frozenset({"france"}), "t9"), "t1"),
        (told("a", "Paris treaty", None, frozenset(), "t9"), "t1"),
        (told("a", "Czechoslovak treaty of 1935", None, frozenset({"czechoslovakia"}), "t9"), "t2"),
        (told("a", "Soviet treaty", None, frozenset({"soviet-union"}), "t9"), None),
        (told("a", "French treaty of 1944", None, frozenset({"france"}), "t9"), None),
        (told("a", "French treaty", None, frozenset({"france"}), "t9", status="draft"), None),
        (told("a", "Second French treaty", None, frozenset({"france"}), "t9"), None),
    ],
)
def test_a_treaty_of_the_same_document_is_taken_up_where_one_alone_fits(faint: Treaty, found: str | None) -> None:
    assert together([*TWO, faint]) == ([[f"a {found}", "a t9"]] if found else [])


def test_of_other_documents_only_in_the_time_and_among_the_states_told_of() -> None:
    dated = told("a", "Armistice with Romania", "1944-09-12", ROMANIAN, kind="armistice")
    faint = told("b", "Romanian armistice", None, frozenset({"romania"}), kind="armistice")
    around = [act("b", "1944-08-01", "soviet-union", "romania", "united-kingdom"), act("b", "1945-01-20", "hungary", "soviet-union")]
    assert together([dated, faint], *around) == [["a t1", "b t1"]]
    assert together([dated, faint], act("b", "1919-08-01", "romania", "hungary")) == []
    assert together([dated, faint]) == []


def test_two_that_fit_are_no_guess() -> None:
    first = told("a", "Armistice with Romania", "1944-09-12", ROMANIAN, kind="armistice")
    second = told("c", "Armistice with Romania", "1944-12-09", ROMANIAN, kind="armistice")
    faint = told("b", "Romanian armistice", None, frozenset({"romania"}), kind="armistice")
    around = [act("b", "1944-08-01", "soviet-union", "romania", "united-kingdom"), act("b", "1945-01-20", "hungary", "soviet-union")]
    assert together([first, second, faint], *around) == []


def test_a_town_is_no_treaty_of_another_kind_signed_there() -> None:
    pact = told("a", "Anti-Comintern Pact", "1936-11-25", frozenset({"germany", "japan"}), kind="pact", place="berlin")
    treaty = told("c", "Treaty of Berlin", "1926-04-24", GERMAN, place="berlin")
    faint = told("b", "Treaty of Berlin")
    around = [act("b", "1933-05-05", "germany", "soviet-union"), act("b", "1938-03-01", "germany", "japan")]
    assert together([pact, faint], *around) == []
    assert together([pact, treaty, faint], *around) == [["b t1", "c t1"]]


def test_protocols_of_one_night_are_told_by_more_or_fewer_words() -> None:
    one = told("a", "secret protocol", "1939-08-23", GERMAN, kind="protocol")
    other = told("b", "secret additional protocol", "1939-08-24", GERMAN, kind="protocol")
    undated = told("c", "secret protocol", None, frozenset(), kind="protocol", near="germany soviet-union")
    around = [act("c", "1939-08-11", "germany", "soviet-union"), act("c", "1941-06-22", "germany", "soviet-union")]
    assert together([one, other, undated], *around) == [["a t1", "b t1", "c t1"]]
    assert together([one, told("b", "trade protocol", "1939-08-24", GERMAN, kind="protocol")]) == []


def test_a_day_and_a_subject_without_parties_find_their_treaty() -> None:
    dated = told("a", "Soviet-Polish Non-Aggression Pact", "1932-07-25", frozenset({"poland", "soviet-union"}), kind="pact")
    faint = told("b", "non-aggression pact", "1932-07-25", kind="pact")
    around = [act("b", "1932-01-01", "poland", "soviet-union"), act("b", "1943-12-12", "czechoslovakia", "soviet-union")]
    assert together([dated, faint], *around) == [["a t1", "b t1"]]
    assert together([dated, told("b", "non-aggression pact", "1932-07-24", kind="pact")], *around) == []


def test_of_a_day_a_treaty_is_the_same_whether_its_secrecy_is_told_or_not() -> None:
    dated = told("a", "Westport Agreement on the Coast", "1932-07-25", frozenset({"poland", "soviet-union"}), kind="agreement")
    faint = told("b", "secret agreement", "1932-07-25", kind="agreement")
    around = [act("b", "1932-01-01", "poland", "soviet-union")]
    assert together([dated, faint], *around) == [["a t1", "b t1"]]
    assert together([dated, told("b", "trade agreement", "1932-07-25", kind="agreement")], *around) == []


def test_numbers_of_powers_tell_declarations_apart() -> None:
    three = told("a", "Declaration of the Three Powers", "1943-12-01", frozenset({"soviet-union", "united-kingdom"}), kind="declaration")
    assert together([three, told("b", "treaty of three", None, frozenset({"soviet-union", "united-kingdom"}))]) == []


def test_two_titles_of_one_text_in_one_document_are_one() -> None:
    full = told("a", "Treaty of Mutual Assistance between France and the Soviet Union", "1935-05-02", FRANCO, "t2")
    assert together([TWO[0], full]) == [["a t1", "a t2"]]
    assert together([TWO[0], told("a", "Treaty of Commerce between France and the Soviet Union", "1935-05-02", FRANCO, "t2")]) == []


def test_two_states_are_no_parties_of_a_treaty_of_many() -> None:
    pact = told("a", "Naval Pact", "1928-08-27", ROMANIAN, "t1", kind="pact")
    assert together([pact, told("a", "bilateral agreement", None, frozenset({"romania", "soviet-union"}), "t9", kind="agreement")]) == []
    assert together([pact, told("a", "pact", None, ROMANIAN, "t9", kind="pact")]) == [["a t1", "a t9"]]


def test_a_document_with_a_treaty_of_its_own_means_that_one() -> None:
    dated = told("a", "Treaty of Ghent", "1814-12-24", frozenset({"united-states", "united-kingdom"}), place="ghent")
    faint = told("b", "American treaty", None, frozenset({"united-states"}))
    own = told("b", "Treaty of Wangxia", None, frozenset({"united-states", "china"}), "t2")
    around = [act("b", "1812-06-18", "united-kingdom"), act("b", "1844-02-01", "united-states")]
    assert together([dated, faint], *around) == [["a t1", "b t1"]]
    assert together([dated, faint, own], *around) == []


def test_a_day_and_a_town_are_enough_among_the_same_states() -> None:
    dated = told("a", "supplementary agreement", "1922-11-05", kind="agreement", place="berlin", near="germany soviet-union")
    faint = told("b", "agreement", "1922-11-05", kind="agreement", place="berlin")
    assert together([dated, faint], act("b", "1922-04-16", "germany", "soviet-union")) == [["a t1", "b t1"]]
    assert together([dated, faint], act("b", "1922-04-16", "germany", "france")) == []


def test_a_plural_in_small_letters_takes_up_no_single_treaty() -> None:
    pact = told("a", "Oslo Pact", "1955-05-14", frozenset({"norway", "sweden"}), kind="pact")
    assert together([pact, told("a", "bilateral treaties", None, frozenset({"norway"}), "t2")]) == []
    assert together([pact, told("a", "bilateral treaty", None, frozenset({"norway"}), "t2")]) != []


def test_the_pact_of_two_states_of_a_month_is_the_only_one_that_they_made_in_it() -> None:
    pact = told("b", "German-Soviet Non-Aggression Pact", "1939-08-23", GERMAN, kind="pact")
    noted = told("a", "Soviet pact", "1939-08", GERMAN, kind="pact")
    told_of = (act("a", "1939-05", "soviet-union"), act("a", "1941-06-22", "germany", "soviet-union"))
    assert together([noted, pact], *told_of) == [["a t1", "b t1"]]
    other = told("c", "German-Soviet Trade Pact", "1939-08-19", GERMAN, kind="pact")
    assert together([noted, pact, other], *told_of) == []
    assert together([told("a", "Soviet trade pact", "1939-08", GERMAN, kind="pact"), pact], *told_of) == []


def test_a_treaty_called_by_its_day_is_the_one_signed_on_it() -> None:
    dated = told("a", "Norwegian-Soviet Agreement", "1935-05-02", FRANCO, kind="agreement", place="moscow")
    by_day = told("b", "agreement of 2 May 1935", "1935-05-02", FRANCO | {"germany"}, kind="agreement")
    unsaid = told("c", "agreement of 2 May 1935", "1935-05-02", kind="agreement")
    later = told("d", "agreement of 3 May 1935", "1935-05-03", FRANCO, kind="agreement")
    around = [act(document, "1935-06-01", *FRANCO) for document in "bcd"]
    assert together([dated, by_day, unsaid, later], *around) == [["a t1", "b t1", "c t1"]]
    other = told("a", "Shipping Agreement", "1935-05-02", FRANCO, "t2", kind="agreement")
    assert together([dated, other, unsaid], *around) == []
