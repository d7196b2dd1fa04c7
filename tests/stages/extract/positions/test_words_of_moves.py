"""The verbs and turns of speech by which diplomats propose, consent, refuse, ask and yield."""

from __future__ import annotations

import pytest

from tests.stages.extract.positions.talking import moves


@pytest.mark.parametrize(
    ("did", "stance"),
    [
        ("thought it would be well to wait until May", "proposes"),
        ("spoke in favour of a joint board", "proposes"),
        ("saw great advantage in an early vote", "proposes"),
        ("moved the adoption of the report", "proposes"),
        ("left with me an aide-mémoire on the ferry", "proposes"),
        ("held out the prospect of a loan", "proposes"),
        ("said that Ruritania had decided to close the port", "proposes"),
        ("thought the question could well be left to the experts", "proposes"),
        ("said there was much to be said for a later date", "proposes"),
        ("said that he was willing to lend a ship", "proposes"),
        ("fell in with the view that a ferry was needed", "accepts"),
        ("saw no difficulty in this", "accepts"),
        ("did not see any objection to the ferry", "accepts"),
        ("gave his consent to the ferry", "accepts"),
        ("associated himself with these remarks", "accepts"),
        ("seconded the motion", "accepts"),
        ("voted for the resolution", "accepts"),
        ("thought well of the plan", "accepts"),
        ("found the wording satisfactory", "accepts"),
        ("could agree to the change", "accepts"),
        ("said that he would lay this before the Cabinet", "accepts"),
        ("was favorably impressed by the idea", "accepts"),
        ("gave me an assurance that there would be no raid", "accepts"),
        ("felt unable to accept the text", "rejects"),
        ("lodged a strong protest against the raid", "rejects"),
        ("voted against the resolution", "rejects"),
        ("deprecated any delay", "rejects"),
        ("was averse to a ferry", "rejects"),
        ("could on no account agree to a ferry", "rejects"),
        ("would have nothing to do with a ferry", "rejects"),
        ("feared that a ferry would be too dear", "rejects"),
        ("reserved the position of his Government", "rejects"),
        ("avoided a direct answer", "rejects"),
        ("poured cold water on the idea", "rejects"),
        ("shook his head", "rejects"),
        ("dissociated himself from this", "rejects"),
        ("remained adamant", "rejects"),
        ("said that this went too far", "rejects"),
        ("thought that the toll was too high", "rejects"),
        ("desired to know what the toll would be", "asks"),
        ("invited my attention to the raids", "asks"),
        ("required that the port be opened", "asks"),
        ("claimed the right to fish there", "asks"),
        ("sought an assurance on the toll", "asks"),
        ("put the question whether the toll would stand", "asks"),
        ("brought up the question of the toll", "asks"),
        ("would be grateful for an early answer", "asks"),
        ("looked to Freedonia for help", "asks"),
        ("made a request for help", "asks"),
        ("made it a condition that the toll be lowered", "asks"),
        ("stipulated that the toll be lowered", "asks"),
        ("renounced the claim", "concedes"),
        ("granted that the toll was high", "concedes"),
        ("fully appreciated the difficulty", "concedes"),
        ("was prepared to go some way to meet this", "concedes"),
        ("would be content with a shorter term", "concedes"),
        ("showed some flexibility on the date", "concedes"),
        ("reduced his demand to ten ships", "concedes"),
        ("expressed regret for the raid", "concedes"),
        ("agreed with reluctance to the toll", "concedes"),
        ("altered the wording of the text", "amends"),
    ],
)
def test_what_one_did_makes_a_move(did: str, stance: str) -> None:
    assert moves(f"Varga {did}.") == [("anton-varga", stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Varga said good-bye and left.",
        "Varga sent two clerks to the north.",
        "Varga gave an account of the harvest.",
        "Varga stood at the window.",
        "Varga took up his pen.",
    ],
)
def test_what_is_only_told_makes_none(text: str) -> None:
    assert moves(text) == []


def test_request_may_be_named_by_its_noun() -> None:
    assert moves("Varga's request was for an early answer.") == [("anton-varga", "asks")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Varga's refusal to sign was regretted.", "rejects"),
        ("A request by Varga that a pilot be hired was put aside.", "asks"),
        ("Varga's reply was in the negative.", "rejects"),
        ("Varga maintained his objection.", "rejects"),
        ("Nor could Varga agree to the toll.", "rejects"),
        ("Varga allowed that the toll was high.", "concedes"),
        ("Varga expected Freedonia to withdraw its ships.", "asks"),
        ("Ruritania, Varga said, would lend two ships.", "proposes"),
    ],
)
def test_move_may_be_told_by_a_noun_or_denied_before_its_subject(text: str, stance: str) -> None:
    assert moves(text) == [("anton-varga", stance)]


def test_neither_of_two_who_would_agree_did() -> None:
    assert [stance for _, stance in moves("Neither Varga nor Brandt would agree to the toll.")] == ["rejects"]


def test_not_only_denies_nothing() -> None:
    assert moves("Varga not only agreed with this but smiled.") == [("anton-varga", "accepts")]
