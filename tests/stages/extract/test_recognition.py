"""Recognition, relations and the posts that serve them: acts that texts often tell of nobody."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records


def actors(record: dict[str, object]) -> set[str]:
    return {p["actor_id"] for p in record["participant"] if p["actor_id"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "action", "sides"),
    [
        ("The Danish Legation in Lima opened on 4 May 1931.", "establish-relations", {"denmark"}),
        ("The Danish Embassy in Lima, Peru was established on 4 May 1931.", "establish-relations", {"peru"}),
        ("The Legation in Peru was raised to Embassy status on 4 May 1931.", "establish-relations", {"peru"}),
        ("The Danish Embassy in Lima was reopened on 4 May 1931.", "restore-relations", {"denmark"}),
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
