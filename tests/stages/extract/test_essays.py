"""Acts as essays on diplomatic history tell them: participles that open a clause, clauses of their own subject, and words that mislead."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "source", "target"),
    [
        ("Invited by Norway in a letter of 2 May 1948 to conclude a pact, Sweden hesitated.", "invite", "norway", "sweden"),
        ("Asked by Norway to mediate in May 1912, Sweden refused.", "request", "norway", "sweden"),
        ("Ordered by Norway to pay in May 1853, the Swedish envoy sailed for Lima.", "demand", "norway", "sweden"),
        ("On 13 July 1870 Karl Berg telegraphed an account to Otto von Bismarck.", "correspond", "x-karl-berg", "otto-von-bismarck"),
    ],
)
def test_a_participle_with_an_infinitive_opens_a_clause(text: str, action: str, source: str, target: str) -> None:
    found = event(text, action)
    assert source in who(found, "source") and target in who(found, "target")


def test_a_participle_has_the_subject_right_before_it() -> None:
    text = "On 30 May 1939, relations with Sweden having been broken off, Norway attacked."
    found = event(text, "break-relations")
    assert "sweden" in who(found, "party") | who(found, "target")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("From May 1961 Norwegian patrols pushed forward into the disputed zone.", "demand"),
        ("The plan of Norway was leaked to the Paris press in May 1935.", "demand"),
        ("In May 1881 Norway wrote that a compromise was to be found in Vienna.", "establish"),
        ("Norway's embassy of May 1793 returned home with nothing to show for its pains.", "other"),
        ("In May 1978 Norway held talks at the presidential retreat in Peru.", "withdraw"),
        ("On 6 May 1927, the tenth anniversary of the Norwegian entry into the war, Sweden wrote to Peru.", "declare-war"),
        ("With Norwegian guns trained on the port Sweden gave way in May 1842.", "aid"),
        ("In May 1909 Norway worked for an understanding between Sweden and Peru.", "agree"),
        ("In May 1912 Norway joined with Sweden in a warning to Peru.", "ally"),
        ("In May 1913 Norway held a naval demonstration off Peru.", "protest"),
        ("In May 1913 Norway sued for peace.", "other"),
        ("In May 1912 Norway promised to remain neutral in a war between Sweden and Denmark.", "battle"),
        ("In May 1912 the Norwegian minister called on the Swedish foreign secretary.", "request"),
        ("In May 1906 Norway destroyed the only lasting result of Swedish policy.", "attack"),
        ("The article traces the passage of Norway and Sweden from war to alliance in May 1906.", "accept"),
        ("In May 1906 Norway and Sweden agreed on spheres of interest without Peru being consulted.", "negotiate"),
    ],
)
def test_words_that_look_like_an_act_are_none(text: str, action: str) -> None:
    assert not any(e["action"] == action and e["realis"] == "actual" for e in records(read(text), "events"))


def test_what_had_hardly_been_done_was_done() -> None:
    text = "Norway had hardly ratified the pact with Sweden in May 1668 when it wrote to Peru."
    assert event(text, "ratify")["realis"] == "actual"
    assert event("In May 1668 Norway had hardly ratified the pact with Sweden.", "ratify")["realis"] == "negated"


def test_a_share_in_what_is_undertaken_is_to_come() -> None:
    assert event("In June 1670 Norway undertook to join Sweden in an attack on Peru.", "attack")["realis"] == "proposed"


@pytest.mark.parametrize(
    ("text", "action", "parties"),
    [
        ("Peace between Norway and Sweden was signed at Berg on 10 August 1678.", "sign", {"norway", "sweden"}),
        ("Peace was made between Norway and Sweden in May 1720.", "agree", {"norway", "sweden"}),
        ("In May 1929 Norway and Sweden brought the pact into force.", "enter-into-force", {"norway", "sweden"}),
        ("The renewal of the treaty between Norway and Sweden in May 1887 surprised Denmark.", "renew", {"norway", "sweden"}),
        ("Norway and Sweden became allies of Denmark in June 1712.", "ally", {"norway", "sweden", "denmark"}),
        ("A naval convention between Norway and Sweden was added in July 1912.", "sign", {"norway", "sweden"}),
        ("In May 1912 agreement was reached on the frontier between Norway and Sweden.", "agree", {"norway", "sweden"}),
        ("In May 1912 the Norwegian minister called on the Swedish foreign secretary.", "meet", {"norway", "sweden"}),
        ("The congress of Norway and Sweden broke up in May 1772.", "fail", {"norway", "sweden"}),
        ("Clashes between Norway and Sweden in August 1959 angered Peru.", "battle", {"norway", "sweden"}),
    ],
)
def test_acts_between_two(text: str, action: str, parties: set[str]) -> None:
    assert who(event(text, action), "party") == parties


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In October 1912 Norway recalled its ministers from Sofia and Athens.", "break-relations"),
        ("In October 1823 Norway dispatched consuls to Mexico.", "mission"),
        ("Norway lost Dobruja in August 1913.", "transfer-territory"),
        ("War was declared on Sweden by Norway on 15 May 1702.", "declare-war"),
        ("Norway handed the Swedish minister his passports on 3 May 1912.", "break-relations"),
        ("The Norwegian minister asked for his passports on 3 May 1912.", "break-relations"),
        ("In May 1912 the Norwegian cabinet resolved to send troops to Peru.", "mobilize"),
    ],
)
def test_acts_of_one(text: str, action: str) -> None:
    assert who(event(text, action), "source") == {"norway"}


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Only in May 1912 did Norway recognise Peru.", "actual"),
        ("Not until May 1912 did the Norwegian government recognise the republic of Peru.", "actual"),
        ("Nor did Norway recognise Peru in May 1912.", "negated"),
        ("Never did Norway recognise Peru, in May 1912 or later.", "negated"),
    ],
)
def test_a_subject_stands_behind_did(text: str, realis: str) -> None:
    found = event(text, "recognize")
    assert (who(found, "source"), who(found, "target"), found["realis"]) == ({"norway"}, {"peru"}, realis)


def test_a_question_tells_of_nothing() -> None:
    assert not any(e["action"] == "recognize" for e in records(read("Did Norway recognise Peru in May 1912?"), "events"))


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_of_two_things_that_are_denied_neither_is_done(action: str) -> None:
    assert event("In May 1912 Norway neither accepted nor rejected the Swedish proposal.", action)["realis"] == "negated"


def test_a_minister_who_is_withdrawn_is_recalled() -> None:
    assert event("In May 1912 Norway withdrew its minister from Stockholm.", "break-relations")["date"] == "1912-05"


def test_who_was_asked_may_just_decline() -> None:
    text = "In March 1940 Norway asked Sweden for aid. In April the Swedish government declined."
    assert [(e["action"], e["date"]) for e in records(read(text), "events") if e["action"] == "decline"] == [("decline", "1940-04")]
    assert list(records(read("After 1709 the influence of the Swedish government declined."), "events")) == []


def test_notes_are_exchanged_between_two() -> None:
    (told,) = records(read("The king died. Notes were exchanged between Norway and Denmark on 4 June 1923."), "events")
    assert told["action"] == "correspond" and told["date"] == "1923-06-04"
