"""Whether an act happened: what is only agreed to, awaited, believed or denied has not, what is told from behind has."""

import pytest

from tests.stages.extract.reading import event, read, records


def told(text: str, action: str, genre: str = "essay") -> list[str]:
    return [e["realis"] for e in records(read(text, genre), "events") if e["action"] == action]


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("In May 1921 Norway agreed to withdraw its troops from Finland.", "withdraw", "proposed"),
        ("In May 1921 Norway agreed to cede the island to Finland.", "cede", "actual"),
        ("In May 1921 Norway and Finland agreed to continue the negotiations.", "negotiate", "proposed"),
        ("In May 1921 Norway and Finland sought to continue the negotiations.", "negotiate", "actual"),
        ("In May 1921 Norway invited Finland to talks about the border.", "negotiate", "proposed"),
        ("In May 1921 Norway offered Finland a loan of two million crowns.", "lend", "proposed"),
        ("In May 1921 Norway authorised negotiations with Finland.", "negotiate", "proposed"),
        ("In May 1921 the King of Norway signed the directive for the attack on Finland.", "attack", "proposed"),
        ("In May 1921 Norway and Finland settled that a meeting of experts should be held in Oslo.", "meet", "proposed"),
        ("In May 1921 Norway said that it would help by sending troops to Finland.", "mobilize", "proposed"),
        ("In May 1921 Norway used the opportunity to attack Finland.", "attack", "actual"),
        ("In May 1921 Norway did not take the chance to recognise Finland.", "recognize", "negated"),
        ("In May 1921 Norway helped by sending troops to Finland.", "mobilize", "actual"),
    ],
)
def test_what_is_agreed_to_or_offered_is_still_to_come(text: str, action: str, realis: str) -> None:
    assert event(text, action)["realis"] == realis


@pytest.mark.parametrize(
    ("text", "action", "states"),
    [
        ("In May 1921 Finland saw that Norway recognised the new state of Estonia.", "recognize", ["actual"]),
        ("In May 1921 the envoy believed that Norway and Finland had agreed on the border.", "agree", ["hypothetical"]),
        ("In May 1921 the envoy denied that Norway and Finland had agreed on the border.", "agree", []),
        ("In May 1921 Finland asks that the Foreign Minister of Norway be received in Helsinki.", "meet", ["proposed"]),
    ],
)
def test_a_clause_is_meant_as_the_verb_means_it_that_it_hangs_on(text: str, action: str, states: list[str]) -> None:
    assert told(text, action) == states


@pytest.mark.parametrize(
    ("text", "action", "states"),
    [
        ("In May 1921 the port should stay shut until Norway had recognised Finland.", "recognize", ["hypothetical"]),
        ("In May 1921 the port stayed shut until Norway had recognised Finland.", "recognize", ["actual"]),
        ("In May 1921 it was said that the port would be opened when Norway had withdrawn from Finland.", "withdraw", ["hypothetical"]),
        ("Norway was to leave the port three months after the surrender of Finland.", "surrender", []),
        ("Norway left the port three months after the surrender of Finland.", "surrender", ["actual"]),
    ],
)
def test_what_something_is_to_wait_for_has_not_happened(text: str, action: str, states: list[str]) -> None:
    assert told(text, action) == states


@pytest.mark.parametrize(
    ("text", "action", "states"),
    [
        ("In May 1921 Norway recognised no change of the border of Finland.", "recognize", ["negated"]),
        ("In May 1921 Norway refused to open talks with Finland.", "negotiate", []),
        ("In May 1921 Norway and Finland never managed to agree on the border.", "agree", []),
    ],
)
def test_what_is_done_to_nothing_or_never_managed_is_denied(text: str, action: str, states: list[str]) -> None:
    assert told(text, action) == states


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("In May 1921 the Norwegian raid on Finland prevented the signature.", "raid", "actual"),
        ("The Norwegian raid on Finland had been approved by the King in May 1921.", "raid", "actual"),
        ("In May 1921 a war between Norway and Finland threatened.", "battle", "hypothetical"),
        ("In May 1921 the envoys of Norway and Finland would meet over the following months.", "meet", "actual"),
        ("In May 1921 the result was that Norway fell back; its only way was to recognise Finland.", "recognize", "actual"),
    ],
)
def test_the_subject_of_what_is_done_is_there_and_hindsight_tells_of_what_was(text: str, action: str, realis: str) -> None:
    assert event(text, action)["realis"] == realis


@pytest.mark.parametrize("opens", ["If", "Unless", "In case"])
def test_every_word_of_condition_opens_one(opens: str) -> None:
    assert told(f"{opens} Norway attacks Finland, Estonia will help it.", "attack") == []


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("In 1921 Norway planned to leave the talks, recall its envoy from Sweden, and attack Denmark.", "attack", "proposed"),
        ("In 1921 Norway would leave the talks and attack Denmark.", "attack", "proposed"),
        ("In 1921 Norway managed to leave the talks, recall its envoy from Sweden, and attack Denmark.", "attack", "actual"),
        ("In 1921 Norway was to attack Denmark.", "attack", "proposed"),
        ("In 1921 Norway would no longer provide assistance to Denmark.", "aid", "negated"),
    ],
)
def test_what_goes_on_from_an_infinitive_is_meant_as_that_is(text: str, action: str, realis: str) -> None:
    assert event(text, action)["realis"] == realis


def test_not_only_denies_nothing() -> None:
    assert event("In May 1921 Norway not only rejected the plan but also attacked Sweden.", "reject")["realis"] == "actual"
    assert event("In May 1921 Norway did not only recognise Sweden.", "recognize")["realis"] == "actual"
    assert event("In May 1921 Norway did not formally recognise Sweden.", "recognize")["realis"] == "negated"


def test_what_one_would_not_let_another_do_is_no_act() -> None:
    assert not list(records(read("In May 1921 Norway would not let Sweden annex Denmark."), "events"))
    assert event("In May 1921 Norway let Sweden annex Denmark.", "annex")["realis"] == "actual"


def test_who_had_no_choice_but_to_act_acted() -> None:
    assert event("In May 1921 Norway had no choice but to surrender to Sweden.", "surrender")["realis"] == "actual"


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("In May 1921 Norway would have attacked Sweden.", "hypothetical"),
        ("In May 1921 Norway must have attacked Sweden.", "actual"),
        ("In May 1921 Norway allegedly attacked Sweden.", "hypothetical"),
        ("In May 1921 Denmark worried that Norway attacked Sweden.", "hypothetical"),
    ],
)
def test_what_would_have_been_done_or_is_alleged(text: str, realis: str) -> None:
    assert event(text, "attack")["realis"] == realis


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 Norway almost attacked Sweden.",
        "Had Norway attacked Sweden in May 1921, the war would have begun.",
        "In May 1921 Norway denied having attacked Sweden.",
    ],
)
def test_what_was_almost_done_was_not(text: str) -> None:
    assert "attack" not in {e["action"] for e in records(read(text), "events")}


def test_what_somebody_is_doing_tomorrow_is_to_come() -> None:
    assert event("In May 1921 the Norwegian envoy was meeting the King of Sweden tomorrow.", "meet")["realis"] == "proposed"


def test_what_is_asked_for_to_begin_and_what_is_expected_are_not_there_yet() -> None:
    assert event("In May 1921 Norway asked that talks with Sweden begin at once.", "negotiate")["realis"] == "proposed"
    assert event("In May 1921 Norway expects a Swedish offensive.", "attack")["realis"] == "proposed"


def test_what_is_waited_for_has_not_been_done() -> None:
    told = "In May 1921 Norway promised that it would leave the port as soon as Sweden signed the protocol."
    assert event(told, "sign")["realis"] == "hypothetical"
