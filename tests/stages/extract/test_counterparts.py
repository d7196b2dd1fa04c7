"""Who takes part without being named in the clause: the state behind a body, and the other side of an act that takes two."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.who.counterparts import wants
from schemas import data
from tests.stages.extract.reading import event, read, records, who


def test_the_table_asks_of_known_actions_for_a_target_or_a_partner() -> None:
    known = {r["action"] for r in data.rows("vocab/actions", "action")}
    assert set(wants()) <= known
    assert {wanted for wanted, _ in wants().values()} == {"party", "target"}


def test_a_chamber_acts_for_its_state() -> None:
    found = event("The U.S. Senate ratified the Treaty of Lima on 3 May 1851.", "ratify")
    assert who(found, "source") == {"united-states-senate", "united-states"}


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        ("Norway and Sweden negotiated in May 1905. Norway proposed a court of five judges.", "propose", "target", {"sweden"}),
        ("In 1912 Greece met with Bulgaria. A month later Greece agreed to pay for the road.", "agree", "target", {"bulgaria"}),
        ("In 1912 Greece met with Bulgaria. A month later Greece agreed to pay for the road.", "agree", "source", {"greece"}),
        ("In May 1905 Norway rejected the plan, and it asked for a loan to Peru.", "reject", "target", set()),
        ("In May 1905 Norway rejected the plan and courted the ministers of Peru.", "reject", "target", set()),
        ("In May 1905 Norway demanded that troops stay until there was peace with Peru.", "demand", "target", set()),
        ("In May 1905 Norway asked about Denmark, Sweden and Peru.", "request", "target", set()),
        ("In May 1905 Norway rejected the plan of a customs union that Sweden had drawn up.", "reject", "target", {"sweden"}),
        ("In May 1905 Norway replied that Sweden lay far from the railway.", "correspond", "target", set()),
        ("The Lima Conference of 1923 was a gathering of Peru, Chile and Brazil.", "conference", "party", {"peru", "chile", "brazil"}),
        ("In May 1905 Norway rejected the plan, which was printed in Japan.", "reject", "target", set()),
        ("Norway and Sweden negotiated in May 1905.\n\nIn July Norway proposed a court of five judges.", "propose", "target", set()),
        ("In May 1905 Norway agreed on the day when Japan sold the ships.", "agree", "party", set()),
        ("In May 1905 Norway proposed a treaty of peace with a strong and neutral Japan.", "propose", "target", set()),
        ("In May 1905 Norway proposed a treaty like those of Peru and Chile.", "propose", "target", set()),
        ("In May 1905 Norway put forward a plan to divide Japan into five parts.", "propose", "target", set()),
        ("In May 1905 Norway suggested that Japan be given the islands.", "propose", "target", set()),
        ("In May 1905 Norway demanded that Japan leave the islands.", "demand", "target", {"japan"}),
        ("In May 1905 Norway demanded that guards should stay until the harvest came in from Japan.", "demand", "target", set()),
        ("In May 1905 Norway occupied the valley and left the League of Nations.", "occupy", "target", set()),
        ("In May 1905 Norway proposed a road. Sweden refused to pay for it.", "reject", "target", {"norway"}),
    ],
)
def test_the_other_side_of_an_act_is_found_near_by(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) == actors


def test_a_dealing_of_many_says_nothing_of_what_one_of_them_does_next() -> None:
    text = "In 1923 Peru, Chile, Brazil and Bolivia held talks. Peru then proposed a common school law."
    assert who(event(text, "propose"), "target") == set()


def test_who_arrives_in_a_capital_visits_its_state() -> None:
    found = event("In May 1912 Sweden's envoy Karl Berg arrived in Oslo.", "visit")
    assert who(found, "target") == {"norway"}


def test_a_blow_falls_on_whom_one_was_just_fighting() -> None:
    text = "Greece declared war on Bulgaria in June 1913. Greece then launched an offensive in the hills."
    assert who(event(text, "attack"), "target") == {"bulgaria"}


def test_those_who_talk_speak_of_blows_against_others() -> None:
    text = (
        "Present: Joseph Stalin (Soviet Union); Anthony Eden (United Kingdom)\n\n"
        "Mr Eden met Stalin on 17 December 1941. Last year the United Kingdom attacked in the desert."
    )
    found = [e for e in records(read(text, "record-of-conversation"), "events") if e["action"] == "attack"]
    assert not any("soviet-union" in who(e, "target") for e in found)


def test_a_colony_acts_for_itself_until_it_is_one_of_the_states() -> None:
    assert who(event("Virginia rejected the plan in May 1754.", "reject"), "source") == {"virginia"}
    assert not [e for e in records(read("Virginia rejected the plan in May 1954."), "events") if e["action"] == "reject"]


def test_a_hyphen_joins_two_modifiers() -> None:
    found = event("The Norwegian-Swedish negotiations began in May 1905.", "negotiate")
    assert who(found, "party") == {"norway", "sweden"}


def test_a_place_at_the_head_of_a_sentence_is_no_subject() -> None:
    (found,) = [e for e in records(read("At Lima, Chile and Brazil negotiated with Peru in 1923."), "events") if e["action"] == "negotiate"]
    assert who(found, "party") == {"chile", "brazil", "peru"}


def test_in_a_talk_of_two_the_other_one_is_meant() -> None:
    text = (
        "Present: Joseph Stalin (Soviet Union); Anthony Eden (United Kingdom)\n\n"
        "The draft treaty was read. Mr Eden proposed to delete Article 3."
    )
    found = event(text, "propose", "record-of-conversation")
    assert who(found, "source") == {"united-kingdom", "anthony-eden"} and who(found, "target") == {"soviet-union", "joseph-stalin"}


def test_in_a_talk_of_three_no_state_that_it_often_names_is_the_other_side() -> None:
    text = (
        "Present: Joseph Stalin (Soviet Union); Anthony Eden (United Kingdom); Cordell Hull (United States)\n\n"
        "The United Kingdom and Turkey were spoken of first, and the ports of Turkey. Mr Eden proposed to delete Article 3."
    )
    assert who(event(text, "propose", "minutes"), "target") == {"soviet-union", "joseph-stalin", "united-states", "cordell-hull"}


def test_a_state_ahead_of_a_courtesy_title_is_not_its_bearers() -> None:
    (found,) = [m for m in read("On 3 May 1943 they met. On Turkey Mr Eden preferred to wait.").mentions if m.kind == "person"]
    assert (found.surface, found.for_actor) == ("Mr Eden", "united-kingdom")


def test_as_many_are_meant_as_the_text_counts() -> None:
    text = "In May 1912 Greece and Bulgaria met in Rome. The other four delegations met at Lima in June 1912."
    assert all(who(e, "party") == {"greece", "bulgaria"} and e["date"] == "1912-05" for e in records(read(text), "events"))


def test_a_pronoun_goes_on_from_a_pronoun() -> None:
    text = (
        "In May 1912 Greece and Bulgaria met in Rome. They spoke of Japan and of Peru. In June 1912 they signed a treaty of commerce."
    )
    assert who(event(text, "sign"), "party") == {"greece", "bulgaria"}


def test_a_pronoun_beside_a_name_is_one_of_the_two() -> None:
    text = "In June 1933 Maxim Litvinov came to London. There he and John Simon agreed on a truce."
    assert who(event(text, "agree"), "party") == {"maxim-litvinov", "soviet-union", "john-simon", "united-kingdom"}


def test_a_president_is_of_a_state_that_has_one() -> None:
    text = "In July 1941 the Soviet Union fought and the Soviet Union bled. Hopkins of the United States advised the President."
    found = {m.ref_id for m in read(text).mentions if m.kind == "person"}
    assert "mikhail-kalinin" not in found and "franklin-d-roosevelt" in found
