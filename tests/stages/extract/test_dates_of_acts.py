"""Which day an act has where its sentence tells of several, or a treaty gives it one."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records

TALKS = "On 3 May 1905 Norway closed its ports."
TREATY = "On 3 May 1905 Norway and Sweden signed a treaty of commerce in Oslo."


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        # what is counted from was so long before or after the whole date of its clause, and no nearer than the unit counts
        ("The league ended on 13 June 1905, six months after Norway had rejected the tariff.", "reject", "1904-12"),
        ("Norway closed its ports on 9 August 1905, a day after Sweden had rejected the tariff.", "reject", "1905-08-08"),
        ("The law of 6 July 1904 was passed on 31 January 1905, ten days after the death of Haakon VII of Norway.", "die", "1905-01-21"),
        # the treaty that binds somebody dates nothing else that he does
        (f"{TALKS} Denmark, bound to Sweden by a treaty of 6 February 1873, rejected the tariff.", "reject", "1905-05-03/.."),
        # the same day told twice is the one told in full; a season in a name is none
        (f"{TALKS} A fortnight later, on 19 May 1905, Sweden rejected the tariff.", "reject", "1905-05-19"),
        ("Norway and Sweden signed a treaty in Bergen, the summer capital, on 31 August 1905.", "sign", "1905-08-31"),
        # the year in brackets, and that in the name, is the treaty's
        (f"{TALKS} Norway denounced the treaties of commerce with Sweden (1894) and Denmark (1896).", "denounce-treaty", "1905-05-03/.."),
        # what had been done stands behind its subject, or beside what was done then
        ("On 3 May 1905 Norway, which had few ships, had rejected the tariff.", "reject", "1905-05-03"),
        ("Norway had moved the frontier in May 1905 and had rejected the tariff.", "reject", "1905-05"),
        # a term is that of what is to be done by then
        (f"{TALKS} Norway recognised Sweden and undertook to leave the port by 15 June 1905.", "recognize", "1905-05-03/.."),
        # by a day or month an act is done, if not before; by a year or season it is done in it
        ("By 3 May 1905 Norway rejected the tariff.", "reject", "../1905-05-03"),
        ("By May 1905 Norway rejected the tariff.", "reject", "../1905-05"),
        ("By the winter of 1905 Norway had rejected the tariff.", "reject", "1905-24"),
        ("By 1905 Norway rejected the tariff.", "reject", "1905"),
        # what is told of another time is of that time, and the telling is not
        (f"{TALKS} The envoy told Sweden that Norway would lend no ships in 1907.", "correspond", "1905-05-03"),
        # what is told with `within` holds for all that a comma joins
        (f"{TALKS} Within two years, of its own will, Norway rejected the tariff.", "reject", "1905-05-03/1907-05-03"),
        # what had been done before does not lead the story back
        (f"{TREATY} A text had been drawn up in September 1904. Norway promised ships to Sweden.", "agree", "1905-05-03"),
        # some days before the day of the story, where one had done it
        (f"{TALKS} The envoy came from Oslo, where three days before Norway had signed a treaty with Sweden.", "sign", "1905-04-30"),
        # what will not be done is not done from then on; the other calendar in brackets leads nowhere
        (f"{TALKS} Norway and Sweden made a treaty, which Denmark will not ratify.", "ratify", "1905-05-03/.."),
        ("On 8 November 1905 (26 October Old Style) Norway closed its ports. Sweden rejected the tariff.", "reject", "1905-11-08/.."),
        # a date between commas beside an act is its own, that of a clause with when holds for the main one
        ("Having offered, on 17 April 1905, a treaty to Sweden, Norway closed its ports on 3 May 1905.", "propose", "1905-04-17"),
        (
            f"{TALKS} When the king said on 20 May that he would stay, Sweden rejected the tariff; he left on 9 June.",
            "reject",
            "1905-05-20",
        ),
        # the following is a time, and no word for what is later
        (f"{TALKS} The following September Sweden rejected the tariff.", "reject", "1905-09"),
        ("In 1905 Norway closed its ports, and the next February Sweden rejected the tariff.", "reject", "1906-02"),
        # a raid has the day on which it took place, and the commas of names are no borders of clauses
        ("In 1905 Norway protested against the invasion of Sweden, which took place in May 1906.", "invade", "1906-05"),
        (
            "In 1905 Norway closed its ports, and in May 1906 Norway persuaded Sweden, Denmark and Finland to join the League of Nations.",
            "join-organization",
            "1906-05",
        ),
        # what had been before, between commas, dates nothing behind it, and a battle's day in brackets is before what came of it
        (f"{TALKS} Sweden, which had waited for this since the treaty of May 1904, rejected the tariff.", "reject", "1905-05-03/.."),
        ("After the battle of Oslo (3 May 1905) Sweden rejected the tariff, and on 9 June Norway closed its ports.", "reject",
         "1905-05-03/.."),
        # a day without its year is counted from as well, and what was put off is not of the day to which it was
        (f"{TALKS} The king left on 21 June, four days after Sweden had rejected the tariff.", "reject", "1905-06-17"),
        (f"{TALKS} On 9 May Sweden agreed to postpone the vote to the 1st of June.", "agree", "1905-05-09"),
        # what a relative clause dates leaves an act to the day with which the sentence opens
        (f"{TALKS} On 24 June, after a shot was fired, Norway rejected the tariff, which was signed on 30 June.", "reject", "1905-06-24"),
        # what was told in an entry before another act of a later day was on the day of the entry
        ("29 May 1905. Norway and Sweden sign a treaty; a parade follows on 5 June.", "sign", "1905-05-29"),
        # a treaty has the whole day by which it is called, and that on which it followed in a story
        ("In 1904 Norway bought off Sweden by the convention of 8 April 1904.", "sign", "1904-04-08"),
        ("In 1904 Norway left Sweden. The Swedish-Norwegian Treaty of Oslo followed on 30 March 1905.", "sign", "1905-03-30"),
        # a murder told between commas was before what it led to, and the year of a pact dates no conference to which its parties go
        ("In 1905, after the murder of the king in March, Sweden rejected the tariff.", "reject", "1905-03/.."),
        ("On 30 May 1905, as agreed, Norway invited the signatories of the pact of 1880 to a conference.", "conference", "1905-05-30"),
        # the date right behind a verb is its, not that of a participle before it; a term behind a verb is its own
        (f"{TALKS} The tariff proposed on 9 May was rejected by Sweden on 20 June.", "reject", "1905-06-20"),
        # the day is told beside the hour
        (f"{TALKS} Sweden rejected the tariff at 5 a.m. on 20 October.", "reject", "1905-10-20"),
        # the day of our calendar is meant, also where it stands in brackets
        ("On 5 (17) June 1801 Norway rejected the tariff.", "reject", "1801-06-17"),
        ("Norway rejected the tariff on the night of 25–26 October (7–8 November) 1917.", "reject", "1917-11-07/1917-11-08"),
        # the day of a paper, or by which it is called, is not that on which something is done to it
        (f"{TALKS} Sweden accepted the king's proposal of 20 April.", "accept", "1905-05-03/.."),
        (f"{TALKS} The note of 5 May was rejected by Sweden.", "reject", "1905-05-05/.."),
        (f"{TALKS} Sweden demanded an answer and spoke of the pact of 12 December 1903.", "demand", "1905-05-03/.."),
        ("On 3 May 1905 Norway published the text of the treaty signed at Bergen on 4 June 1902.", "publish", "1905-05-03"),
        (f"{TALKS} Sweden's note of 8 June rejected the tariff.", "reject", "1905-06-08"),
        # what is done behind what had been done was done after it
        (f"{TALKS} Sweden refused to recognise Holm, who had overthrown the king in February 1913.", "recognize", "1913-02/.."),
        # nor is what a treaty lays down, or the years for which it holds, of its day
        ("At Oslo, in the small hours of 3 May 1905, Norway and Sweden signed a treaty ceding the port by 10 June.", "sign", "1905-05-03"),
        ("In the note of 3 June 1905 Sweden accepted the tariff for 1906-1908.", "accept", "1905-06-03"),
        # what had been done, or is told in a relative clause, long before dates nothing behind it
        ("In May 1905 Norway, which Sweden had left that February, rejected the tariff.", "reject", "1905-05"),
        (f"{TALKS} Norway, which joined the league in 1902, rejected the tariff.", "reject", "1905-05-03/.."),
        (f"{TALKS} Norway, which had met Sweden in July 1901 and Denmark in June 1902, rejected the tariff.", "reject", "1905-05-03/.."),
        # a date that opens a clause which goes on holds for that clause
        ("On 3 May 1905 Norway closed its ports, and on 9 June, after ten weeks, Sweden rejected the tariff.", "reject", "1905-06-09"),
        (f"{TALKS} Norway rejected the tariff and, in July, Sweden left.", "reject", "1905-05-03/1905-07"),
        ("The league ended in 1895. A decade after it, on 3 May 1905, Norway closed its ports and rejected the tariff.", "reject",
         "1905-05-03"),
        # what is asked for is to come
        (f"{TALKS} Norway invited Sweden to pay a visit in the spring of 1907.", "invite", "1905-05-03/1907-21"),
        # what would be done once another thing was done is to come
        (f"{TALKS} Nothing would be said until Sweden had recognised Norway.", "recognize", "1905-05-03/.."),
    ],
)
def test_an_act_has_its_own_day(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (f"{TREATY} By it Norway recognised Sweden.", "recognize"),
        (f"{TREATY} In a protocol Norway promised to lend ships to Sweden.", "agree"),
        (f"{TREATY} Norway ceded the port to Sweden. In June 1907 it snowed.", "cede"),
    ],
)
def test_what_the_parties_grant_behind_a_signature_is_of_its_day(text: str, action: str) -> None:
    assert event(text, action)["date"] == "1905-05-03"


def test_a_treaty_that_is_only_named_was_signed_on_the_day_that_it_is_called_by() -> None:
    assert event("The Norwegian-Swedish Trade Treaty of 3 May 1905 was a model for both.", "sign")["date"] == "1905-05-03"


def test_an_article_lays_down_on_the_day_of_the_signature() -> None:
    text = (
        "The Treaty of Oslo was signed in Oslo on 3 May 1905 by Norway and Sweden.\n\n"
        "Article 1. Norway cedes the port of Berg to Sweden, with all the land that belongs to it and the harbour dues.\n\n"
        "Article 2. Sweden, which has recognised Denmark, will lend ships for the trade with the islands in the north of the sea.\n\n"
        "END\n\nNorway rejected the tariff."
    )
    assert event(text, "cede", "treaty-text")["date"] == "1905-05-03"
    assert event(text, "recognize", "treaty-text")["date"] == "../1905-05-03"


def test_an_entry_goes_on_until_the_day_that_it_names() -> None:
    text = "1905\n\n3 May. The talks with Sweden begin.\n\n9 June. The conference of Norway and Sweden in Oslo lasts until 14 June."
    assert event(text, "conference", "chronicle")["date"] == "1905-06-09/1905-06-14"


def test_a_colon_before_what_a_treaty_is_does_not_part_it_from_its_day() -> None:
    text = (
        "Norway signed a treaty of peace with Denmark on 14 November 1901, and with Sweden it concluded the Oslo Pact: "
        "a treaty of commerce at Oslo on 28 February 1903."
    )
    assert [e["date"] for e in records(read(text), "events") if e["action"] == "sign"] == ["1901-11-14", "1903-02-28"]


def test_a_chronicle_tells_in_the_perfect_of_what_was_before() -> None:
    text = "1905\n\n3 May. The border is opened, because Norway has ratified the treaty of commerce with Sweden."
    assert event(text, "ratify", "chronicle")["date"] == "../1905-05-03"


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        ("The Allies required Norway to renounce the pact in the truce of 11 November 1918.", "demand", "1918-11-11"),
        ("In May 1932 Norway and Sweden signed a pact. It was prolonged in May 1934 to the end of 1945.", "renew", "1934-05"),
    ],
)
def test_an_act_done_in_or_by_a_dated_thing_has_its_day(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        # a day right behind the verb is its own before a season that stands as close before it
        (f"{TALKS} After a second visit that autumn Norway signed on 20 October a truce with Sweden.", "sign", "1905-10-20"),
        # a day that opens a clause with where or when holds for it
        (f"{TALKS} They met at Bergen, where, on 9 June, the day of the feast, Norway and Sweden signed a truce.", "sign", "1905-06-09"),
        (f"{TALKS} They met at Bergen, where on 9 June they rested until Sweden rejected the tariff.", "reject", "1905-06-09"),
        # what is done before the month or year was out is done in it
        ("On 3 May 1905 Norway closed its ports; before the month was out Sweden rejected the tariff.", "reject", "1905-05"),
        ("On 3 May 1905 Norway closed its ports, and before the year had ended Sweden rejected the tariff.", "reject", "1905"),
        # the last day of a meeting is the one until which it lasted
        ("The congress sat from 13 June to 13 July 1905. On the last day Sweden rejected the tariff.", "reject", "1905-07-13"),
        ("The envoys met at Oslo from 2 to 9 May 1905; on the last day of the talks Sweden rejected the tariff.", "reject", "1905-05-09"),
        # what is undertaken by a day is undertaken on the day told before
        ("On 5 March 1905 both signed a pact, and Norway undertook to leave the port by the end of the month.", "agree", "1905-03-05"),
        # what had been since a time gives the month behind it its year
        ("The king, who since the spring of 1905 had waited, gave way in August, when Sweden rejected the tariff.", "reject", "1905-08"),
        # a treaty that was signed on a day leads the story there
        ("A convention with Norway was signed on 13 February 1905. In December Sweden rejected the tariff.", "reject", "1905-12"),
    ],
)
def test_a_day_is_that_of_the_clause_and_of_the_meeting_that_it_stands_in(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


CONGRESS = "The congress of Oslo met from 10 to 14 July 1905."


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        # a day or year by its place in what the story tells of
        (f"{CONGRESS} On the first day Norway closed its ports. On the second day Sweden rejected the tariff.", "reject", "1905-07-11"),
        (f"{CONGRESS} Sweden rejected the tariff on its opening day.", "reject", "1905-07-10"),
        (f"{CONGRESS} On the ninth day Sweden rejected the tariff.", "reject", "1905-07-10/1905-07-14"),
        ("The siege began on 12 March 1905. On the tenth day, Sweden rejected the tariff.", "reject", "1905-03-21"),
        (f"{TALKS} It opened them on 9 May. On the second day of the month Sweden rejected the tariff.", "reject", "1905-05-09/.."),
        ("They fought from 1788 to 1790. In the second year of the war Sweden rejected the tariff.", "reject", "1789"),
        # within a time from what has just been told, or from a day
        (f"{TALKS} Within a fortnight of the closing, Sweden rejected the tariff.", "reject", "1905-05-03/1905-05-17"),
        ("Within a fortnight of the landing on 3 May 1905 Sweden rejected the tariff.", "reject", "1905-05-03/1905-05-17"),
        ("Sweden rejected the tariff within ten days of the vote of 3 May 1905.", "reject", "1905-05-03/1905-05-13"),
        ("Norway closed its ports on 9 August 1905, the day after Sweden had rejected the tariff.", "reject", "1905-08-08"),
        # the end of a stretch tells the year of its beginning, and the end of a renewal is not its day
        ("In 1905 Norway met Sweden. Sweden blockaded Norway from March to May of the following year.", "blockade", "1906-03/1906-05"),
        ("In 1905 Norway met Sweden. Sweden blockaded Norway from October to May of the following year.", "blockade", "1905-10/1906-05"),
        ("On 9 May 1905 Norway and Sweden signed a truce. They renewed it a week later until 13 July.", "renew", "1905-05-16"),
    ],
)
def test_a_day_is_counted_from_where_the_story_stands(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        # what came of an act does not date it
        (f"{TALKS} Sweden rejected the tariff, whereupon Norway left the league on 9 June.", "reject", "1905-05-03/1905-06-09"),
        (f"{TALKS} Sweden rejected the tariff, only to be overrun on 9 June.", "reject", "1905-05-03/1905-06-09"),
        (f"{TALKS} Sweden rejected the tariff before Norway left the league on 9 June.", "reject", "1905-05-03/1905-06-09"),
        (f"{TALKS} Sweden rejected the tariff when Norway left the league on 9 June.", "reject", "1905-06-09"),
        ("In 1905 Norway closed its ports. Sweden rejected the tariff in vain, and the league was ended on 3 May.", "reject", "1905"),
        # nor does what had been done, or why it was done, told between commas before it
        ("On 12 January 1906, Sweden, having met Norway in December, rejected the tariff.", "reject", "1906-01-12"),
        ("On 12 January 1906, because Norway had armed in December, Sweden rejected the tariff.", "reject", "1906-01-12"),
        ("In May 1905, after the talks had failed in January, Sweden rejected the tariff.", "reject", "1905-05"),
    ],
)
def test_another_clause_does_not_date_an_act(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date
