"""Treaties: between whom they are, and who signed them for whom."""

from __future__ import annotations

import pytest

from flows.stages.extract.treaties.whose.guesses import GUESSED
from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import sides, signed_by, treaties, treaty


def test_the_other_side_may_stand_before_the_verb() -> None:
    text = "Norway signed a trade treaty with Persia in 1930, and with Sweden and Denmark it concluded the Whaling Pact of 1931."
    pact = next(t for t in treaties(text) if t["kind"] == "pact")
    assert {"sweden", "denmark"} <= {p["actor_id"] for p in pact["party"]}  # type: ignore[attr-defined]
    assert "iran" not in {p["actor_id"] for p in pact["party"]}  # type: ignore[attr-defined]


def test_with_whom_somebody_signed_a_treaty_signed_it_too() -> None:
    (t,) = treaties("In May 1942 Anthony Eden signed a trade agreement with the Soviet Foreign Minister Vyacheslav Molotov.")
    assert signed_by(t) == {"anthony-eden", "vyacheslav-molotov"}


def test_a_pronoun_beside_a_name_signs_too() -> None:
    (t,) = treaties("Eden came to Moscow in May 1942. There he and Molotov signed the Treaty of Alliance.")
    assert signed_by(t) == {"anthony-eden", "vyacheslav-molotov"}


def test_the_enemy_with_whom_a_treaty_ended_the_war_is_a_party() -> None:
    (t,) = treaties("Norway and Denmark ended the war with Sweden with the Treaty of Bergen in 1783.")
    assert {p["actor_id"] for p in t["party"]} == {"norway", "denmark", "sweden"}  # type: ignore[attr-defined]


def test_a_group_is_no_party_beside_its_members() -> None:
    text = "The Treaty of Oslo between Norway and the Central Powers was signed in Oslo on 9 February 1918 by Norway with {}."
    (t,) = treaties(text.format("Germany and Austria-Hungary"))
    assert {p["actor_id"] for p in t["party"]} == {"norway", "germany", "austria-hungary"}  # type: ignore[attr-defined]


def test_a_separate_peace_that_a_treaty_forbids_makes_nobody_its_party() -> None:
    found = treaties("Norway and Denmark signed the Treaty of Alliance in 1783. The treaty forbade a separate peace with Sweden.")
    assert {p["actor_id"] for p in found[0]["party"]} == {"norway", "denmark"}  # type: ignore[attr-defined]


def test_a_name_behind_by_signs_for_the_state_behind_it() -> None:
    (t,) = treaties("The Berlin Agreement was signed on 3 May 1971 by Pyotr Kolosov for the Soviet Union and Karl Berg for Norway.")
    assert signed_by(t) == {"x-pyotr-kolosov", "x-karl-berg"}
    assert {p["actor_id"] for p in t["party"]} == {"soviet-union", "norway"}  # type: ignore[attr-defined]


def test_in_whose_names_a_declaration_was_issued() -> None:
    (t,) = treaties("On 26 July 1945 the Westport Declaration to Japan was issued in the names of Norway, Sweden and China.")
    assert {p["actor_id"] for p in t["party"]} >= {"norway", "sweden", "china"}  # type: ignore[attr-defined]


def test_an_organisation_that_a_pronoun_may_mean_signs_nothing() -> None:
    found = treaties("The League of Nations met. It signed a trade agreement with Norway in May 1931.")
    assert "league-of-nations" not in {p["actor_id"] for t in found for p in t["party"]}  # type: ignore[attr-defined]


def test_two_who_sign_in_the_present() -> None:
    (t,) = treaties("Norway and Sweden sign the Eastern Pact in Oslo in May 1931.")
    assert (t["signed"], t["place_id"]) == ("1931-05", "oslo")


def test_the_agreement_to_which_two_put_their_names_was_signed() -> None:
    (t,) = treaties("An economic agreement between Norway and Sweden, to which Hansen and Lindgren put their names, went with it.")
    assert t["status"] == "signed"


def test_the_two_that_a_text_is_about_are_no_parties_where_it_speaks_of_a_third() -> None:
    about = "Norway and Sweden traded much. Norway asked Sweden for grain. Sweden asked Norway for fish. Norway and Sweden met often.\n\n"
    third = "Denmark was another neighbour. Denmark wanted peace. The Treaty of Aalborg of 1905 remained in force with Norway."
    (t,) = treaties(about + third)
    assert "sweden" not in {p["actor_id"] for p in t["party"]}  # type: ignore[attr-defined]


def test_who_sent_the_envoys_has_not_signed() -> None:
    text = "The Oslo Trade Treaty was signed in Oslo on 3 May 1921 by Fridtjof Nansen for Norway and by the envoys of King Gustaf V."
    (t,) = treaties(text)
    assert {s["person_id"] for s in t["signatory"]} == {"fridtjof-nansen"}  # type: ignore[attr-defined]


def test_the_other_side_of_the_next_clause_is_no_party() -> None:
    found = treaties(
        "Norway signed a trade agreement with Sweden on 3 May 1931, and with Finland and Denmark it concluded the Whaling Pact in 1932."
    )
    (t,) = [t for t in found if t["kind"] == "agreement"]
    assert {p["actor_id"] for p in t["party"]} == {"norway", "sweden"}  # type: ignore[attr-defined]


def test_who_acts_in_a_clause_without_a_verb_is_no_party() -> None:
    found = treaties(
        "Norway and Sweden drew a frontier. The northern line was confirmed by a treaty signed in Oslo on 3 May 1931,"
        " the southern one by the King of Peru and by Finland."
    )
    assert all(p["actor_id"] not in ("finland", "peru") for t in found for p in t["party"])  # type: ignore[attr-defined]


def test_two_treaties_signed_in_one_breath_have_one_day_and_the_same_signatories() -> None:
    first, second = treaties("On 4 May 1931 Stalin and Eden signed the Treaty of Alliance and a trade agreement in Moscow.")
    assert first["signed"] == second["signed"] == "1931-05-04"
    assert signed_by(first) == signed_by(second) == {"joseph-stalin", "anthony-eden"}


def test_those_whom_a_treaty_binds_behind_its_name() -> None:
    text = "The Northern Pact of 1931, in which Norway, Sweden and Denmark alongside the other powers promised help, was a surprise."
    assert sides(treaty(text, "Northern Pact")) == {"norway", "sweden", "denmark"}
    text = "The draft treaty on fishing provides that Norway, Sweden, and Denmark shall limit their fleets."
    assert sides(treaty(text, "draft treaty")) == {"norway", "sweden", "denmark"}


def test_a_list_of_sides_goes_on_over_what_they_are() -> None:
    text = "Under separate fishing agreements between Norway and the neighbouring states of Sweden, Denmark, and Finland, peace came."
    assert sides(treaty(text, "agreements")) == {"norway", "sweden", "denmark", "finland"}


def test_a_treaty_that_replaces_another_is_one_of_the_same_states() -> None:
    text = "Norway and Sweden signed the Brown–Lund Treaty in 1850. The Oslo Treaty of 1901 abrogated the earlier Brown–Lund Treaty."
    assert sides(treaty(text, "Oslo Treaty")) == {"norway", "sweden"}


def test_a_treaty_is_between_the_sides_of_what_its_namesake_negotiated() -> None:
    text = (
        "Norwegian Foreign Minister Karl Berg travelled to Stockholm to negotiate a treaty with Sweden. "
        "Danish officials feared the worst for Denmark. Denmark got less than Norway had got in Berg’s Treaty."
    )
    assert sides(treaty(text, "Berg")) == {"norway", "sweden"}


def test_those_among_whom_a_treaty_deals_out_something_are_its_parties() -> None:
    text = "The Oslo Naval Treaty set the tonnage at 20,000 tons for Norway, 15,000 tons for Sweden, and 9,000 tons for Denmark."
    assert sides(treaty(text, "Naval")) == {"norway", "sweden", "denmark"}


def test_who_is_left_out_of_treaties_with_all_the_others_is_no_party() -> None:
    text = "By 1948 the Soviet Union had concluded separate treaties with each of the northern states except for Norway."
    assert sides(treaty(text, "treaties")) == {"soviet-union"}


def test_a_plan_of_one_state_has_that_state_alone() -> None:
    text = "In May 1931 the Norwegian Foreign Minister Karl Berg announced the Fisheries Plan. Sweden and Denmark did not like it."
    assert sides(treaty(text, "Plan")) == {"norway"}


def test_the_sides_of_the_talks_in_the_same_sentence_are_those_of_the_treaty() -> None:
    text = "With the consent of Denmark, Norwegian officials entered negotiations with Sweden, and reached a trade agreement in 1931."
    assert sides(treaty(text, "trade agreement")) == {"norway", "sweden"}


def test_a_name_made_short_in_brackets_before_its_year_is_taken_up() -> None:
    text = "The Northern Arms Reduction Treaty (NART I) of 1931 was famous. In May 1932 Norway and Sweden ratified NART I."
    assert sides(treaty(text, "Northern")) == {"norway", "sweden"}


def test_those_whose_results_a_paper_sets_down_are_its_sides() -> None:
    talks = "In May 1931 the Norwegians promised to leave the islands. The Danish government agreed to pay for the harbour. "
    assert sides(treaty(talks + "The results were set down in the Westport Memorandum.", "Westport Memorandum")) == {"norway", "denmark"}
    assert sides(treaty(talks + "In Sweden the Westport Memorandum had been forgotten.", "Westport Memorandum")) != {"norway", "denmark"}


def test_what_one_proposes_to_another_for_both_has_both_as_sides() -> None:
    said = "On 8 July 1941 Stalin saw Cripps and proposed a declaration with two points: "
    assert sides(treaty(said + "mutual help and an open harbour.", "declaration with two points")) == {"soviet-union", "united-kingdom"}
    him = "Cripps waited for an answer. " + said.replace("saw Cripps", "received him")
    assert sides(treaty(him + "mutual help and an open harbour.", "declaration with two points")) == {"soviet-union", "united-kingdom"}
    assert sides(treaty(said + "its fleet and an open harbour.", "declaration with two points")) == {"soviet-union"}


def parties(text: str, name: str) -> set[str]:
    (found,) = [t for t in records(read(text), "treaties") if name in str(t["name"])]
    return {p["actor_id"] for p in found["party"]}


def test_those_who_founded_an_organisation_are_the_parties_of_its_charter() -> None:
    text = "In 1954 France, Australia and Pakistan founded the Southeast Asia Treaty Organization. Later the SEATO charter was vital."
    assert parties(text, "SEATO") == {"france", "australia", "pakistan"}


def test_a_declaration_is_theirs_over_whose_names_it_is_issued() -> None:
    text = "A declaration on whaling was issued on 1 November 1943 over the names of Norway, Sweden and Denmark. The envoys left."
    assert parties(text, "whaling") == {"norway", "sweden", "denmark"}


def test_who_drafts_a_treaty_is_its_party_as_far_as_it_came() -> None:
    assert parties("The Danish Parliament drafted a Whaling Treaty in May. The envoys left.", "Whaling") == {"denmark"}


def test_what_talks_result_in_is_between_those_who_held_them() -> None:
    text = "Norway and Sweden held a series of negotiations to settle their trade. The result was the signing of the Whaling Accord."
    assert parties(text, "Whaling") == {"norway", "sweden"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Treaty of Westport that Norway and Sweden concluded in 1931 was short.", {"norway", "sweden"}),
        (
            "The Westport Treaty was kept. Each of the signatories—Norway, Sweden, and Denmark—would respect the coast.",
            {"norway", "sweden", "denmark"},
        ),
        (
            "The Danish minister concluded trade agreements with three countries under the Harbour Act: Norway, Sweden, and Finland.",
            {"norway", "sweden", "finland"},
        ),
    ],
)
def test_lists_of_those_who_made_a_treaty(text: str, sides: set[str]) -> None:
    (t,) = records(read(text), "treaties")
    assert sides <= {p["actor_id"] for p in t["party"]}


def test_a_body_that_signs_with_a_state_is_a_party() -> None:
    (t,) = records(read("In May 1993 Israel and the Palestine Liberation Organization signed the Westport Protocol."), "treaties")
    assert {p["actor_id"] for p in t["party"]} == {"israel", "palestine-liberation-organization"}


def test_a_political_party_whose_state_is_told_of_signs_for_it() -> None:
    signed = "In March 1918 the Bolsheviks signed the Treaty of Westport with Germany."
    (t,) = records(read(f"{signed} The treaty between Soviet Russia and Germany was harsh."), "treaties")
    assert {p["actor_id"] for p in t["party"]} == {"germany", "soviet-russia"}


def test_the_year_of_another_treaty_is_no_date_of_this_one() -> None:
    said = "The two concluded the Brown-Lund Agreement, in which Norway condoned the Swedish-Danish alliance of 1902."
    signed = {t["name"]: t.get("signed") for t in records(read(said), "treaties")}
    assert signed["Brown-Lund Agreement"] is None


def test_who_never_signed_a_treaty_is_a_side_of_it_all_the_same() -> None:
    said = "Norway has never signed a treaty of peace with Japan. The envoys hoped for a treaty of peace."
    (t,) = records(read(said), "treaties")
    assert {p["actor_id"] for p in t["party"]} == {"norway", "japan"}


def test_a_movement_that_signed_with_a_state_is_a_party_and_no_state_is_guessed_for_it() -> None:
    before = "Israel and Egypt had long been at war, and Egypt and Israel went on talking."
    (t,) = treaties(f"{before} In May 1994 Israel and the PLO signed the Port Protocol.")
    assert sides(t) == {"israel", "palestine-liberation-organization"}


def test_letters_in_brackets_stand_for_the_actor_later_on() -> None:
    text = "A Palestinian Authority (PA) was set up in 1994. In May 1997 Israel and the PA signed the Harbour Protocol."
    (t,) = treaties(text)
    assert sides(t) == {"israel", "palestinian-authority"}


def test_the_person_in_the_name_of_a_memorandum_signs_it_too() -> None:
    (t,) = treaties("In May 1942 Anthony Eden signed the Westport Memorandum with Vyacheslav Molotov.")
    assert signed_by(t) == {"anthony-eden", "vyacheslav-molotov"}
    assert sides(t) == {"united-kingdom", "soviet-union"}


def test_those_after_whom_a_signed_treaty_is_called_signed_it() -> None:
    text = "Anthony Eden came to Moscow to see Vyacheslav Molotov in May 1942. The Eden-Molotov Treaty was kept for three years."
    (t,) = treaties(text)
    assert signed_by(t) == {"anthony-eden", "vyacheslav-molotov"}


def test_those_who_talked_in_a_town_made_the_agreement_that_is_called_after_it() -> None:
    talks = "Negotiations in Oslo ended in May 1966, with both sides content. The Oslo agreement did not last."
    found = [t for t in treaties(f"India and Pakistan fought over the valley. {talks}") if t["name"] == "Oslo agreement"]
    assert [sides(t) for t in found] == [{"india", "pakistan"}]


def test_what_a_verb_takes_up_by_it_is_signed() -> None:
    (t,) = treaties("In May 1942 Anthony Eden saw the draft of the Westport Treaty and signed it.")
    assert signed_by(t) == {"anthony-eden"}


def test_a_similar_treaty_is_not_the_one_that_it_is_like() -> None:
    first = "The Treaty of Westport ended the war between Norway and Denmark in 1842."
    found = treaties(f"{first} In 1844 Sweden concluded a similar treaty with Denmark.")
    westport = next(t for t in found if t["name"] == "Treaty of Westport")
    assert "sweden" not in sides(westport)


def test_who_proposed_a_joint_paper_and_to_whom_are_its_parties() -> None:
    text = "In 1931 Norway proposed to Denmark that they issue a joint declaration on fisheries, as Sweden, Finland and Iceland had done."
    (t,) = treaties(text)
    assert sides(t) == {"norway", "denmark"}


def test_two_states_of_one_nation_are_told_of_together() -> None:
    (t,) = treaties("On 13 December 1991 the two Koreas signed the Basic Agreement.")
    assert sides(t) == {"north-korea", "south-korea"}


def test_a_peninsula_in_a_name_is_no_party() -> None:
    (t,) = treaties("In 1992 Norway and Denmark concluded the Treaty of the Korean Peninsula.")
    assert sides(t) == {"norway", "denmark"}


@pytest.mark.parametrize(("name", "parties"), [("Baghdad Pact", {"turkey"}), ("Bergen Pact", {"turkey", "greece"})])
def test_who_is_near_a_treaty_that_is_known_to_be_between_others_is_no_party(name: str, parties: set[str]) -> None:
    text = (
        f"Greece and Turkey quarrelled over Cyprus. Greece feared that Turkey, with the {name}, would turn away. "
        "Turkey told Greece that it would not. Greece did not believe Turkey."
    )
    (t,) = treaties(text)
    assert {p["actor_id"] for p in t["party"]} == parties  # type: ignore[attr-defined]


def test_whom_a_text_itself_names_is_a_party_of_a_known_treaty() -> None:
    (t,) = treaties("The Baghdad Pact was signed by Turkey and Norway in 1955.")
    assert {p["actor_id"] for p in t["party"]} == {"turkey", "norway"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("told", "read_in_it"),
    [("agreed not only to abide by the Dunmore Pact, but also to disarm.", False), ("agreed on the Dunmore Pact.", True)],
)
def test_who_agreed_to_keep_a_treaty_is_not_said_to_have_made_it(told: str, read_in_it: bool) -> None:
    doc = read(f"In 1992 Norway and Sweden {told}")
    assert any(s.field == "party" and s.confidence > GUESSED for s in doc.statements if s.record_type == "treaties") == read_in_it
