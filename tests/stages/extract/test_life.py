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


def test_she_is_a_woman_or_else_a_state() -> None:
    text = "In 1962 Nehru praised Alva Berg. In May 1973 she resigned."
    (left,) = [e for e in records(read(text), "events") if e["action"] == "leave-office"]
    assert "x-alva-berg" in who(left, "source") | who(left, "target")
    text = "In May 1915 Italy turned away from her allies after Sonnino had spoken. In June 1915 she declared war on Austria-Hungary."
    (war,) = [e for e in records(read(text), "events") if e["action"] == "declare-war"]
    assert who(war, "source") == {"italy"}


def test_the_name_of_a_title_is_the_person_of_the_text() -> None:
    text = "Born in Uppsala, Alva Strandqvist married a clerk in 1924. In 1955 she met Nehru in India. She resigned in May 1973."
    found = list(records(read(text, title="Alva Strandqvist (1902-1986)"), "events"))
    assert all("x-alva-strandqvist" in {p["person_id"] for p in e["participant"]} for e in found if e["action"] in ("meet", "leave-office"))


def test_an_entry_opens_with_the_family_name() -> None:
    text = "The daughter of a general. In October 1922 she went to Norway. She died in Moscow on 9 March 1952."
    found = list(records(read(text, title="KOLLONTAI, Alexandra Mikhailovna (1872-1952)"), "events"))
    assert {p["person_id"] for e in found if e["action"] == "die" for p in e["participant"]} == {"alexandra-kollontai"}


def test_of_another_who_did_something_to_him_the_life_goes_on_with_him() -> None:
    text = ("Anatoly Fyodorovich Dobrynin was born in 1919. In March 1962 Khrushchev sent him abroad. He resigned in May 1986.\n\n"
            "Khrushchev and Kennedy met in June 1961. Khrushchev was pleased. In June 1990 he died in Moscow.")
    found = list(records(read(text, title="Anatoly Dobrynin: Diplomat of the Cold War"), "events"))
    (left,) = [e for e in found if e["action"] == "leave-office"]
    (died,) = [e for e in found if e["action"] == "die"]
    assert "anatoly-dobrynin" in who(left, "source") and "nikita-khrushchev" in who(died, "target")


def test_a_doctrine_is_no_life() -> None:
    text = "Eisenhower spoke in January 1957. Dulles defended the plan.\n\nIn May 1959 he resigned."
    (left,) = [e for e in records(read(text, title="The Eisenhower Doctrine, 1957"), "events") if e["action"] == "leave-office"]
    assert "john-foster-dulles" in who(left, "source")
