"""Finding dates: the expressions of narrative history, what they mean where they stand, and each sentence's date."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import edtf
from flows.stages.model import Document, Sentence
from flows.stages.recognise import dates
from tests.stages.recognise.dates.dating import Values, document, values

WRITTEN: list[tuple[str, Values]] = [
    ("The pact of 26 May 1942 stood.", [("26 May 1942", "1942-05-26")]),
    ("Signed on May 26th, 1942, it stood.", [("May 26th, 1942", "1942-05-26")]),
    ("On Sunday, 7 December 1941 it came.", [("Sunday, 7 December 1941", "1941-12-07")]),
    ("The present Convention stands.", []),
    ("It goes up to the present.", [("the present", "PRESENT_REF")]),
    ("Dated 1942-05-26.", [("1942-05-26", "1942-05-26")]),
    ("It was agreed on 2.7.1940.", [("2.7.1940", "1940-07-02")]),
    ("By early May 1942 they met.", [("early May 1942", "1942-05")]),
    ("At the end of 1941 he left.", [("the end of 1941", "1941")]),
    ("In the middle of the 1930s they traded.", [("the middle of the 1930s", "193X")]),
    ("The 1920’s were calm.", [("The 1920’s", "192X")]),
    ("In the nineteenth century they fought.", [("the nineteenth century", "18XX")]),
    ("In the summer of 1939 they talked.", [("the summer of 1939", "1939-22")]),
    ("He served from 1941 to 1945.", [("1941", "1941"), ("1945", "1945")]),
    ("The war of 1904–05 ended.", [("1904", "1904"), ("05", "1905")]),
    ("The war of 1899-1902 ended.", [("1899", "1899"), ("1902", "1902")]),
    ("They met on 18–25 August 1939.", [("18", "1939-08-18"), ("25 August 1939", "1939-08-25")]),
    ("They met on August 18–25, 1939.", [("August 18", "1939-08-18"), ("25, 1939", "1939-08-25")]),
    ("They met in January–March 1944.", [("January", "1944-01"), ("March 1944", "1944-03")]),
    ("From October to March 1945 it rained.", [("October", "1944-10"), ("March 1945", "1945-03")]),
    ("They met from the 23rd until 20 January 1877.", [("23rd", "1876-12-23"), ("20 January 1877", "1877-01-20")]),
    ("In the winter of 446/5 BC they met.", [("the winter of 446/5 BC", "-0445-24")]),
    ("In 446/5 BC they met.", [("446", "-0445"), ("5 BC", "-0444")]),
    ("In 490 BC they landed.", [("490 BC", "-0489")]),
    ("From 499 to 493 BC they rose.", [("499", "-0498"), ("493 BC", "-0492")]),
    ("It was written c. 1935.", [("c. 1935", "1935~")]),
    ("In January ’62 he wrote.", [("January ’62", "1962-01")]),
    ("He rose on the night of 13 May 1958.", [("the night of 13 May 1958", "1958-05-13TNI")]),
    ("On 30 February 1941 nothing happened.", [("30 February 1941", None)]),
    ("On Easter Sunday 1922 they signed.", [("Easter Sunday 1922", "1922-04-16")]),
    ("On Good Friday, 1939 they landed.", [("Good Friday, 1939", "1939-04-07")]),
    ("They rose on Easter Monday 1916.", [("Easter Monday 1916", "1916-04-24")]),
    ("On Whit Sunday 1922 he left.", [("Whit Sunday 1922", "1922-06-04")]),
    ("At Easter 1500 he came.", [("Easter 1500", None)]),
]
DEEDS: list[tuple[str, Values]] = [
    ("Done this twelfth day of June, anno Domini eighteen hundred and eighty.",
     [("twelfth day of June, anno Domini eighteen hundred and eighty", "1880-06-12")]),
    ("Done this 9th day of September, in the year of our Lord one thousand seven hundred and ninety-five.",
     [("9th day of September, in the year of our Lord one thousand seven hundred and ninety-five", "1795-09-09")]),
    ("Done the 9th day of September, in the year of Grace one thousand six hundred and sixty-three.",
     [("the 9th day of September, in the year of Grace one thousand six hundred and sixty-three", "1663-09-09")]),
    ("Done the 4th of May, new style, 1713.", [("the 4th of May, new style, 1713", "1713-05-04")]),
    ("The act of July thirteenth, eighteen hundred and ninety-two, stands.",
     [("July thirteenth, eighteen hundred and ninety-two", "1892-07-13")]),
    ("It held in the year eighteen hundred and ninety.", [("the year eighteen hundred and ninety", "1890")]),
    ("Rome, 24, May, 1918.", [("24, May, 1918", "1918-05-24")]),
]
OLD_STYLE: list[tuple[str, Values]] = [
    ("On 23 February (8 March) 1917 it began.", [("23 February", "1917-03-08"), ("8 March) 1917", "1917-03-08")]),
    ("On October 25 (November 7), 1917 it began.", [("October 25", "1917-11-07"), ("November 7), 1917", "1917-11-07")]),
    ("On 7 November (25 October) 1917 it began.", [("7 November", "1917-11-07"), ("25 October) 1917", "1917-11-07")]),
    ("In 1917 all changed. On 26 October (8 November) they met.",
     [("1917", "1917"), ("26 October", "1917-11-08"), ("8 November", "1917-11-08")]),
    ("The note of 12/25 June 1905 said so.", [("12/25 June 1905", "1905-06-25")]),
    ("It was signed on 5 (17) June 1801.", [("5 (17) June 1801", "1801-06-17")]),
    ("It was signed on June 5 (17), 1801.", [("June 5 (17), 1801", "1801-06-17")]),
    ("In 1801 all changed. On 5 (17) June they met.", [("1801", "1801"), ("5 (17) June", "1801-06-17")]),
    ("It was signed on 19 February/3 March 1878.", [("19 February", "1878-03-03"), ("3 March 1878", "1878-03-03")]),
    ("He died in the night of 11-12 (23-24) March 1801.", [("23", "1801-03-23"), ("24) March 1801", "1801-03-24")]),
    ("It fell on the night of 25–26 October (7–8 November) 1917.", [("7", "1917-11-07"), ("8 November) 1917", "1917-11-08")]),
    ("It was declared on 26 October 1807 O.S. by all.", [("26 October 1807 O.S.", "1807-11-07")]),
    ("It was declared on October 26, 1807 (Old Style).", [("October 26, 1807 (Old Style)", "1807-11-07")]),
]
NO_DATES = [
    "They had about 1200 launchers.", "Secretary Weeks had 1100–1200 of them.", "Minutes were kept of it: see the minutes.",
    "Resolution 1483 was carried.", "A force of 1500 men landed.", "They may march on.", "The Long March was over.",
    "It cost 1,942 roubles.", "Articles 18 and 25 stand.", "It followed the October Revolution.", "After the fall of the city they left.",
]
DURATIONS = [
    ("for twenty years", "P20Y"), ("six months", "P6M"), ("three weeks", "P3W"), ("a 24-year war", "P24Y"), ("within 48 hours", "PT48H"),
    ("for several days", "PXD"), ("a year-long siege", "P1Y"), ("half a century", "P50Y"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN + DEEDS + OLD_STYLE)
def test_dates_that_say_it_all(text: str, expected: Values) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_figures_and_words_that_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_durations(text: str, expected: str) -> None:
    found = dates.find(document(f"They held it {text}."))
    assert [(m.kind, m.value) for m in found] == [("duration", expected)]


NARRATED: list[tuple[str, Values]] = [
    ("On 3 May 1941 he left. Three weeks later he died.", [("3 May 1941", "1941-05-03"), ("Three weeks later", "1941-05-24")]),
    ("On 3 May 1941 he left. The next day he died.", [("3 May 1941", "1941-05-03"), ("The next day", "1941-05-04")]),
    ("On 3 May 1941 he left. A week earlier he had come.", [("3 May 1941", "1941-05-03"), ("A week earlier", "1941-04-26")]),
    ("In May 1941 he left. Two years before, he had come.", [("May 1941", "1941-05"), ("Two years before", "1939")]),
    ("In 1919 it began. That year they met.", [("1919", "1919"), ("That year", "1919")]),
    ("On 3 May 1941 he left. The same month they met.", [("3 May 1941", "1941-05-03"), ("The same month", "1941-05")]),
    ("In October 1939 it failed. The following spring they left.", [("October 1939", "1939-10"), ("The following spring", "1940-21")]),
    ("In March 1939 it failed. In August they met.", [("March 1939", "1939-03"), ("August", "1939-08")]),
    ("In December 1941 it failed. In January they met.", [("December 1941", "1941-12"), ("January", "1942-01")]),
    ("In July 1941 he wrote. On 12 December he met them.", [("July 1941", "1941-07"), ("12 December", "1941-12-12")]),
    ("In 1938 they met in August. By the end of the year all was lost.",
     [("1938", "1938"), ("August", "1938-08"), ("the end of the year", "1938")]),
    ("Two months after the landing in November 1942 he spoke.", [("Two months after", "1943-01"), ("November 1942", "1942-11")]),
    ("In May 1941 he left. In February of the following year he came.",
     [("May 1941", "1941-05"), ("February of the following year", "1942-02")]),
    ("On 3 January 1929 they signed, and in September he left. On 1 May of the next year he died.",
     [("3 January 1929", "1929-01-03"), ("September", "1929-09"), ("1 May of the next year", "1930-05-01")]),
    ("He came on the last day of January 1895.", [("the last day of January 1895", "1895-01-31")]),
    ("They left at 3.35 p.m. on 9 May 1939. That night they met.",
     [("3.35 p.m.", None), ("9 May 1939", "1939-05-09"), ("That night", "1939-05-09TNI")]),
    ("They left on 9 May 1939 and on the 14th seized the fort.", [("9 May 1939", "1939-05-09"), ("the 14th", "1939-05-14")]),
    ("On 3 May 1959 he fled and crossed on the last day of the month.",
     [("3 May 1959", "1959-05-03"), ("the last day of the month", "1959-05-31")]),
    ("It was signed on the last day of 1949. In the late fifties it failed.",
     [("the last day of 1949", "1949-12-31"), ("the late fifties", "195X")]),
    ("In May 1962 they left the line as of 7 November 1959. On 10 December they met.",
     [("May 1962", "1962-05"), ("7 November 1959", "1959-11-07"), ("10 December", "1962-12-10")]),
    ("In 1889 he gave it away; it was not until 15 November 1908 that they took it. He died in May of the following year.",
     [("1889", "1889"), ("15 November 1908", "1908-11-15"), ("May of the following year", "1909-05")]),
    ("In 1800 they met. On 4/16 December they signed.", [("1800", "1800"), ("4", "1800-12-16"), ("16 December", "1800-12-16")]),
    ("On 12 July 1821 he came. It was on 26 and 27 July of the following year.",
     [("12 July 1821", "1821-07-12"), ("26", "1822-07-26"), ("27 July of the following year", "1822-07-27")]),
    ("On 27 February 1829 they fought and on the morrow they signed.", [("27 February 1829", "1829-02-27"), ("the morrow", "1829-02-28")]),
    ("In 1979 they spoke of the last week of November 1967.", [("1979", "1979"), ("the last week of November 1967", "1967-11")]),
    ("In 1928 he came. The next February he left.", [("1928", "1928"), ("The next February", "1929-02")]),
    ("In November 1933 he came. The following September he left.", [("November 1933", "1933-11"), ("The following September", "1934-09")]),
    ("They left on 9 May 1939. On the 26th seven shells fell.", [("9 May 1939", "1939-05-09"), ("the 26th", "1939-05-26")]),
    ("They left on 9 May 1939. By the 13th all was lost.", [("9 May 1939", "1939-05-09"), ("the 13th", "1939-05-13")]),
    ("They left on 9 May 1939. On the 5th floor sat a clerk.", [("9 May 1939", "1939-05-09")]),
    ("They left on 9 May 1939. On the 4th successive attempt they came back.", [("9 May 1939", "1939-05-09")]),
    ("They left on 9 May 1939. On the 8th of June seven shells fell.", [("9 May 1939", "1939-05-09"), ("the 8th of June", "1939-06-08")]),
    ("They left on 9 May 1939. By the 11th November all was lost.",
     [("9 May 1939", "1939-05-09"), ("the 11th November", "1939-11-11")]),
    ("In 1931 they met at Easter.", [("1931", "1931"), ("Easter", "1931-04-05")]),
    ("They left on 28 May 1939. On the 2nd they came back.", [("28 May 1939", "1939-05-28"), ("the 2nd", "1939-06-02")]),
    ("They met on 9 May 1939. On the fourteenth, they parted.", [("9 May 1939", "1939-05-09"), ("the fourteenth", "1939-05-14")]),
    ("In May 1939 they fought on the 5th and 6th.", [("May 1939", "1939-05"), ("the 5th", "1939-05-05"), ("6th", "1939-05-06")]),
    ("In the attack of 9 May 1939 and the fighting of the 12th all fell.", [("9 May 1939", "1939-05-09"), ("the 12th", "1939-05-12")]),
]


@pytest.mark.parametrize(("text", "expected"), NARRATED)
def test_dates_that_the_narrative_completes(text: str, expected: Values) -> None:
    assert values(text) == expected


def test_a_date_inside_a_name_does_not_move_the_narrative() -> None:
    text = "In May 1955 the envoys met. They took up the 1921 treaty again. In June they signed."
    assert values(text)[-1] == ("June", "1955-06")


def test_the_date_of_a_treaty_that_is_only_named_does_not_move_the_narrative() -> None:
    text = "In September 1938 it began. Help was due by the treaty signed in Westport on 16 May 1935. On 19 September it was asked."
    told = "In April 1935 it began. The treaty was signed in Westport on 16 May 1936. On 19 September they met."
    assert values(text)[-1] == ("19 September", "1938-09-19")
    assert values(told)[-1] == ("19 September", "1936-09-19")


def test_a_day_of_a_stretch_that_is_told_again_is_that_day() -> None:
    doc = document("They were there from 20 to 23 July 1914. On 23 July it snowed.")
    dates.find(doc)
    assert [s.date for s in doc.sentences] == ["1914-07-20/1914-07-23", "1914-07-23"]


def test_the_days_of_a_conference_are_not_of_the_year_after_it() -> None:
    text = "Session of 21 July\nThey met.\nSession of 24 July\nThey asked for it.\nTwo days later, on 26 July, it was declared. It fell."
    assert [v for _, v in values(text, issued="1945-08-02")] == ["1945-07-21", "1945-07-24", "1945-07-26", "1945-07-26"]


def test_a_short_range_in_a_heading_names_both_of_its_years() -> None:
    text = "The Dispute, 1928-38\nIt began in March 1928. On 3 January 1935 both signed. In August all was quiet."
    assert values(text)[-1] == ("August", "1935-08")


def test_what_comes_after_decides_between_two_years() -> None:
    text = "In 1943 they planned it. In June the fleet sailed. In September 1944 it came home. The 1943 plan had held."
    later = "In 1943 they planned it. In October 1943 the fleet sailed. In June it was seen. In September 1944 it came home."
    assert values(text)[1] == ("June", "1943-06")
    assert values(later)[2] == ("June", "1944-06")


def test_a_story_goes_forward_to_a_month_of_its_year() -> None:
    assert values("On 5 March 1912 they met. On 9 November they parted. In January they met again.")[1:] == [
        ("9 November", "1912-11-09"), ("January", "1913-01")]
    assert values("On 5 March 1912 Norland left the league. Sudland left it on 9 November.")[1] == ("9 November", "1912-11-09")
    assert values("On 5 March 1912 they met. The plan had been made in November.")[1] == ("November", "1911-11")
    assert values("On 5 March 1912 they met. On 9 November they had closed their ports.")[1] == ("9 November", "1911-11-09")


def test_what_counts_from_a_date_counts_from_that_of_its_sentence() -> None:
    relative = "In May 1931 they met. Berg, who had come to Oslo in February 1925, left it that May."
    subject = "In May 1931 they met. The attack of December 1919 had been condemned the following month."
    assert values(relative)[-1] == ("that May", "1925-05")
    assert values(subject)[-1] == ("the following month", "1920-01")


def test_what_is_named_after_a_feast_is_no_date() -> None:
    assert values("In 1998 they signed the Good Friday Agreement.") == [("1998", "1998")]
    assert values("In 1917 they spoke of the Easter Rising.") == [("1917", "1917")]


def test_a_heading_gives_the_year() -> None:
    text = "1919\nIn March the envoys met. On 4 May they left.\n1920\nIn March they met again."
    assert values(text) == [("1919", "1919"), ("March", "1919-03"), ("4 May", "1919-05-04"), ("1920", "1920"), ("March", "1920-03")]


def test_a_month_stays_in_the_years_of_its_heading() -> None:
    text = "The war, 1936-1939\nIn 1939 it ended. The league of 1946 was far off. In March all was quiet."
    assert values(text)[-1] == ("March", "1939-03")


def test_a_history_does_not_speak_from_the_day_it_was_issued() -> None:
    doc = document("In 1941 they met. In June they signed.", issued="2015-03-01", genre="essay")
    assert [(m.surface, m.value) for m in dates.find(doc)] == [("1941", "1941"), ("June", "1941-06")]
    assert doc.sentences[1].date == "1941-06"


def test_the_title_gives_the_year() -> None:
    assert values("In March the envoys met.", title="The mission of 1919") == [("March", "1919-03")]
    assert values("In March the envoys met.") == [("March", None)]


def test_a_distance_from_an_event_without_a_date_is_left_open() -> None:
    assert values("In 1941 they voted. Four days after the vote he left.")[-1] == ("Four days after", None)


def test_a_season_before_a_noun_does_not_move_the_narrative() -> None:
    doc = document("In February 1945 they met at the king's summer palace. They agreed.")
    dates.find(doc)
    assert doc.sentences[1].date == "1945-02"


def test_deictic_words_do_not_count_from_a_history() -> None:
    assert values("In 1941 they met. It is now forgotten.") == [("1941", "1941"), ("now", "PRESENT_REF")]
    assert values("Tomorrow never came.") == [("Tomorrow", None)]


def test_every_sentence_gets_the_narrative_date() -> None:
    doc = document("They met. On 3 May 1941 he left. He wrote home. In June he came back. All was well.")
    dates.find(doc)
    assert [s.date for s in doc.sentences] == [None, "1941-05-03", "1941-05-03", "1941-06", "1941-06"]


def test_a_stretch_of_time_dates_the_sentences_that_follow() -> None:
    doc = document("Between 1778 and 1782 the crown sent arms. Its fleet fought. In 1783 all made peace. They went home.")
    dates.find(doc)
    assert [s.date for s in doc.sentences] == ["1778/1782", "1778/1782", "1783", "1783"]


def test_mentions_are_ordered_apart_and_true_to_the_text() -> None:
    doc = document("From May 4 and 5, 1865 to 18–25 August 1939, for 3 weeks (c. 1935), at 9:30 p.m., March 19, 1941, on 1 (14) May 1907.")
    found = dates.find(doc)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(doc.text[m.start : m.end] == m.surface for m in found)
    assert all(edtf.is_date(m.value) for m in found if m.kind == "date" and m.value)


TOKENS = (
    "the", "end", "of", "early", "May", "March", "1941", "31", "12", "’62", "(", ")", ",", ".", "–", "/", "BC", "century", "1930s",
    "summer", "fall", "next", "that", "same", "year", "days", "later", "before", "two", "twenty-five", "a few", "Tuesday", "tomorrow",
    "now", "night", "9:30", "p.m.", "in", "by", "until", "eighteen hundred and", "first", "Christmas",
    "\n", "\n\n", "Σ", "\u00a0", "February", "29", "1900",
)


@given(st.lists(st.sampled_from(TOKENS), max_size=25), st.sampled_from([None, "1961-03-09"]))
def test_whatever_the_words_mentions_are_apart_and_true(tokens: list[str], issued: str | None) -> None:
    text = " ".join(tokens)
    doc = Document("d", "s", "d.txt", text, meta={"issued": issued} if issued else {})
    doc.sentences = [Sentence(0, 0, 0, len(text))]
    found = dates.find(doc)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.surface == text[m.start : m.end] and m.surface.strip() == m.surface for m in found)
    again = Document("d", "s", "d.txt", text, meta=doc.meta, sentences=[Sentence(0, 0, 0, len(text))])
    assert dates.find(again) == found and again.sentences == doc.sentences


def test_an_empty_document() -> None:
    assert dates.find(document("")) == []


STORIES: list[tuple[str, str, str | None]] = [
    # text, words of a sentence, its date
    ("On 17 August 1939 the talks paused. The minister refused it on the 19th.", "refused", "1939-08-19"),
    ("On 5 December 1941 it began. On the 6th Norland declared war.", "declared", "1941-12-06"),
    ("It was dated 5 April 1941. They signed in the morning of the 6th. It rained.", "rained", "1941-04-06"),
    ("On 3 May 1950 they met. He asked to be received by the 23rd at the latest. The king agreed.", "agreed", "1950-05-03"),
    ("On 3 May 1950 they met. Troops would be gone by 25 June 1950. The king died.", "died", "1950-05-03"),
    ("On 28 May 1938 it was signed. The march was to begin on 1 October. The king left.", "left", "1938-05-28"),
    ("On 27 March 1941 it fell, having two days before joined the pact. The envoy left.", "envoy", "1941-03-27"),
    ("On 8 May 1945 they met. (On 10 July, after a rest, he agreed.) The other spoke.", "spoke", "1945-05-08"),
    ("On 21 November 1924 they met. The elections of May had brought in others. He left.", "left", "1924-11-21"),
    ("On 3 May 1950 they met. The minister took up the bargains of 1931. The envoy left.", "left", "1950-05-03"),
    ("On 3 May 1950 they met. The note said that nothing had changed since August 1939. He left.", "left", "1950-05-03"),
    ("On 3 May 1950 they met. He was head of the cabinet, which the king had named in March. He left.", "left", "1950-05-03"),
    ("On 3 May 1950 they met. They left the troops where they stood, to be gone by 25 June. The king died.", "died", "1950-05-03"),
    ("On 3 May 1950 they met. The talks were then put off until 25 June. The king died.", "died", "1950-06-25"),
    ("On 3 May 1950 they met.\n\nA plan was made, to be done by May of 1951. The king died.", "died", "1950-05-03"),
    ("On 3 May 1950 they met. It was not settled until the talks of 1951. The king died.", "died", "1950-05-03"),
    ("In 1950 a road was closed, and in 1960 a bridge was closed too. The king died.", "died", "1960"),
    ("In 1950 a road was closed, which had been opened in 1960 by him. The king died.", "died", "1950"),
    ("On 3 May 1950 they met. They met two months after the vote in March 1950. The king died.", "died", "1950-05-03"),
    ("On 3 May 1950 they met. Two months after the vote was 5 June 1950. The king died.", "died", "1950-06-05"),
    ("On 3 May 1950 they met. They laid plans for the coming year. The king died.", "died", "1950-05-03"),
]


@pytest.mark.parametrize(("text", "word", "date"), STORIES)
def test_a_story_goes_to_a_day_told_by_its_number_and_not_to_terms_or_what_lies_behind(text: str, word: str, date: str | None) -> None:
    doc = document(text)
    dates.find(doc)
    assert next(s.date for s in doc.sentences if word in text[s.start : s.end]) == date


def test_a_condition_with_a_deadline_leaves_the_year_to_the_next_month() -> None:
    text = "On 20 October 1774 they met. Trade would end if the acts were not repealed before 10 September 1775. On 26 October they parted."
    assert values(text)[-1][1] == "1774-10-26"


@pytest.mark.parametrize("text", ["It fell on the 6th Army.", "It lay on the 38th parallel."])
def test_a_number_that_counts_something_else_is_no_day(text: str) -> None:
    assert values("On 3 May 1950 they met. " + text)[1:] == []


def test_the_year_by_which_a_thing_is_called_in_a_title_draws_no_month_to_it() -> None:
    title = "The Westport Treaty of 1947"
    story = "\n\nA conference met in the summer of 1946. It closed on 6 December."
    assert [m.value for m in dates.find(document(title + story, title=title))][-1] == "1946-12-06"


@pytest.mark.parametrize("text", ["A ceiling of 1520 armed missiles was kept.", "They asked for 1650 heavy launchers."])
def test_figures_that_count_are_no_years(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In December 1904 they met.\n1907, 23 March: They parted.\n1909: They wrote.", "1907-03-23"),
        ("In December 1904 they met. In 1907, on 23 March, they parted. In 1909 they wrote.", "1907-03-23"),
        ("1896: They met.\n1904: On 13 February they signed a pact, but in December they parted.\n1907: They wrote.", "1904-12"),
        ("On 3 January 1795 they signed a pact. Norway ratified it on 24 October.", "1795-10-24"),
        ("The pact was signed on 1 May 1951 and read on 29 June of the next year. In July, in May and in June it failed.", "1952-07"),
    ],
)
def test_a_day_without_its_year_has_that_of_the_words_it_is_told_with(text: str, date: str) -> None:
    assert date in [value for _, value in values(text)]


def test_an_act_of_a_day_takes_the_story_to_its_year() -> None:
    text = "On 5 November 1794 it fell. By a pact of 3 January 1795 they shared it; Norway adhered on 24 October. It ended on 25 November."
    assert [v for _, v in values(text)][2:] == ["1795-10-24", "1795-11-25"]


@pytest.mark.parametrize("text", ["The Seven Years' War ended.", "They burned the Summer Palace.", "The Winter War ended."])
def test_what_is_named_after_a_time_is_none(text: str) -> None:
    assert values(text) == []


def test_a_day_by_its_number_stands_before_a_name_or_a_bracket() -> None:
    text = "In May 1939 they met. On the morning of the 30th Norway struck. It ended on the 4th (by their account on the 5th)."
    assert [v for _, v in values(text)][1:] == ["1939-05-30", "1939-06-04", "1939-06-05"]


def test_a_feast_is_of_that_year() -> None:
    assert values("In March 1947 he spoke. On Christmas Eve of that year he left.")[-1][1] == "1947-12-24"


def test_what_stands_under_the_years_of_a_title_begins_in_the_first_of_them() -> None:
    title = "The Coast Question, 1833–1878"
    told = values(f"{title}\n\nOn July 8 they signed. A year later it left.", title=title)
    assert told[2:] == [("July 8", "1833-07-08"), ("A year later", "1834")]
