"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.split(text, 0, len(text))]


@pytest.mark.parametrize("text", [
    "Talks began. They failed.",
    "Mr. A. B. Ozols met Gen. Berg at St. Paul. He left.",
    "The U.S. Government replied. Riga agreed.",
    "MR. OZOLS AND DR. BERG MET. They spoke.",
    "He went to the U.S. The envoy stayed.",
    "See No. 5 and art. 3, vol. II of the papers. Nothing else is known.",
    "It cost 2.5 million. Nobody paid 1,000.50 for it.",
    "“We agree.” The envoy nodded.",
    "He said: “We agree. We sign.” That was all.",
    "They met (in Riga.) Then they parted.",
    "Why not? Because of trade! So it stood.",
    "It ended at 7 p.m. The clerk went home.",
    "They left at 7 p.m. on Monday. Nobody saw them.",
    "In World War I. This was new.",
    "Wait ... and see. Then act.",
    "He read art. 4. The envoy objected.",
    "It began on Dec. 5. The end came in Jan. 1922.",
    "J. V. Ozols and the R.S.F.S.R. signed. Others did not.",
])
def test_a_line_has_the_sentences_it_has(text: str) -> None:
    expected = {"He said: “We agree. We sign.” That was all.": 3, "Why not? Because of trade! So it stood.": 3}.get(text, 2)
    assert len(split(text)) == expected, split(text)


def test_small_letter_goes_on() -> None:
    assert split("“Why?” asked the envoy. no one knew.") == ["“Why?” asked the envoy. no one knew."]


def test_number_of_an_item_is_no_sentence() -> None:
    assert split("1. The port is free. 2. Trade is free.")[0] == "1. The port is free."


def test_speaker_stays_with_the_first_sentence() -> None:
    assert split("Ozols: We agree. Let us sign.") == ["Ozols: We agree.", "Let us sign."]


@given(st.text(alphabet=st.sampled_from("aB .!?…”’)\n1USIMr"), max_size=120))
def test_sentences_are_ordered_and_hold_everything(text: str) -> None:
    spans = sentences.split(text, 0, len(text))
    assert all(a < b for a, b in spans) and all(x[1] <= y[0] for x, y in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_a_long_text_and_a_long_sentence_are_split() -> None:
    text = "The envoy of the U.S. met Mr. Ozols. " * 30_000
    assert len(sentences.split(text, 0, len(text))) == 30_000
    run_on = "word " * 200_000
    assert len(sentences.split(run_on, 0, len(run_on))) in (100, 101)


def test_what_has_no_end_is_cut_between_words() -> None:
    text = "The envoys " * 3000 + "met."
    spans = sentences.split(text, 0, len(text))
    assert len(spans) > 3 and max(b - a for a, b in spans) <= sentences.LONGEST
    assert " ".join(text[a:b] for a, b in spans) == text
    word = "x" * 25_000
    assert sentences.split(word, 0, len(word)) == [(0, 10_000), (10_000, 20_000), (20_000, 25_000)]
