"""Every date that the code makes of what a text says can stand in a published column, whatever expressions the text joins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.stages import edtf
from flows.stages.cells import problem
from flows.stages.recognise import dates
from schemas.data import rows
from schemas.tables import BY_NAME, TABLES
from schemas.tables.base import Column
from tests.stages.extract.reading import event, read
from tests.stages.recognise.dates.test_dates_find import document

DATE = BY_NAME["events"].column("date")
EXPRESSIONS = [r["example"].strip(" .,:)") for r in rows("rules/dates") if r["kind"] == "date"]
EXPRESSIONS += ["the night of 12–13 March 1940", "the morning of the 5th", "noon on 13 March", "9 p.m., May 4"]
WORDS = ("on", "from", "until", "after", "before", "by", "between", "since", "in", "at dawn on", "two days after", "not until")
JOINTS = (" to ", " and ", "–", " until ", ", ", ", and after ", " or ", " (")
ACTS = ("Norway and Sweden signed a treaty", "Norway had invaded Sweden", "Norway will visit Sweden")

times = st.tuples(st.sampled_from(WORDS), st.sampled_from(EXPRESSIONS), st.sampled_from(JOINTS), st.sampled_from(EXPRESSIONS))


def sentence(act: str, when: str, opens: bool) -> str:
    return f"{when.capitalize()}, {act}." if opens else f"{act} {when}."


phrases = times.map(lambda t: f"{t[0]} {t[1]}{t[2]}{t[3]}")
sentences = st.builds(sentence, st.sampled_from(ACTS), phrases, st.booleans())


@given(st.lists(sentences, min_size=1, max_size=4))
@settings(max_examples=150)
def test_every_date_made_of_expressions_can_be_published(told: list[str]) -> None:
    doc = read(" ".join(told))
    made = [s.value for s in doc.statements if s.field in ("date", "signed", "issued", "in_force", "terminated") and s.value]
    assert [d for d in made if problem(DATE, d)] == []
    assert [s.date for s in doc.sentences if s.date and problem(DATE, s.date)] == []


@given(st.sampled_from(EXPRESSIONS), st.sampled_from(EXPRESSIONS))
def test_every_interval_of_expressions_can_be_published(first: str, last: str) -> None:
    values = [m.value for text in (first, last) for m in dates.find(document(f"On 3 May 1941 it rained. It was {text} then."))]
    days = [v for v in values if edtf.is_date(v)]
    made = [edtf.make_interval(a, b) for a in (*days, None) for b in (*days, None)]
    assert [d for d in made if d and problem(DATE, d)] == []


def test_an_interval_has_no_time_of_day() -> None:
    assert edtf.make_interval("1940-03-12TNI", "1940-03-13") == "1940-03-12/1940-03-13"
    assert edtf.make_interval("1940-03-12TNI", "1940-03-12T24:00") == "1940-03-12"
    assert event("Norway and Sweden signed a treaty on the night of 12–13 March 1940.", "sign")["date"] == "1940-03-12/1940-03-13"


@pytest.mark.parametrize("value", ["1940-03-12TNI", "1940-03-12TNI/1940-03-13", "soon", "1940-02-30", "1940/1939", "1940-03-13\n", "../.."])
def test_what_no_check_would_pass_is_a_problem_of_the_value(value: str) -> None:
    assert problem(DATE, value) == f"{value!r} is no EDTF date"


def test_patterns_and_lengths_are_problems_in_words() -> None:
    assert problem(BY_NAME["persons"].column("person_id"), "x-") == (
        "'x-' is not a readable name of small letters and figures joined by hyphens, such as 1922-treaty-of-rapallo"
    )
    assert problem(Column("a note", "note", max_length=3), "long") == "'long' is longer than 3 characters"


def test_every_pattern_is_told_in_words() -> None:
    assert [f"{t.table}.{c.name}" for t in TABLES for c in t.columns if c.pattern and not c.form] == []
