from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evaluate.figures import Count, figure, jackknife, share, t_quantile, wilson

COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)).map(lambda c: Count(c[0], c[1], min(c)))


def test_wilson_as_published() -> None:
    # the worked example of Newcombe, Statistics in Medicine 17 (1998) 857-872: 81 of 263
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)])
def test_quantiles_of_t(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, rel=0.01)


def test_equal_documents_leave_the_jackknife_no_width() -> None:
    assert jackknife([(3, 4.0)] * 5) == pytest.approx((0.75, 0.75))
    assert share([(3, 4.0)] * 5)[1:] == pytest.approx(wilson(15, 20))  # type: ignore[index]


def test_documents_that_differ_widen_the_interval() -> None:
    alike, apart = share([(5, 10.0)] * 8), share([(10, 10.0), (0, 10.0)] * 4)
    assert alike and apart
    assert apart[0] == alike[0] == 0.5
    assert apart[2] - apart[1] > alike[2] - alike[1]


def test_nothing_to_divide_by_is_unknown_and_not_zero() -> None:
    empty = figure("all", "events", "", [Count(0, 0, 0)])
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)
    unread = figure("all", "events", "", [Count(gold=4)])
    assert (unread.precision, unread.recall, unread.f1) == (None, 0.0, 0.0)


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_intervals_hold_their_share_and_the_order_does_not_matter(counts: list[Count]) -> None:
    f = figure("all", "events", "", counts)
    for value, low, high in (
        (f.precision, f.precision_low, f.precision_high),
        (f.recall, f.recall_low, f.recall_high),
        (f.f1, f.f1_low, f.f1_high),
    ):
        assert (value is None) == (low is None) == (high is None)
        if value is not None and low is not None and high is not None:
            assert 0 <= low <= value <= high <= 1
    assert figure("all", "events", "", counts[::-1]) == f
    if f.precision and f.recall and f.f1:
        assert f.f1 == pytest.approx(2 * f.precision * f.recall / (f.precision + f.recall), abs=2e-3)
