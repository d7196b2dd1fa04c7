"""Who does what to whom, on sentences made for one construction each."""

from __future__ import annotations

import re

import pytest

from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import forms
from flows.stages.grammar.nouns import noun_frame
from flows.stages.grammar.units import units_of
from flows.stages.model import Mention

ACTORS = {
    "Italy": "name",
    "Italian": "adjective",
    "Greece": "name",
    "Greek": "adjective",
    "Turkey": "name",
    "Norway": "name",
    "the Greeks": "demonym",
    "Venizelos": "person",
    "Nansen": "person",
    "Tittoni": "person",
    "Albania": "name",
    "Denmark": "name",
}
LEMMAS = ("attack", "recognise", "sign", "occupy", "meet", "break", "invade", "declare", "invite", "ask", "refuse")
VERBS = {word: form for lemma in LEMMAS for word, form in forms(lemma).items()}


def parse(text: str) -> Parse:
    mentions = []
    for name, form in ACTORS.items():
        for m in re.finditer(rf"\b{name}\b", text):
            kind = "person" if form == "person" else "actor"
            mentions.append(Mention(m.start(), m.end(), name, kind, name, None, "test", 1.0, form="surname" if kind == "person" else form))
    for m in re.finditer(r"\b(?:June )?19\d\d\b", text):
        mentions.append(Mention(m.start(), m.end(), m.group(), "date", None, m.group(), "test", 1.0, form="full"))
    for m in re.finditer(r"\b(?:Rhodes Pact|London Treaty)\b", text):
        mentions.append(Mention(m.start(), m.end(), m.group(), "treaty", "t1", None, "test", 1.0, form="named"))
    return Parse(units_of(text, 0, len(text), sorted(mentions, key=lambda m: m.start), VERBS))


def names(frame: Frame, slot: str) -> list[str]:
    return [m.surface for np in frame.slots.get(slot, ()) for m in np.entities()]


def verb(text: str, word: str) -> Frame:
    p = parse(text)
    i = p.verb_at(text.index(word))
    assert i is not None, f"{word} is not read as a verb"
    return p.frame(i)


def noun(text: str, word: str) -> Frame:
    found = noun_frame(parse(text), text.index(word))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "word", "agent", "patient"),
    [
        ("Italy attacked Greece.", "attacked", ["Italy"], ["Greece"]),
        ("Greece was attacked by Italy in June 1913.", "attacked", ["Italy"], ["Greece"]),
        ("In 1920 Italy and Norway recognised Albania.", "recognised", ["Italy", "Norway"], ["Albania"]),
        ("Italy, Norway, and Denmark recognised Albania.", "recognised", ["Italy", "Norway", "Denmark"], ["Albania"]),
        ("Representatives of Italy and Greece signed the Rhodes Pact.", "signed", ["Italy", "Greece"], []),
        ("Italian troops occupied Albania.", "occupied", ["Italian"], ["Albania"]),
        ("In a radio talk Venizelos attacked Turkey.", "attacked", ["Venizelos"], ["Turkey"]),
        ("At the last session Venizelos and Nansen met Tittoni.", "met", ["Venizelos", "Nansen"], ["Tittoni"]),
        ("Venizelos, who had met Nansen, attacked Turkey.", "attacked", ["Venizelos"], ["Turkey"]),
        ("Venizelos, who had met Nansen, attacked Turkey.", "met", ["Venizelos"], ["Nansen"]),
        ("Italy refused to recognise Albania.", "recognise", ["Italy"], ["Albania"]),
        ("Norway asked Denmark to recognise Albania.", "recognise", ["Denmark"], ["Albania"]),
        ("Italy broke off the talks and invaded Albania.", "invaded", ["Italy"], ["Albania"]),
        ("Italy invaded Albania and Greece declared war.", "declared", ["Greece"], []),
        ("Italy invaded Albania and Greece declared war.", "invaded", ["Italy"], ["Albania"]),
        ("After long talks with Turkey, Greece recognised Albania.", "recognised", ["Greece"], ["Albania"]),
        ("Having attacked Turkey, Italy invited Greece.", "attacked", ["Italy"], ["Turkey"]),
        ("Nansen said that Norway had recognised Albania.", "recognised", ["Norway"], ["Albania"]),
        ("Italy, attacked Greece in 1913.", "attacked", ["Italy"], ["Greece"]),
        ("One of the ministers, Tittoni, invited Greece.", "invited", ["Tittoni"], ["Greece"]),
        ("Venizelos attacked Turkey; recognised Albania; and invited Norway.", "recognised", ["Venizelos"], ["Albania"]),
        ("Some ministers—above all Tittoni—invited Greece.", "invited", [], ["Greece"]),
        ("Italy wrote a note that recognised Albania, and invited Greece.", "recognised", ["Italy"], ["Albania"]),
        ("The talks led Italian troops to occupy Albania.", "occupy", ["Italian"], ["Albania"]),
        ("Tittoni invited Venizelos, a friend of Norway, to meet Nansen.", "meet", ["Venizelos"], ["Nansen"]),
        ("Italy recognised Albania despite the London Treaty signed by Greece.", "signed", ["Greece"], []),
        ("Italy occupied Rhodes (now Greek) in Albania and invited Norway.", "invited", ["Italy"], ["Norway"]),
        ("Nansen heard of the decision of Italy to invade Albania.", "invade", ["Italy"], ["Albania"]),
        ("Italy met Norway in Albania, occupied by Greece, and attacked Turkey.", "attacked", ["Italy"], ["Turkey"]),
        ("Venizelos himself attacked Turkey.", "attacked", ["Venizelos"], ["Turkey"]),
        ("The talks were in the town Italy had occupied.", "occupied", ["Italy"], []),
        ("Greek tanks and troops attacked Turkey.", "attacked", ["Greek"], ["Turkey"]),
        ("Delegates from Norway and Denmark recognised Albania.", "recognised", ["Norway", "Denmark"], ["Albania"]),
        ("The two other powers (Italy and Greece) recognised Albania.", "recognised", ["Italy", "Greece"], ["Albania"]),
        ("Norway invited Denmark (Greece had attacked Turkey) and recognised Albania.", "recognised", ["Norway"], ["Albania"]),
        ("This led Greece to attack Turkey.", "attack", ["Greece"], ["Turkey"]),
        ("The delegates to Denmark recognised Albania.", "recognised", ["Denmark"], ["Albania"]),
        ("Nansen (the delegate in Albania) invited Greece.", "invited", ["Nansen"], ["Greece"]),
        ("Nansen (a friend of Greece), still in office, invited Italy.", "invited", ["Nansen"], ["Italy"]),
        ("Nansen met the party mostly invited by Greece and a few friends, Turkey among them.", "invited", ["Greece"], []),
        ("Italy and the islands recognised Albania.", "recognised", ["Italy"], ["Albania"]),
        ("Italy sent a letter and the ships attacked Albania.", "attacked", [], ["Albania"]),
        ("The first Italian minister to attack was old.", "attack", ["Italian"], []),
        ("Norway received Nansen as Envoy Extraordinary and Delegate Plenipotentiary.", "received", ["Norway"], ["Nansen"]),
        ("Norway had left the war and forsaken Denmark.", "forsaken", ["Norway"], ["Denmark"]),
        ("Norway, having attacked Denmark.", "attacked", ["Norway"], ["Denmark"]),
        ("Norway invited the ministers who had attacked Denmark.", "attacked", [], ["Denmark"]),
    ],
)
def test_agent_and_patient(text: str, word: str, agent: list[str], patient: list[str]) -> None:
    frame = verb(text, word)
    assert names(frame, "agent") == agent
    assert names(frame, "patient") == patient


@pytest.mark.parametrize(
    ("text", "word", "slots"),
    [
        ("The Italian invasion of Albania began.", "invasion", {"owner": ["Italian"], "of": ["Albania"]}),
        ("The recognition of Albania by Norway followed.", "recognition", {"of": ["Albania"], "by": ["Norway"]}),
        ("The recognition by Norway of Albania followed.", "recognition", {"of": ["Albania"], "by": ["Norway"]}),
        ("Talks between Italy and Greece opened.", "Talks", {"between": ["Italy", "Greece"]}),
        ("Italy opened talks with Greece.", "talks", {"governor": ["Italy"], "with": ["Greece"]}),
        ("The attack on Albania failed.", "attack", {"on": ["Albania"]}),
        ("Venizelos’s proposal to Nansen was secret.", "proposal", {"owner": ["Venizelos"], "to": ["Nansen"]}),
        ("The Italian invasion and occupation of Albania began.", "occupation", {"owner": ["Italian"], "of": ["Albania"]}),
        ("The Italian invasion and occupation of Albania began.", "invasion", {"owner": ["Italian"], "of": ["Albania"]}),
        ("The murder of the minister, Tittoni, came as a surprise.", "murder", {"of": ["Tittoni"]}),
        ("Talks were held in Albania.", "Talks", {"in": ["Albania"]}),
    ],
)
def test_event_nouns(text: str, word: str, slots: dict[str, list[str]]) -> None:
    frame = noun(text, word)
    assert {k: names(frame, k) for k in slots} == slots


def test_a_signed_treaty_is_the_patient() -> None:
    frame = verb("The London Treaty, signed by Tittoni and Venizelos in June 1913, ended the war.", "signed")
    assert [t.surface for np in frame.slots["patient"] for t in np.all_treaties()] == ["London Treaty"]
    assert names(frame, "agent") == ["Tittoni", "Venizelos"]


def test_a_participle_behind_a_conjunction_is_a_passive_where_it_says_by_whom() -> None:
    assert names(verb("Though first invited by Norway, Italy did not attack Greece.", "invited"), "agent") == ["Norway"]


def test_negation_belongs_to_its_own_verb() -> None:
    text = "Italy did not attack Greece and recognised Albania."
    attack, recognise = verb(text, "attack"), verb(text, "recognised")
    assert attack.vg is not None and attack.vg.negated
    assert recognise.vg is not None and not recognise.vg.negated


def test_a_treaty_stays_the_patient_of_the_participle_that_goes_on() -> None:
    frame = verb("The Rhodes Pact was signed in June 1912 and attacked in June 1913.", "attacked")
    assert [t.surface for np in frame.slots["patient"] for t in np.all_treaties()] == ["Rhodes Pact"]


def test_what_ends_a_war_is_the_subject_and_not_the_war() -> None:
    frame = verb("The Rhodes Pact ending the long war was signed by Italy.", "signed")
    assert [t.surface for np in frame.slots["patient"] for t in np.all_treaties()] == ["Rhodes Pact"]


def test_a_name_behind_a_noun_is_no_subject_where_the_clause_has_one() -> None:
    assert names(verb("A rage for all things Venizelos invaded Italy.", "invaded"), "agent") != ["Venizelos"]


def test_words_in_quotation_marks_belong_to_their_phrase() -> None:
    assert names(verb("Italy occupied the “Greek coast” in June 1912.", "occupied"), "patient") == ["Greek"]


def test_places_joined_by_or_are_no_subject() -> None:
    frame = verb("When Norway attacked Greece, few ministers in Italy or Turkey recognised Albania.", "recognised")
    assert names(frame, "agent") == []


def test_what_follows_a_date_behind_and_is_not_what_a_participle_was_done_to() -> None:
    text = "The Rhodes Pact was signed in Rhodes in June 1913 and the London Treaty signed in London in 1920."
    assert set(verb(text, "signed").slots) == {"patient", "in"}


def test_over_belongs_to_the_verbs_that_mean_another_thing_with_it() -> None:
    frame = verb("Italy handed over Albania to Greece.", "handed")
    assert (names(frame, "patient"), names(frame, "to")) == (["Albania"], ["Greece"])


def test_a_participle_that_opens_a_sentence_may_say_of_what_kind_somebody_is() -> None:
    text = "Armed Greek civilians seize Rhodes and attack Italy."
    assert names(verb(text, "attack"), "agent") == ["Greek"]
