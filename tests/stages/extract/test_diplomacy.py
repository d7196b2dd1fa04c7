"""Acts that are done in words: agreeing, asking, refusing, supporting and what becomes of talks, by classes of verbs."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


def actions(text: str) -> list[str]:
    """The actions that a text tells, in order."""
    return [e["action"] for e in records(read(text), "events")]


@pytest.mark.parametrize(
    ("text", "action", "source"),
    [
        ("In May 1921 Norway denied the legality of the Swedish claims.", "reject", "norway"),
        ("In May 1921 Norway denied visas to the Danish engineers.", "reject", "norway"),
        ("In May 1921 Norway ruled out a boycott.", "reject", "norway"),
        ("In May 1921 Norway disagreed with the plan.", "reject", "norway"),
        ("In May 1921 Norway abstained.", "reject", "norway"),
        ("In May 1921 Norway nullified much of the legislation.", "reject", "norway"),
        ("In May 1921 it was plain that Norway would not consent to a loan.", "reject", "norway"),
        ("In May 1921 Norway consented to the loan.", "accept", "norway"),
        ("In May 1921 Norway adopted the declaration.", "accept", "norway"),
        ("In May 1921 the Norwegian settlers drafted a petition to Sweden.", "request", "norway"),
        ("In May 1921 Norway issued an appeal for mediation.", "request", "norway"),
        ("In May 1921 Norway expected a reply from Sweden.", "request", "norway"),
        ("In May 1921 Norway tried to purchase the island.", "request", "norway"),
        ("In May 1921 Norway claimed most of the valley.", "demand", "norway"),
        ("In May 1921 Norway renewed its claims to the valley.", "demand", "norway"),
        ("In May 1921 Norway wanted the Swedish garrison out of the valley.", "demand", "norway"),
        ("In May 1921 Norway ordered the removal of the forts.", "demand", "norway"),
        ("In May 1921 Norway broached the question of the border.", "propose", "norway"),
        ("In May 1921 Norway introduced the concept of a customs union.", "propose", "norway"),
        ("In May 1921 Norway presented a report to Sweden.", "propose", "norway"),
        ("In May 1921 Norway argued that the two states should sell the canal.", "propose", "norway"),
        ("In May 1921 Norway defended the Danish action.", "express-support", "norway"),
        ("In May 1921 Norway thanked Sweden for its patience.", "express-support", "norway"),
        ("In May 1921 Denmark enjoyed the support of Norway.", "express-support", "norway"),
        ("In May 1921 the rebels acted with the backing of Norway.", "express-support", "norway"),
        ("In May 1921 Norway held Sweden responsible for the fire.", "accuse", "norway"),
        ("In May 1921 Norway viewed Sweden as the aggressor.", "accuse", "norway"),
        ("In May 1921 Norway joined in part because it was afraid.", "join-organization", "norway"),
        ("In May 1921 Norway was represented by Otto von Bismarck.", "mission", "otto-von-bismarck"),
        ("In May 1921 Norway sent Otto von Bismarck of the militia to build a fort in Latvia.", "mission", "norway"),
        ("In May 1921 Norway concurred with the plan.", "agree", "norway"),
        ("In May 1921 Norway made a promise to pay.", "agree", "norway"),
        ("In May 1921 Norway granted the Swedish request.", "accept", "norway"),
        ("In May 1921 Norway acknowledged the authority of the envoy.", "recognize", "norway"),
        ("In May 1921 Norway solicited the mediation of Sweden.", "request", "norway"),
        ("In May 1921 Norway set conditions for the loan.", "demand", "norway"),
        ("In May 1921 Norway stymied the plan.", "reject", "norway"),
        ("In May 1921 Norwegian opposition to the plan grew.", "reject", "norway"),
        ("In May 1921 Norway stood behind Sweden.", "express-support", "norway"),
        ("In May 1921 Norway welcomed the decision.", "express-support", "norway"),
        ("In May 1921 Norway threatened Sweden with war.", "threaten", "norway"),
        ("In May 1921 Norway warned Sweden that a blockade would mean war.", "threaten", "norway"),
        ("In May 1921 Norway guaranteed that the strait would stay open.", "agree", "norway"),
        ("In May 1921 the Norwegian envoy travelled to Finland.", "visit", "norway"),
        ("In May 1921 the Norwegian envoy replied to the note of Finland.", "correspond", "norway"),
        ("In May 1921 Norway agreed to the Swedish demands.", "accept", "norway"),
        ("In May 1921 Norway refused to sell the island.", "reject", "norway"),
        ("In May 1921 Norway refused to attend the conference.", "decline", "norway"),
        ("In May 1921 Norway railed against the tax.", "protest", "norway"),
        ("In May 1921 Norway laid the blame for the fire on Sweden.", "accuse", "norway"),
        ("In May 1921 Norway encouraged Sweden to build a canal.", "request", "norway"),
        ("In May 1921 Norway gave instructions to Otto von Bismarck.", "request", "norway"),
        ("In May 1921 Norway and Sweden each claimed the valley as part of their lands.", "demand", "norway"),
        ("In May 1921 Norway brokered two cease-fires.", "agree", "norway"),
        ("In May 1921 the doctrine committed Norway to helping its neighbours.", "agree", "norway"),
        ("In May 1921 reports from Norway alarmed the traders.", "correspond", "norway"),
        ("In May 1921 Norway passed on the news to Sweden.", "correspond", "norway"),
        ("In May 1921 other states, such as Norway and Finland, rejected the plan.", "reject", "norway"),
        ("In May 1921 members of the board, including Norway and Finland, rejected the plan.", "reject", "finland"),
    ],
)
def test_acts_in_words(text: str, action: str, source: str) -> None:
    assert source in who(event(text, action), "source")


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 Norway and Sweden suspended the talks.",
        "In May 1921 the talks between Norway and Sweden ceased.",
        "In May 1921 Norway tried to end the talks with Sweden.",
        "In May 1921 the plan of Norway and Sweden collapsed.",
        "In May 1921 Denmark regretted the cancellation of the summit between Norway and Sweden.",
    ],
)
def test_talks_that_end_without_result_fail(text: str) -> None:
    assert "norway" in who(event(text, "fail"), "party")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1921 Norway was determined to build a fleet.", "agree"),
        ("In May 1921 Norway undertook a survey of the coast.", "agree"),
        ("In May 1921 Norway adhered to the policy of the open door.", "accede"),
        ("In May 1921 Norway ruled that the ship had been lost.", "reject"),
        ("In May 1921 Norway defended its borders.", "express-support"),
        ("In May 1921 Norway did not rule out a boycott.", "accept"),
        ("In May 1921 Norway called a conference.", "fail"),
        ("In May 1921 the Norwegian law threatened to sour the talks.", "threaten"),
        ("In May 1921 Norway warned Sweden that the harvest was poor.", "threaten"),
        ("In May 1921 Norway made efforts to guarantee its supplies.", "agree"),
        ("In May 1921 Norway agreed to the Swedish demands.", "demand"),
        ("In May 1921 Norway broke the deadlock with Sweden.", "fail"),
        ("In May 1921 the envoy of Norway studied the negotiating options.", "negotiate"),
        ("In May 1921 the rising in Norway gathered strength.", "conference"),
        ("In May 1921 Norway and Sweden met stiff local resistance.", "meet"),
        ("In May 1921 the Norwegian aeroplane flew at a great height.", "visit"),
        ("In May 1921 Norway responded to the fall of prices.", "correspond"),
        ("In May 1921 Norway was obliged to leave the valley.", "agree"),
        ("In May 1921 Norway encouraged the growth of trade.", "request"),
        ("In May 1921 Norway resisted the invaders.", "reject"),
        ("In May 1921 the value of the Norwegian crown collapsed.", "fail"),
        ("In May 1921 Norway offered a way out.", "propose"),
        ("In May 1921 Norway found the idea more appealing.", "request"),
        ("In May 1921 Norway said that the two states had sold the canal.", "propose"),
    ],
)
def test_what_only_sounds_like_an_act_in_words(text: str, action: str) -> None:
    assert action not in actions(text)


def test_who_is_appointed_to_negotiate_is_to_negotiate() -> None:
    found = event("In May 1921 Norway appointed Otto von Bismarck to negotiate with Sweden.", "negotiate")
    assert found["realis"] == "proposed"
    assert {"otto-von-bismarck", "sweden"} <= who(found, "party")


def test_a_clause_may_follow_a_noun_of_time_without_a_conjunction() -> None:
    assert who(event("By the time Norway met Sweden in May 1921, it was quiet.", "meet"), "party") == {"norway", "sweden"}


def test_to_negotiate_an_agreement_is_not_yet_to_have_it() -> None:
    assert actions("In May 1921 Norway negotiated with Sweden on a trade agreement.") == ["negotiate"]


@pytest.mark.parametrize(
    ("text", "action", "parties"),
    [
        ("In May 1921 the alliance of Norway with Sweden held.", "ally", {"norway", "sweden"}),
        ("In May 1921 Norway answered by opening its ports to Sweden.", "trade", {"norway", "sweden"}),
        ("In May 1921 the ministers of Norway and Sweden put their names to the treaty.", "sign", {"norway", "sweden"}),
        ("In May 1921 Norway and Sweden sat down together to discuss the border.", "negotiate", {"norway", "sweden"}),
        ("In May 1921 the dialogue between Norway and Sweden went on.", "negotiate", {"norway", "sweden"}),
        ("In May 1921 Norway shared its intelligence with Sweden.", "cooperate", {"norway", "sweden"}),
        ("In May 1921 the Norwegian sales of wheat to Sweden went on.", "trade", {"norway", "sweden"}),
        ("In May 1921 Denmark acted as a mediator between Norway and Sweden.", "negotiate", {"denmark", "norway", "sweden"}),
        ("In May 1921 the war ended by the mediation of Denmark.", "negotiate", {"denmark"}),
        ("In May 1921 the renegotiation of the lease between Norway and Sweden began.", "negotiate", {"norway", "sweden"}),
        ("In May 1921 the Norwegian parliament met in Oslo.", "conference", {"norway"}),
        ("In May 1921 Norway and Sweden reconvened in Riga.", "conference", {"norway", "sweden"}),
        ("In May 1921 Denmark imposed on Sweden a treaty.", "sign", {"denmark", "sweden"}),
        ("In May 1921 Denmark sought to win time, and to restore peace with Sweden.", "agree", {"denmark", "sweden"}),
    ],
)
def test_what_is_done_together(text: str, action: str, parties: set[str]) -> None:
    assert parties <= who(event(text, action), "party")


def test_not_to_agree_to_something_is_to_reject_it() -> None:
    assert actions("In May 1921 Norway did not agree to the plan.") == ["reject"]
    assert actions("In May 1921 Norway and Sweden did not agree on the plan.") == ["fail"]


def test_talks_in_which_progress_was_made_took_place() -> None:
    found = event("Norway and Sweden made some progress toward peace during talks in Oslo in May 1921.", "negotiate")
    assert who(found, "party") == {"norway", "sweden"}


def test_a_participle_right_behind_a_name_tells_of_that_name() -> None:
    found = event("In May 1921 Norway watched the Danes supporting Sweden.", "express-support")
    assert who(found, "source") == {"denmark"}


def test_what_neither_nor_nobody_did_is_denied() -> None:
    found = event("In May 1921 neither Norway nor Sweden recognised Finland.", "recognize")
    assert found["realis"] == "negated"
    assert {"norway", "sweden"} <= who(found, "source")
    assert event("In May 1921 no Danish envoy recognised Finland.", "recognize")["realis"] == "negated"


def test_an_agreement_that_fails_is_named_without_its_verb() -> None:
    assert "agreement on the fish trade" in {m.surface for m in read("In May 1921 an agreement on the fish trade failed.").mentions}


def test_talks_with_a_topic_are_those_of_the_last_parties() -> None:
    text = "Norway and Sweden met in May 1921. Great hopes were set on it. Negotiations for a lease proved hard."
    assert who(event(text, "negotiate"), "party") == {"norway", "sweden"}


def test_talks_that_open_a_sentence_are_those_of_whom_it_goes_on_to_tell() -> None:
    found = event("It was a cold year. After many months of negotiation, Norway and Sweden closed the port.", "negotiate")
    assert who(found, "party") == {"norway", "sweden"}


def test_talks_are_those_of_whom_a_clause_behind_them_says_that_they_held_them() -> None:
    found = event("In May 1921 Denmark knew of the talks that Norway and Sweden had begun in Rome.", "negotiate")
    assert {"norway", "sweden"} <= who(found, "party")


def test_persons_of_one_side_write_to_each_other() -> None:
    found = event("In May 1940 Anthony Eden confided to Winston Churchill that the fleet was weak.", "correspond")
    assert {"anthony-eden", "winston-churchill"} <= who(found, "source") | who(found, "target")


def test_an_agreement_that_was_only_tried_for_is_none() -> None:
    assert "agree" not in actions("In May 1921 Norway tried to reach an agreement with Sweden.")


def test_who_approaches_another_to_discuss_something_discusses_it() -> None:
    assert event("In May 1921 Norway approached Sweden to discuss the border.", "negotiate")["realis"] == "actual"


def test_a_treaty_provides_what_it_does_and_not_what_it_serves_to_do() -> None:
    served = "The Treaty of Westport was signed by Norway and Sweden in May 1921. The treaty served to limit the influence of traders."
    assert "agree" in actions(served.replace("served to limit", "limited"))
    assert "agree" not in actions(served)


def test_who_takes_up_a_cause_supports_it() -> None:
    assert actions("In May 1921 Norway committed itself to the cause of peace.") == ["express-support"]


def test_what_somebody_should_they_wish_it_could_do_is_no_act() -> None:
    assert "agree" not in actions("In May 1921 Norway and Sweden knew the way, should they decide to build the canal.")


def test_a_crowd_protests_to_those_in_whose_towns_it_does() -> None:
    found = event("In May 1921 thousands marched in protest throughout Norwegian cities.", "protest")
    assert who(found, "target") == {"norway"}
