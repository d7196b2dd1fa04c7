"""Where acts are done, and signings that are told in more than one breath."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("On 12 March 1921 Denmark and Sweden signed a trade agreement in Stockholm.", "sign", "stockholm"),
        ("In 1926 Sweden and Denmark met in Norway.", "meet", "norway"),
        ("In April 1939 Italy invaded Albania.", "invade", "albania"),
        ("In May 1923 Italy withdrew its troops from Albania.", "withdraw", "albania"),
        ("In May 1923 Italy rejected a Greek proposal about Stockholm.", "reject", None),
        ("In May 1923 Italy recognised Albania.", "recognize", None),
    ],
)
def test_places(text: str, action: str, place: str | None) -> None:
    assert event(text, action).get("place_id") == place


def test_a_signing_goes_on() -> None:
    text = (
        "The Treaty of Westport was signed on 12 March 1931 by Denmark and Sweden. Thorvald Stauning signed for Denmark, "
        "Per Albin Hansson for Sweden."
    )
    found = [e for e in records(read(text), "events") if e["action"] == "sign"]
    assert len(found) == 1 and who(found[0], "party") >= {"denmark", "sweden"}


def test_another_signing_is_another() -> None:
    text = "The Treaty of Westport was signed on 12 March 1931 by Denmark and Sweden. On 5 May 1933 Norway signed for the ports."
    assert len([e for e in records(read(text), "events") if e["action"] == "sign"]) == 2
