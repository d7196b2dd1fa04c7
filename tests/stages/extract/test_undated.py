"""When what has no date of its own happened: after what is told before it, and before what the narrative dates next."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records

TALKS = "On 3 May 1905 Norway closed its ports."
TREATY = "On 3 May 1905 Norway and Sweden signed a treaty of commerce in Oslo."


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        # a day holds for what happened on it alone
        (f"{TALKS} Sweden rejected the tariff. On 20 June 1905 Denmark invited Sweden to Oslo.", "reject", "1905-05-03/1905-06-20"),
        (f"{TALKS} Sweden rejected the tariff.", "reject", "1905-05-03/.."),
        (f"{TALKS} The same day Sweden rejected the tariff.", "reject", "1905-05-03"),
        (f"{TALKS} Sweden rejected the tariff. On 4 May 1905 Denmark invited Sweden to Oslo.", "reject", "1905-05-03"),
        # a month holds on, unless the words say onwards
        ("In May 1905 Norway closed its ports. Sweden rejected the tariff.", "reject", "1905-05"),
        ("In May 1905 Norway closed its ports. Sweden eventually rejected the tariff.", "reject", "1905-05/.."),
        ("In May 1905 Norway closed its ports. Soon after the storm, Sweden rejected the tariff.", "reject", "1905-05/.."),
        ("In May 1905 Norway closed its ports. Sweden proposed that it should open them and later sell them.", "propose", "1905-05"),
        ("In May 1905 Norway closed its ports. In the wake of its talks with Sweden Norway opened them.", "negotiate", "1905-05"),
        # what is told with `by` was done then, unless it had been done
        ("By 3 May 1905 Sweden rejected the tariff.", "reject", "../1905-05-03"),
        ("By 3 May 1905 Sweden had rejected the tariff.", "reject", "../1905-05-03"),
        ("During 1905, Sweden and Norway had rejected the tariff.", "reject", "1905"),
        # and what stands before the first date of a paragraph that goes back was before it
        (f"{TALKS}\n\nSweden rejected the tariff. On 2 June 1904 Denmark had invited both.", "reject", "../1904-06-02"),
        (f"{TALKS}\n\nSweden rejected the tariff. On 2 June 1906 Denmark invited both.", "reject", "1905-05-03/1906-06-02"),
        # of another paragraph, only the year of a day is meant still, unless the story goes on in its month
        (f"{TALKS}\n\nSweden rejected the tariff. On 2 June 1905 Denmark invited both.", "reject", "1905-05-03/1905-06-02"),
        (f"{TALKS}\n\nSweden rejected the tariff. On 20 May 1905 Denmark invited both.", "reject", "1905-05-03/1905-05-20"),
        # between two days of one month is in that month, also if a word says onwards
        (f"{TALKS} Sweden rejected the tariff. On 20 May 1905 Denmark invited both.", "reject", "1905-05"),
        (f"{TALKS} Sweden later rejected the tariff. On 20 May 1905 Denmark invited both.", "reject", "1905-05"),
        (f"{TALKS} Sweden later rejected the tariff. On 20 June 1905 Denmark invited both.", "reject", "1905-05-03/.."),
        # and before another year, or before what lies back, in the year of the day
        (f"{TALKS} Sweden rejected the tariff. On 20 March 1906 Denmark invited both.", "reject", "1905-05-03/1906-03-20"),
        (f"{TALKS} Sweden rejected the tariff. On 20 March 1904 Denmark had invited both.", "reject", "1905"),
        # between a season and what is of its year, in that year
        ("In the spring of 1905 Norway closed its ports. Sweden rejected the tariff. In November 1905 it snowed.", "reject", "1905"),
        # behind a comma a day is that of the main clause, and a town belongs to the name before it
        ("After long talks, on 3 May 1905 Sweden rejected the tariff.", "reject", "1905-05-03"),
        ("After the surrender at Berg, Norway, on 3 May 1905, Sweden rejected the tariff.", "reject", "1905-05-03/.."),
        ("Sweden rejected the tariff in a note beginning on 3 May 1905.", "reject", "1905-05-03"),
        # of another paragraph, only the year of a month is meant still
        ("In May 1905 Norway closed its ports. It was a hard year.\n\nSweden rejected the tariff.", "reject", "1905"),
        # a duration reaches from where the narrative is, or up to there
        (f"{TALKS} Within six months, Sweden rejected the tariff.", "reject", "1905-05-03/1905-11-03"),
        ("In 1905 Norway closed its ports. Over the next two years, Sweden rejected the tariff.", "reject", "1905/1907"),
        (f"{TALKS} Norway and Sweden held ten days of difficult talks in Oslo.", "negotiate", "1905-05-03/1905-05-13"),
        ("In 1905 Norway closed its ports. After two years of talks with Sweden, Norway opened them.", "negotiate", "1903/1905"),
        # what the thing was once done with does not date what is done with it now, and weeks are not counted to the day
        (f"{TALKS} Sweden rejected the tariff which Denmark had invented on 2 June 1899.", "reject", "1905-05-03/.."),
        (f"{TALKS} Sweden rejected the tariff of the league, founded in 1899 by merchants.", "reject", "1905-05-03/.."),
        (f"{TALKS} Sweden rejected the tariff; it had been fixed on 2 June 1899.", "reject", "1905-05-03/.."),
        (f"{TALKS} Sweden rejected the tariff five weeks later.", "reject", "1905-06"),
        (f"{TALKS} A week later Sweden rejected the tariff.", "reject", "1905-05-10"),
        (f"{TALKS} Norway demanded the port that Sweden had occupied during the June 1899 war.", "occupy", "1899-06"),
        # what a treaty says is of its day, and what it is answered with is not
        (f"{TREATY} Norway also agreed to lend its ships. In June 1905 it snowed.", "agree", "1905-05-03"),
        (f"{TREATY} Denmark rejected the tariff. In June 1905 it snowed.", "reject", "1905-05-03/1905-06"),
        # also where its later fate was told in between, or a heading stands over its terms
        (f"{TREATY} It was renewed in June 1907. The parties undertook to lend ships.", "agree", "1905-05-03"),
        (f"{TREATY} It stood until June 1907. It allowed Norway to recognize Denmark.", "recognize", "1905-05-03"),
        (f"{TREATY} In June 1907 he left.\n\nTerms of the Treaty\n\nA year is long. Norway ceded a port to Sweden.", "cede", "1905-05-03"),
        (f"{TREATY} In June 1907 the port was sold. Norway ceded a port to Sweden.", "cede", "1907-06"),
        (f"{TREATY} Norway ceded a port to Sweden for thirty years.", "cede", "1905-05-03"),
        # and what led up to one that was told first came before it
        (f"{TREATY} On 1 March 1905 Norway closed its ports. It demanded a port of Sweden.", "demand", "1905-03-01/1905-05-03"),
        (f"{TALKS} Sweden demanded the frontier of 1814. In June 1905 it snowed.", "demand", "1905-05-03/1905-06"),
        # a distance from another day gives the day of what it is counted from
        ("On 12 May 1905, four days after the Norwegian surrender, Sweden rejected the tariff.", "surrender", "1905-05-08"),
        ("On 12 May 1905, four days after the Norwegian surrender, Sweden rejected the tariff.", "reject", "1905-05-12"),
        (f"{TALKS} Norway and Sweden agreed to lower the tariff by June 1905.", "agree", "1905-05-03/1905-06"),
        (f"{TALKS} Norway and Sweden agreed that the tariff of 1897 had been a fault in 1899.", "agree", "1905-05-03/.."),
        ("On 12 May 1905 Sweden closed its ports, two months to the day after the surrender of Norway.", "surrender", "../1905-05-12"),
        # a participle between commas has not the date of the verb behind it
        ("The convention, signed by Norway and Sweden in Oslo, came into force on 3 May 1905.", "sign", "../1905-05-03"),
        # a question asked on a day has not the day that it is about
        (f"{TALKS} Norway asked whether Sweden would meet it in June 1905.", "request", "1905-05-03/1905-06"),
        # a date behind a semicolon holds for what goes on from there, though it had been done
        ("Norway closed its ports; in May 1905, Sweden had rejected the tariff.", "reject", "1905-05"),
        # the date of a clause that goes on from an act does not date the act
        (f"{TALKS} Sweden rejected the tariff, and on 20 June 1905 Denmark invited both to Oslo.", "reject", "1905-05-03/1905-06-20"),
        (f"{TALKS} Sweden rejected the tariff, and Denmark invited both to Oslo on 20 June 1905.", "reject", "1905-05-03/1905-06-20"),
        # what is agreed on for a day is not of that day
        (f"{TALKS} Norway and Sweden agreed to meet again in Oslo on 20 June 1905.", "agree", "1905-05-03/1905-06-20"),
        # what the meeting of the sentence before brought is of its day
        ("On 3 May 1905 Norway met Sweden in Oslo. Norway proposed a customs union. In June 1905 it snowed.", "propose", "1905-05-03"),
        # what stands behind `after` came before the date of the main clause
        ("After Sweden rejected the tariff, Norway closed its ports in May 1905.", "reject", "../1905-05"),
        ("In May 1905 Norway announced that Sweden had rejected the tariff.", "reject", "../1905-05"),
        ("By May 1905, Sweden had rejected the tariff.", "reject", "../1905-05"),
        ("In May 1905 Norway closed its ports. Having rejected the tariff, Sweden closed the border.", "reject", "../1905-05"),
        ("In May 1905 Norway closed its ports. Denmark had opened an attack on Sweden.", "attack", "../1905-05"),
        ("On 3 May 1905 Norway closed its ports. Before the end of the month Sweden rejected the tariff.", "reject", "1905-05"),
        ("In May 1905, Sweden had rejected the tariff.", "reject", "1905-05"),
        ("The ports stayed open until May 1905, when Sweden rejected the tariff.", "reject", "1905-05"),
    ],
)
def test_the_time_of_an_act_without_a_date_of_its_own(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


def test_behind_its_last_date_a_text_is_back_at_the_years_of_its_title() -> None:
    text = "Norway and Sweden met in 1921. In 1930 they met again in Oslo.\n\nSweden rejected the tariff."
    doc = read(text, title="The Westport Conference, 1921–1922")
    assert [e["date"] for e in records(doc, "events") if e["action"] == "reject"] == ["1921/1922"]


def test_the_day_until_which_something_went_on_does_not_move_the_story() -> None:
    begun = "On 8 July 1775 Norway closed its ports. The diet met until 1 March 1781."
    text = f"{begun}\n\nOn 23 December Sweden rejected the tariff. In 1776 it snowed."
    assert event(text, "reject")["date"] == "1775-12-23"


def test_what_a_treaty_lays_down_is_not_of_the_day_of_another() -> None:
    text = (
        "In the Westport Treaty, Norway agreed to lend its ships. It was a hard year.\n\n"
        "In 1930 Norway and Sweden signed the Oslo Treaty.\n\nIn 1935 it froze. The Westport Treaty obliged Norway to recognize Denmark."
    )
    assert event(text, "recognize")["date"] != "1930"


def test_a_year_before_the_past_perfect_does_not_move_the_story() -> None:
    text = "On 3 May 1905 Norway closed its ports. In 1897, King Oscar had promised free trade. On 20 May Sweden rejected the tariff."
    assert event(text, "reject")["date"] == "1905-05-20"


def test_a_record_of_a_talk_tells_of_its_day() -> None:
    found = [e for e in records(read(f"{TALKS} Sweden rejected the tariff.", "chronicle"), "events") if e["action"] == "reject"]
    assert [e["date"] for e in found] == ["1905-05-03"]


def test_talks_at_whose_end_a_chronicle_tells_of_them_began_before() -> None:
    text = "1905\n\n13 May. After five days of talks between Norway and Sweden in Oslo, the border is opened."
    assert event(text, "negotiate", "chronicle")["date"] == "1905-05-08/1905-05-13"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("If a state which has attacked Norway is helped by Sweden, Denmark will close its ports.", "attack"),
        ("In May 1905 Norway would fight if Sweden attacked it, or invaded Denmark.", "invade"),
        ("In May 1905 all were of one mind that the pact would bind Norway only if it helped a victim of Swedish aggression.", "attack"),
        ("In May 1905 Norway signed an undertaking not to make a separate peace with Sweden.", "fail"),
    ],
)
def test_condition_and_promise_not_to_act_are_no_acts(text: str, action: str) -> None:
    assert [e for e in records(read(text), "events") if e["action"] == action] == []


def test_points_of_a_proposal_are_proposed() -> None:
    text = "In May 1905 Norway submitted three points: the withdrawal of the Swedish troops and elections."
    assert event(text, "withdraw")["realis"] == "proposed"


def test_weeks_after_that_are_counted_from_what_was_told() -> None:
    text = "On 3 May 1905 Norway closed its ports. Two weeks after that Sweden rejected the tariff."
    assert event(text, "reject")["date"] == "1905-05-17"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("After three years of negotiations Norway and Sweden signed the Oslo Pact on 23 September 1905.", "1902/1905-09-23"),
        ("After two months of negotiations, Norway and Sweden signed the Oslo Pact on 23 September 1905.", "1905-07/1905-09-23"),
        ("After ten days of negotiations between Norway and Sweden the pact was signed on 23 September 1905.", "1905-09-13/1905-09-23"),
    ],
)
def test_talks_went_on_for_so_long_until_what_came_of_them_was_signed(text: str, date: str) -> None:
    assert event(text, "negotiate")["date"] == date
