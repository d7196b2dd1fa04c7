"""The date of an event: which date of its sentence, and what the words before it make of it."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.when.dates import event_date
from flows.stages.model import Document, Sentence
from flows.stages.recognise import dates

CASES = [
    # sentence, trigger, date, basis
    ("They signed the pact on 26 May 1942.", "signed", "1942-05-26", "stated"),
    ("From 1941 to 1945 they fought.", "fought", "1941/1945", "stated"),
    ("Between 1778 and 1782 the crown sent arms.", "sent", "1778/1782", "stated"),
    ("The envoys conferred on 18–25 August 1939.", "conferred", "1939-08-18/1939-08-25", "stated"),
    ("The talks ran in January and May 1974.", "ran", "1974-01/1974-05", "stated"),
    ("After 1935 they traded freely.", "traded", "1935/..", "stated"),
    ("Since 1955 envoys have met.", "met", "1955/..", "stated"),
    ("They held the port until 1941.", "held", "../1941", "stated"),
    ("They waited until 20 June 1905 before the envoy signed.", "signed", "1905-06-20", "stated"),
    ("They signed the pact before the end of May 1905, and the league met in 1907.", "signed", "1905-05", "stated"),
    ("They had declared war before 1941.", "declared", "../1941", "stated"),
    ("By 1961 the king had left.", "left", "../1961", "stated"),
    ("They occupied it during the war of 1894–95.", "occupied", "1894/1895", "stated"),
    ("In the early 1930s they recognized the regime.", "recognized", "193X", "stated"),
    ("In 1921 they met, and in 1922 they signed.", "signed", "1922", "stated"),
    ("In 1921 they met, and in 1922 they signed.", "met", "1921", "stated"),
    ("In 1955 the powers upheld the rights that the 1922 treaty gave.", "upheld", "1955", "stated"),
    ("The treaty of 1901 was denounced.", "denounced", "1901", "stated"),
    ("The pact with the league (1944) was void, since both had broken it.", "broken", None, "inferred"),
    ("The fund (July 1944) and the bank (May 1945) followed.", "bank", "1945-05", "stated"),
    ("They met on 1 August 1939, a week after the note.", "met", "1939-08-01", "stated"),
    ("By early 1942 they had drawn up a plan.", "drawn", "1942", "stated"),
    ("They did not enter the war until December 1941.", "enter", "1941-12", "stated"),
    ("After the rising of 1837, many crossed the river.", "crossed", "1837/..", "stated"),
    ("After the rising of 1837, many crossed the river.", "rising", "1837", "stated"),
    ("Shortly after the king fell in 1848, they recognized the republic.", "recognized", "1848/..", "stated"),
    ("Before the line was drawn in 1842, they quarrelled.", "quarrelled", "../1842", "stated"),
    ("In February 1945 they met at the king's summer palace.", "met", "1945-02", "stated"),
    ("Two months after the landings in November 1942, they met.", "landings", "1942-11", "stated"),
    ("On 14 December 1939 it was expelled for its attack on the port.", "attack", "../1939-12-14", "stated"),
    ("In May 1905 they closed the port in response to an attack.", "attack", "../1905-05", "stated"),
    ("On 3 May 1905 the envoy asked the king to end the war, and a truce was signed on 5 June 1905.", "asked", "1905-05-03", "stated"),
    ("They met on the night of 13 May 1958.", "met", "1958-05-13", "stated"),
    ("They recognized the port (a city since 3 August 1988) on 19 September 1983.", "recognized", "1983-09-19", "stated"),
    ("They left the port (held since 3 August 1988) in peace.", "left", None, "inferred"),
    ("After the crash of May 1931, when they closed the port, and in June 1933 again, trade ended.", "closed", "1931-05", "stated"),
    ("It was formed on 28 June 1945 and recognized by the Danes and the Swedes on 5 July 1945.", "formed", "1945-06-28", "stated"),
    ("It was formed on 28 June 1945 and recognized by Denmark and Sweden on 5 July 1945.", "recognized", "1945-07-05", "stated"),
    ("He landed on or shortly before 21 January 1849.", "landed", "1849-01-21", "stated"),
    ("He landed shortly before 21 January 1849.", "landed", "../1849-01-21", "stated"),
    ("On 7 July 1798, following the so-called “port affair,” they denounced it.", "denounced", "1798-07-07", "stated"),
]


def choose(text: str, trigger: str, narrative: str | None = None) -> tuple[str | None, str, str | None]:
    doc = Document("d", "s", "d.txt", text)
    doc.sentences = [Sentence(0, 0, 0, len(text))]
    mentions = dates.find(doc)
    doc.sentences[0].date = narrative
    value, basis, mention = event_date(mentions, doc.sentences[0], text.index(trigger), text)
    return value, basis, mention.surface if mention else None


@pytest.mark.parametrize(("text", "trigger", "value", "basis"), CASES)
def test_the_date_of_an_event(text: str, trigger: str, value: str, basis: str) -> None:
    assert choose(text, trigger)[:2] == (value, basis)


def test_without_a_date_the_narrative_gives_it() -> None:
    assert choose("They signed the pact at once.", "signed", "1942-05-26") == ("1942-05-26", "inferred", None)
    assert choose("They signed the pact at once.", "signed") == (None, "inferred", None)


def test_words_for_now_date_nothing() -> None:
    assert choose("The former minister now signed daily.", "signed", "1942") == ("1942", "inferred", None)


def test_a_date_that_counts_from_another_is_inferred() -> None:
    text = "On 3 May 1941 he left and the next day they signed."
    assert choose(text, "signed") == ("1941-05-04", "inferred", "the next day")
