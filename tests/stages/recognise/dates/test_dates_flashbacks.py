"""Where a story stands that has looked back: what it goes on with behind what had been before."""

from __future__ import annotations

import pytest

from flows.stages.recognise import dates
from tests.stages.recognise.dates.dating import document, values

CAME = "The king came on 3 August 1848."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # behind several sentences of what had been before, the story goes on from where it stood
        (
            f"{CAME} He had left in May 1847. There he had quarrelled with the regent. Now he spoke.",
            ["1848-08-03", "1847-05", "1847-05", "1848-08-03"],
        ),
        (
            f"{CAME} He had left in May. There he had quarrelled with the regent. He left in October.",
            ["1848-08-03", "1848-05", "1848-05", "1848-10"],
        ),
        # behind one it may still tell of that time
        (
            f"{CAME} He had left in May 1847. There he quarrelled with the regent. He had no money then.",
            ["1848-08-03", "1847-05", "1847-05", "1847-05"],
        ),
        # a year told in summary is not returned to
        (
            "In 1848 the king came. He had left in May 1846. There he had quarrelled with the regent. He went to Oslo.",
            ["1848", "1846-05", "1846-05", "1846-05"],
        ),
    ],
)
def test_a_story_returns_from_a_look_back(told: str, expected: list[str]) -> None:
    doc = document(told)
    dates.find(doc)
    assert [s.date for s in doc.sentences] == expected


def test_what_had_been_before_between_commas_gives_no_month_its_year() -> None:
    doc = document("The king fell on 9 April 1940. The Danes, who had closed their ports in September 1939, waited. By June they left.")
    assert dates.find(doc)[-1].value == "1940-06"


def test_a_story_goes_on_from_where_it_was_before_it_looked_back() -> None:
    main = "Norland attacked Sudland on 1 September 1939. Westland had signed a pact in March 1928. Eastland protested on 3 September."
    relative = "In July 1898 Berg took the fort. Holm, who came from Oslo in March 1895, attacked the town on 2 September."
    forward = "Norland attacked Sudland in May 1905. The king had fled in June 1906. In August he came home."
    assert values(main)[-1] == ("3 September", "1939-09-03")
    assert values(relative)[-1] == ("2 September", "1898-09-02")
    assert values(forward)[-1] == ("August", "1906-08")
