"""Whom a pronoun means in a text that tells the life of one person."""

from __future__ import annotations

from tests.stages.extract.reading import read, records, who

LIFE = (
    "Born in Riga, Georgy Chicherin joined the service in 1898. In 1918 he signed the Treaty of Brest-Litovsk.\n\n"
    "In May 1928 he went to Berlin. Stalin is said to have laughed at the news.\n\n"
    "In July 1930 he resigned from his post."
)


def test_a_new_paragraph_goes_back_to_the_one_whose_life_it_is() -> None:
    (left,) = [e for e in records(read(LIFE, title="Georgy Chicherin: A Life"), "events") if e["action"] == "leave-office"]
    assert "georgy-chicherin" in who(left, "source") | who(left, "target")


def test_a_text_on_several_persons_goes_on_with_the_last_subject() -> None:
    text = LIFE.replace("Stalin is said to have laughed at the news.", "Stalin met Molotov, and Stalin laughed.")
    (left,) = [e for e in records(read(text, title="Two Commissars"), "events") if e["action"] == "leave-office"]
    assert "joseph-stalin" in who(left, "source") | who(left, "target")


def test_who_acts_in_a_relative_clause_is_not_taken_up_before_the_main_subject() -> None:
    text = "In May 1907 Edward Grey rejected the plan that Theodore Roosevelt had made. He resigned in June 1907."
    (left,) = [e for e in records(read(text), "events") if e["action"] == "leave-office"]
    assert "edward-grey" in who(left, "source") | who(left, "target")
