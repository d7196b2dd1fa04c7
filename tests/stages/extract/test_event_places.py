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
        ("When Italy invaded Albania in April 1939, Stockholm proposed a truce at once.", "invade", "albania"),
        ("In May 1923 Italy withdrew its troops from Albania.", "withdraw", "albania"),
        ("In May 1923 Italy rejected a Greek proposal about Stockholm.", "reject", None),
        ("In May 1923 Italy recognised Albania.", "recognize", None),
        ("In May 1923 Stockholm was occupied by Italy.", "occupy", "stockholm"),
        ("In May 1923 Italy asked Greece for talks in Stockholm.", "request", None),
        ("In May 1923 Italy occupied ports that it had wanted since the award of Stockholm.", "occupy", None),
        ("In May 1923 Italy told Stockholm of its talks with Greece.", "negotiate", None),
        ("In May 1923 the Stockholm peace talks between Italy and Greece began.", "negotiate", "stockholm"),
        ("In May 1923 Italy and Greece agreed that the port in Albania should be closed.", "agree", None),
        ("At Stockholm, Italy and Greece agreed on a truce in May 1923.", "agree", "stockholm"),
        ("In May 1923 the formal talks between Italy and Greece began in Stockholm.", "negotiate", "stockholm"),
        ("In May 1923 Italy withdrew its troops from northern Albania.", "withdraw", "albania"),
        ("In May 1923 Italy pulled its troops out of Albania.", "withdraw", "albania"),
        ("In May 1960 the Russians shot down an Italian plane over the Sea of Japan.", "attack", "sea-of-japan"),
        ("In May 1923 Italy opened an offensive against Albania.", "attack", "albania"),
        ("In May 1923 Italy stationed troops in Albanian ports.", "mobilize", "albania"),
        ("In May 1923 Italy deployed a fleet in Eastern Europe.", "mobilize", "eastern-europe"),
        ("In May 1923 Italy sold the Philippines to Greece.", "transfer-territory", "philippines"),
        ("In May 1972 Nixon visited China.", "visit", "peoples-republic-of-china"),
        ("In May 1923 Italy and Greece met on Midway Island.", "meet", "midway-island"),
        ("In May 1923 Italy met with Greece off the coast of Malta.", "meet", "malta"),
        ("The Greek and Italian ministers prepared a conference, which took place in Stockholm in May 1923.", "conference", "stockholm"),
        ("In May 1923 Italy and Greece denounced the Treaty of Stockholm.", "denounce-treaty", None),
        ("In May 1923 the Greek Revolution alarmed Italy.", "revolution", "greece"),
        ("In May 1970 Italy weighed the merits of supporting a military coup.", "revolution", None),
        ("In May 1964 Frei was elected President of Chile.", "assume-office", "chile"),
        ("In May 1964 Johnson named Dubs ambassador to Chile.", "assume-office", None),
        ("In May 1949 alarm followed the creation of East Germany.", "establish", "east-germany"),
        ("In Stockholm on May 3, 1982, Norwegian rebels shot the Danish envoy.", "attack", "stockholm"),
        ("In May 1982 the Norwegians intensified their attacks on Beirut.", "attack", "beirut"),
        ("In May 1982 the Norwegians told Beirut of an attack on Albania.", "attack", "albania"),
        ("In August 1924 officers rebelled against President Calles.", "revolution", "mexico"),
        ("In May 1999 Denmark bombed Norway to end a siege in Manchuria.", "bomb", "norway"),
        ("In June 1950 the Norwegians fought in the Danish jungle.", "battle", "denmark"),
        ("In May 1945 Attlee formed a government and returned to Stockholm with Bevin.", "form-government", None),
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


def test_what_is_done_at_a_meeting_is_done_where_it_meets() -> None:
    text = (
        "The Stockholm Conference met from 3 to 9 May 1923, and Denmark and Norway took part. Denmark proposed a customs union. "
        "Norway rejected the proposal. In Copenhagen Norway accused Denmark of delay."
    )
    found = {e["action"]: e for e in records(read(text), "events")}
    assert found["propose"]["place_id"] == found["reject"]["place_id"] == "stockholm"
    assert found["accuse"].get("place_id") != "stockholm"


def test_a_meeting_does_not_place_what_others_do() -> None:
    text = "On 3 May 1923 Denmark and Norway met in Stockholm. Italy proposed a conference to Greece."
    found = {e["action"]: e for e in records(read(text), "events")}
    assert found["meet"]["place_id"] == "stockholm" and "place_id" not in found["propose"]


def test_a_record_is_placed_by_its_dateline() -> None:
    text = (
        "Place: Old Palace, Stockholm\n\nPresent: Thorvald Stauning; Per Albin Hansson\n\n"
        "Mr Stauning proposed a treaty about Norway to Mr Hansson."
    )
    found = [e for e in records(read(text, "minutes"), "events") if e["action"] == "meet"]
    assert found and found[0]["place_id"] == "stockholm"


def test_a_record_without_a_place_is_where_the_guest_stays() -> None:
    text = (
        "Present: Thorvald Stauning; Per Albin Hansson\n\nMr Stauning proposed a treaty about Norway to Mr Hansson. "
        "Mr Hansson was ready to discuss it during his stay in Stockholm."
    )
    found = [e for e in records(read(text, "minutes"), "events") if e["action"] == "meet"]
    assert found and found[0]["place_id"] == "stockholm"


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        ("On 3 May 1938 Denmark met Norway. Denmark rejected the frontiers of 1932.", "reject", "1938-05-03"),
        ("On 3 May 1938 Denmark met Norway. Denmark rejected the offer in June 1939.", "reject", "1939-06"),
        ("Denmark and Norway signed the Treaty of 1932 in Stockholm.", "sign", "1932"),
    ],
)
def test_the_year_of_a_thing_dates_no_act_on_it(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


def test_what_a_visitor_says_is_said_where_he_is() -> None:
    text = "In May 1963 Khrushchev visited Norway. He invited the Norwegians to Moscow, and Norway threatened to leave."
    found = {e["action"]: e for e in records(read(text), "events")}
    assert found["visit"]["place_id"] == found["threaten"]["place_id"] == "norway"


def test_a_place_that_opens_a_sentence_holds_for_all_of_it() -> None:
    assert event("In Stockholm, Norwegians rose and attacked the Danes in May 1923.", "attack")["place_id"] == "stockholm"


def test_who_comes_to_a_place_does_there_what_is_told_in_the_same_breath() -> None:
    assert (
        event("In May 1942 Molotov visited Stockholm and informed Sweden of the plan.", "correspond")["place_id"] == "stockholm"
    )


def test_talks_that_another_paragraph_takes_up_are_where_they_were() -> None:
    text = (
        "On 3 May 1923 Denmark and Norway opened talks in Stockholm.\n\nIt was a hard year.\n\n"
        "The talks turned to the ports. Norway rejected a tariff."
    )
    assert event(text, "reject")["place_id"] == "stockholm"


ANGOLA = "In Angola the parties fought on. Rebels in Angola were strong, and the government of Angola was weak. "


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("In June 1975 Portugal withdrew its troops.", "The Angola Crisis, 1975", "angola"),
        ("In June 1975 Portugal withdrew its troops from Norway.", "The Angola Crisis, 1975", "norway"),
        ("In June 1975, with an eye to Oslo, Portugal withdrew its troops.", "The Angola Crisis, 1975", None),
        ("In June 1975 Portugal withdrew its troops.", "The Crisis of 1975", None),
    ],
)
def test_acts_of_force_are_in_the_land_that_a_text_is_about(text: str, title: str, place: str | None) -> None:
    (found,) = [e for e in records(read(ANGOLA + text, title=title), "events") if e["action"] == "withdraw"]
    assert found.get("place_id") == place


def test_what_is_moved_at_a_talk_is_moved_where_it_is() -> None:
    text = (
        "Place: Old Palace, Stockholm\n\nDate: 3 May 1938\n\nPresent: Thorvald Stauning; Per Albin Hansson\n\n"
        "Mr Stauning proposed a new text of article 2 of the treaty to Mr Hansson. Mr Hansson could not accept article 2. "
        "Mr Hansson handed Mr Stauning a letter."
    )
    found = [e for e in records(read(text, "minutes"), "events") if e["action"] in ("propose", "reject", "correspond")]
    assert len(found) > 2 and {e["place_id"] for e in found} == {"stockholm"}


def test_a_letter_tells_of_a_meeting_of_its_day_where_it_was_written() -> None:
    text = "Oslo, May 3, 1936, 6 p.m.\n\nThis morning Thorvald Stauning met with Per Albin Hansson. On May 1 he met with Norwegians."
    told = read(text, "correspondence", "Telegram From the Embassy in Norway to the Department of State")
    found = [(e["date"], e.get("place_id")) for e in records(told, "events") if e["action"] == "meet"]
    assert sorted(found, key=str) == [("1936-05-01", None), ("1936-05-03", "oslo")]


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("The Danes besieged Stockholm in 1925. In June 1926 the Danes entered the city.", "occupy", "stockholm"),
        ("Norwegians traded throughout Manchuria in 1924. In May 1925 Sweden built forts in the area.", "mobilize", "manchuria"),
        ("Danish troops landed in Norway in 1925. In June 1928 Denmark withdrew from the country.", "withdraw", "norway"),
        ("The Danes sailed to Midway Island in 1924. In May 1925 Sweden landed troops on the island.", "invade", "midway-island"),
        ("Norwegian troops came to Stockholm in 1924. In May 1925 the Danes attacked them there.", "attack", "stockholm"),
        ("Norwegian troops came to Stockholm in 1924. In May 1925 Denmark built forts in the area of the lakes.", "mobilize", None),
        ("The Danes talked of Stockholm in 1924. In May 1925 there was an attack of the Danes on a ship.", "attack", None),
    ],
)
def test_a_place_is_taken_up_without_its_name(text: str, action: str, place: str | None) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action and e["date"] > "1925"]
    assert [e.get("place_id") for e in found] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In June 1975 the Angolan president resigned.", "angola"),
        ("In June 1975 the Portuguese president resigned.", None),
    ],
)
def test_what_the_people_of_the_land_of_a_text_do_among_themselves_is_done_in_it(text: str, place: str | None) -> None:
    (found,) = [e for e in records(read(ANGOLA + text, title="The Angola Crisis, 1975"), "events") if e["action"] == "leave-office"]
    assert found.get("place_id") == place


def test_a_signing_is_where_its_treaty_was_made() -> None:
    text = "The talks opened in Stockholm. A year later, on 3 May 1931, Denmark and Sweden signed the Treaty of Stockholm."
    assert event(text, "sign")["place_id"] == "stockholm"


def test_a_treaty_is_signed_where_those_met_who_sign_it() -> None:
    text = "In May 1921 the ministers of Norway and Denmark met in Stockholm. Norway and Denmark signed the Fisheries Treaty."
    assert [t["place_id"] for t in records(read(text), "treaties")] == ["stockholm"]
