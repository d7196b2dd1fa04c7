"""Recognition, relations and the posts that serve them: acts that texts often tell of nobody."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


def actors(record: dict[str, object]) -> set[str]:
    return {p["actor_id"] for p in record["participant"] if p["actor_id"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "action", "sides"),
    [
        ("The Danish Legation in Lima opened on 4 May 1931.", "establish-relations", {"denmark", "peru"}),
        ("The Danish Embassy in Lima, Peru was established on 4 May 1931.", "establish-relations", {"peru"}),
        ("The Legation in Peru was raised to Embassy status on 4 May 1931.", "establish-relations", {"peru"}),
        ("The Danish Embassy in Lima was reopened on 4 May 1931.", "restore-relations", {"denmark", "peru"}),
        ("The Legation in Lima was elevated to the level of Embassy on 4 May 1931.", "establish-relations", {"peru"}),
        ("Embassy Guayaquil was closed on 4 May 1931.", "break-relations", {"ecuador"}),
        ("The first Danish Consulate to open in Lima was on 4 May 1931.", "establish-relations", {"denmark", "peru"}),
        ("The Danish Embassy in Lima suspended its operations on 4 May 1931.", "break-relations", {"denmark", "peru"}),
        ("The Danish mission to the Government of Peru in Oslo was terminated on 4 May 1931.", "break-relations", {"denmark"}),
        ("Karl Berg transferred the Danish Legation from Cuzco to Lima on 4 May 1931.", "establish-relations", {"denmark", "peru"}),
        ("The Danish Legation returned from Cuzco to Lima on 4 May 1931.", "restore-relations", {"denmark", "peru"}),
        ("The King saw the return of the Danish Legation to Lima on 4 May 1931.", "restore-relations", {"denmark", "peru"}),
        ("Although Peru joined the union on 3 May, relations with Denmark ended on 4 May 1931.", "break-relations", {"denmark", "peru"}),
        ("Karl Berg was the first Danish Minister accredited to Peru on 4 May 1931.", "establish-relations", {"denmark", "peru"}),
        ("Recognition by Denmark of Peru came on 4 May 1931.", "recognize", {"denmark", "peru"}),
        ("Danish recognition of the new order came on 4 May 1931.", "recognize", {"denmark"}),
        ("The letter of 4 May 1931 constituted recognition by Denmark.", "recognize", {"denmark"}),
        ("Denmark recognized the new government in Peru on 4 May 1931.", "recognize", {"denmark", "peru"}),
        ("Denmark became the second state to recognize Peru on 4 May 1931.", "recognize", {"denmark", "peru"}),
        ("Denmark recognized Peru (a colony until 3 June 1925) on 4 May 1931.", "recognize", {"denmark", "peru"}),
        ("Peru accepted Karl Berg as Danish Consul on 4 May 1931.", "mission", {"peru"}),
        ("Karl Berg (then at Oslo) presented his credentials to Peru on 4 May 1931.", "mission", {"peru"}),
        ("Following the “Lima affair,” Denmark closed its Legation in Peru on 4 May 1931.", "break-relations", {"denmark", "peru"}),
        ("The Danish Legation closed on 4 May 1931.", "break-relations", {"denmark"}),
        ("Relations between Denmark and Peru ended on 4 May 1931.", "break-relations", {"denmark", "peru"}),
        ("The first act of recognition between Denmark and Peru occurred on 4 May 1931.", "recognize", {"denmark", "peru"}),
        ("On 4 May 1931 Denmark appointed its first Consul in Lima.", "establish-relations", {"denmark"}),
    ],
)
def test_posts_and_relations(text: str, action: str, sides: set[str]) -> None:
    found = event(text, action)
    assert (found["date"], actors(found)) == ("1931-05-04", sides)


def test_relations_of_nobody_are_those_of_the_states_that_the_sentence_names() -> None:
    found = event(
        "Diplomatic relations were established on 4 May 1931, when the Danish Minister was received by the Government of Peru.",
        "establish-relations",
    )
    assert actors(found) == {"denmark", "peru"}


def test_an_envoy_who_presents_his_credentials_proposes_nothing() -> None:
    doc = read("Karl Berg presented his credentials to the Government of Peru on 4 May 1931.")
    assert [e["action"] for e in records(doc, "events")] == ["mission"]


def test_what_opens_by_itself_is_no_attack() -> None:
    assert not [e for e in records(read("The Danish Museum in Lima opened on 4 May 1931."), "events") if e["action"] == "attack"]


def test_an_envoy_is_received_by_those_who_take_him_for_one() -> None:
    found = event("On 4 May 1931 Peru received Mr. Karl Berg as Envoy Extraordinary and Minister Plenipotentiary.", "mission")
    assert (who(found, "source"), who(found, "target")) == ({"x-karl-berg"}, {"peru"})


def test_a_post_that_the_next_sentence_takes_up() -> None:
    found = event("The first Danish consular post in Peru was a small office in Lima. It closed in 1931.", "break-relations")
    assert (found["date"], actors(found)) == ("1931", {"denmark"})


def test_a_town_of_an_empire_is_of_no_later_state() -> None:
    assert actors(event("The Danish Consulate in Warsaw opened in 1871.", "establish-relations")) == {"denmark"}


def test_what_was_due_to_something_was_done() -> None:
    found = event("On 4 May 1931 Denmark sent a note. The withdrawal of the Danish forces was due to the treaty.", "withdraw")
    assert found["realis"] == "actual"


def test_letters_of_recall_end_an_office() -> None:
    (found,) = records(read("Karl Berg presented his letters of recall on 4 May 1931."), "events")
    assert (found["action"], found["date"]) == ("leave-office", "1931-05-04")


def test_ratifications_are_exchanged_of_the_treaty_told_before() -> None:
    text = "Denmark and Peru signed the Treaty of Amity and Commerce in Lima. Ratifications were exchanged in Oslo on 4 May 1931."
    found = event(text, "ratify")
    assert (found["date"], actors(found)) == ("1931-05-04", {"denmark", "peru"})


def test_a_consul_who_takes_his_post_and_a_chamber_that_confirms_him() -> None:
    assert event("Karl Berg became the Acting Vice Consul on 4 May 1931.", "assume-office")["date"] == "1931-05-04"
    text = "Karl Berg was the Danish consul. The Senate confirmed his appointment on 4 May 1931."
    assert "x-karl-berg" in who(event(text, "assume-office"), "source")


def test_an_accession_to_an_agreement_is_no_accession_to_the_throne() -> None:
    doc = read("The note was the accession of the Kingdom of Denmark into the agreement on 4 May 1931.")
    assert [e["action"] for e in records(doc, "events")] == ["accede"]


def test_what_came_on_or_shortly_before_a_day_has_that_day() -> None:
    assert event("Karl Berg presented his credentials to Peru on or shortly before 4 May 1931.", "mission")["date"] == "1931-05-04"


def test_duties_that_pass_from_one_embassy_to_another_move_none() -> None:
    text = "In 1931 responsibilities for trade were transferred from the Danish Embassy in Lima to the Danish Embassy in Oslo."
    assert not [e for e in records(read(text), "events") if e["action"] == "establish-relations"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A Government of Reform, with Karl Berg of Denmark, was formed in June 1921; on 4 May 1931 Norway recognised it.", "denmark"),
        ("Peru had a revolt. Peru had an election.\n\nA Government of Reform was formed; on 4 May 1931 Norway recognised it.", "peru"),
        ("In 1930 a revolt broke out in Peru. Norway recognised the new government on 4 May 1931.", "peru"),
        ("In Peru a committee took power, which Norway recognised on 4 May 1931.", "peru"),
        ("Peru had a new government, which Sweden did not hail and which Norway recognised on 4 May 1931.", "peru"),
    ],
)
def test_a_government_without_a_name_is_that_of_the_state_just_told_of(text: str, target: str) -> None:
    found = event(text, "recognize")
    assert (who(found, "source"), who(found, "target"), found["date"]) == ({"norway"}, {target}, "1931-05-04")


def test_what_is_no_government_is_not_recognised_as_one() -> None:
    text = "Norway annexed an island of Sweden in May 1931. Denmark did not recognise {}."
    for matter in ("it", "the change", "the frontier of the state"):
        assert who(event(text.format(matter), "recognize"), "target") == set()
    text = "In May 1931 the government of Peru fell, and a committee declared that Norway recognised the new frontier."
    assert who(event(text, "recognize"), "target") == set()


def test_a_treaty_that_is_recognised_is_held_to_bind() -> None:
    assert event("In May 1931 Norway recognised the treaty with Sweden.", "accept")["realis"] == "actual"
    found = list(records(read("In May 1931 Norway did not recognise the Lima Agreement."), "events"))
    assert [(e["action"], e["realis"], who(e, "source")) for e in found] == [("reject", "actual", {"norway"})]
    for matter in ("the government of Peru", "any treaty of Peru with Sweden"):
        assert event(f"In May 1931 Norway did not recognise {matter}.", "recognize")["realis"] == "negated"


def test_a_government_that_several_recognise_is_none_of_theirs() -> None:
    found = event("A Government of Reform, with Karl Berg of Denmark, was formed; in May 1931 Norway and Peru recognised it.", "recognize")
    assert (who(found, "source"), who(found, "target")) == ({"norway", "peru"}, {"denmark"})


def test_a_land_recognised_as_part_of_a_state_is_that_states() -> None:
    found = event("In May 1931 Norway recognised Sweden as a part of Denmark.", "recognize")
    assert (who(found, "source"), who(found, "target")) == ({"norway"}, {"denmark"})
