"""EDTF: bounds, precision, comparison, intervals, Old Style."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import edtf

BOUNDS = [
    ("1942-05-26", date(1942, 5, 26), date(1942, 5, 26), "day"),
    ("1942-02", date(1942, 2, 1), date(1942, 2, 28), "month"),
    ("1944-02", date(1944, 2, 1), date(1944, 2, 29), "month"),
    ("1939-21", date(1939, 3, 1), date(1939, 5, 31), "season"),
    ("1939-22", date(1939, 6, 1), date(1939, 8, 31), "season"),
    ("1939-23", date(1939, 9, 1), date(1939, 11, 30), "season"),
    ("1939-24", date(1939, 12, 1), date(1940, 2, 28), "season"),
    ("1942", date(1942, 1, 1), date(1942, 12, 31), "year"),
    ("193X", date(1930, 1, 1), date(1939, 12, 31), "decade"),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
    ("1935~", date(1935, 1, 1), date(1935, 12, 31), "year"),
    ("1943-11-28/1943-12-01", date(1943, 11, 28), date(1943, 12, 1), "interval"),
    ("193X/1941-06", date(1930, 1, 1), date(1941, 6, 30), "interval"),
    ("1935/..", date(1935, 1, 1), None, "open"),
    ("../1941", None, date(1941, 12, 31), "open"),
    ("1958-05-13TNI", date(1958, 5, 13), date(1958, 5, 13), "day"),
    ("1958-05-13T21:30", date(1958, 5, 13), date(1958, 5, 13), "day"),
    ("-0489", None, None, "year"),
    ("-0489-08-12/-0488", None, None, "interval"),
]
NOT_DATES = [
    "", "PRESENT_REF", "P3W", "1940-13", "1941-02-29", "1940-00", "1941-20", "42", "1941/1939", "../..", "/", "193X-05", "1942-05-26/x",
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), BOUNDS)
def test_bounds_and_precision(text: str, start: date | None, end: date | None, precision: str) -> None:
    assert edtf.bounds(text) == (start, end)
    assert edtf.precision(text) == precision
    assert edtf.is_date(text)


@pytest.mark.parametrize("text", [*NOT_DATES, None])
def test_what_is_no_date(text: str | None) -> None:
    assert edtf.bounds(text) == (None, None)
    assert edtf.precision(text) is None
    assert not edtf.is_date(text)
    assert not edtf.compatible(text, "1942")


def test_years_before_christ_are_ordered() -> None:
    assert edtf.compatible("-0489", "-0489-08-12")
    assert not edtf.compatible("-0489", "-0488")
    assert edtf.make_interval("-0498", "-0492") == "-0498/-0492"
    assert edtf.make_interval("-0492", "-0498") is None


def test_compatible_asks_for_a_common_day() -> None:
    assert edtf.compatible("1942", "1942-05-26")
    assert edtf.compatible("1935/..", "1941-06")
    assert edtf.compatible("../1941", "1935/..")
    assert not edtf.compatible("../1934", "1935/..")
    assert not edtf.compatible("1942-05", "1942-06")


def test_make_interval() -> None:
    assert edtf.make_interval("1941", "1945") == "1941/1945"
    assert edtf.make_interval("1941-06/1941-08", "1945~") == "1941-06/1945~"
    assert edtf.make_interval("1941", "1941") == "1941"
    assert edtf.make_interval("1935", None) == "1935/.."
    assert edtf.make_interval(None, "1941") == "../1941"
    assert edtf.make_interval(None, None) is None
    assert edtf.make_interval("1945", "1941") is None


@pytest.mark.parametrize(("julian", "gregorian"), [
    ("1917-10-25", "1917-11-07"), ("1917-02-23", "1917-03-08"), ("1900-02-28", "1900-03-12"), ("1900-02-29", "1900-03-13"),
    ("1582-10-05", "1582-10-15"), ("1699-12-31", "1700-01-10"), ("0200-03-01", "0200-03-01"), ("1917-10", "1917-10"), ("1917", "1917"),
])
def test_old_style(julian: str, gregorian: str) -> None:
    assert edtf.julian_to_gregorian(julian) == gregorian


@given(st.dates())
def test_a_day_is_its_own_bounds(day: date) -> None:
    text = edtf.from_day_number(day.toordinal())
    assert text == day.isoformat()
    assert edtf.bounds(text) == (day, day)


@given(st.integers(-3_600_000, 3_600_000))
def test_day_numbers_round_trip(number: int) -> None:
    text = edtf.from_day_number(number)
    assert edtf.span(text) == (number, number)
    assert edtf.span(edtf.from_day_number(number + 1)) == (number + 1, number + 1)


@given(st.dates(min_value=date(2, 1, 1)), st.integers(0, 4000))
def test_intervals_hold_their_ends(start: date, days: int) -> None:
    end = start + timedelta(days=min(days, (date.max - start).days))
    text = edtf.make_interval(start.isoformat(), end.isoformat())
    assert edtf.bounds(text) == (start, end)
    assert edtf.contains(text, start.isoformat()) and edtf.contains(text, end.isoformat())
    assert edtf.width(text) == (end - start).days + 1


@given(st.text(alphabet="0123456789X-/.~?T ", max_size=24))
def test_any_text_is_answered(text: str) -> None:
    lo, hi = edtf.bounds(text)
    assert lo is None or hi is None or lo <= hi
    assert (edtf.precision(text) is None) == (edtf.span(text) is None)
    if edtf.is_date(text):
        assert edtf.compatible(text, text)


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 1, 1)))
def test_old_style_is_ten_to_thirteen_days_behind(day: date) -> None:
    moved = date.fromisoformat(edtf.julian_to_gregorian(day.isoformat()))
    assert 9 <= (moved - day).days <= 13
