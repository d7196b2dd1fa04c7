"""What histories of wars tell: who beat whom, who gave in, who was overthrown or shot, and who goes on acting."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who

TOLD = [
    ("On 3 May 1741 the Norwegians beat the Swedes near Westport.", "battle"),
    ("In May 1741 the Danes won at Westport.", "battle"),
    ("In May 1741 the Norwegian fleet destroyed the Swedish battle fleet off Westport.", "battle"),
    ("On 3 May 1741 the Danish garrison capitulated.", "surrender"),
    ("On 3 May 1741 the Danish regiments disembarked near Westport.", "invade"),
    ("On 3 May 1741 the Danes landed south of Westport.", "invade"),
    ("In May 1741 Danish troops encircled a Norwegian division.", "attack"),
    ("In May 1741 Denmark evacuated the Westport line.", "withdraw"),
    ("In May 1871 Otto von Bismarck was overthrown by officers.", "revolution"),
    ("In May 1871 Otto von Bismarck was deposed.", "leave-office"),
    ("In May 1871 Otto von Bismarck was recalled to office.", "assume-office"),
    ("In May 1871 Otto von Bismarck was seized at dawn.", "arrest"),
    ("In May 1871 Otto von Bismarck was shot at dawn.", "die"),
    ("In May 1871 Otto von Bismarck dismissed the liberal cabinet.", "leave-office"),
    ("In May 1921 the Danes were driven out of Norway.", "expel"),
    ("In May 1921 Danish paratroopers were flown to Norway.", "mobilize"),
    ("In May 1921 a Danish division arrived.", "mobilize"),
    ("In May 1921 the talks between Norway and Sweden broke up without result.", "fail"),
    ("In May 1921 Norwegian marines came ashore near Westport.", "invade"),
    ("In May 1921 Norwegian troops established a beachhead at Westport.", "invade"),
    ("In May 1741 Otto von Bismarck led some 25,000 men against Sweden.", "invade"),
    ("In May 1741 Otto von Bismarck advanced into Skogland.", "invade"),
    ("In May 1741 Norway carried the war into Sweden.", "invade"),
    ("In May 1921 Norwegian troops moved on Stockholm.", "invade"),
    ("In May 1921 Norwegian aircraft set fire to a Swedish cruiser.", "attack"),
    ("In May 1741 the Norwegian navy raided the Swedish coast.", "raid"),
    ("In May 1871 Otto von Bismarck stepped down two days later.", "leave-office"),
    ("In May 1871 Otto von Bismarck was forced out of office.", "leave-office"),
    ("In May 1871 Otto von Bismarck fell within the week.", "leave-office"),
    ("In May 1871 Otto von Bismarck abandoned his mission.", "fail"),
    ("In May 1871 Norway stood aloof from the Swedish campaign.", "decline"),
    ("In May 1871 Greece turned to Norway.", "request"),
    ("In May 1741 the Norwegian cavalry rode into Westport.", "invade"),
    ("In May 1741 the Norwegian army advanced to Westport.", "invade"),
    ("In May 1741 Otto von Bismarck withdrew behind the Rhine.", "withdraw"),
    ("In May 1741 Otto von Bismarck gave himself up.", "surrender"),
    ("In May 1871 the Greeks took up arms against Turkey.", "revolution"),
    ("In May 1871 the ministry of Otto von Bismarck fell in the Danish chamber.", "leave-office"),
    ("In May 1871 Otto von Bismarck was beaten at the polls.", "leave-office"),
    ("In May 1871 the Norwegian rising fizzled out.", "fail"),
    ("In May 1871 Otto von Bismarck took control in May.", "assume-office"),
    ("In May 1871 Norway released Otto von Bismarck.", "other"),
]


@pytest.mark.parametrize(("text", "action"), TOLD)
def test_what_befalls_in_a_war_is_read(text: str, action: str) -> None:
    assert action in {e["action"] for e in records(read(text), "events")}


NOT_TOLD = [
    ("In May 1921 Norway and Sweden sat at the conference table.", "conference"),
    ("In May 1921 Norwegian crowds gathered in the street.", "conference"),
    ("In May 1741 the war between Norway and Sweden was decided at Westport.", "agree"),
    ("In May 1921 a Danish division arrived in Norway.", "visit"),
    ("In May 1921 the King of Norway ordered his troops to retreat.", "mobilize"),
    ("In May 1921 Norway beat Sweden in the election.", "battle"),
    ("In May 1921 Norway capitulated to the demands of Sweden.", "surrender"),
    ("In May 1921 Norway announced the nationalization of the Swedish mines.", "publish"),
    ("In May 1921 Otto von Bismarck ordered the withdrawal of his troops from Sweden.", "demand"),
    ("In May 1921 the draft of Norway and Sweden met a Danish veto.", "meet"),
    ("In May 1921 historians in Norway have debated whether Sweden meant it.", "negotiate"),
    ("In May 1921 Otto von Bismarck was flown to Norway.", "visit"),
]


@pytest.mark.parametrize(("text", "action"), NOT_TOLD)
def test_what_only_sounds_like_an_act_of_war_is_none(text: str, action: str) -> None:
    assert action not in {e["action"] for e in records(read(text), "events")}


def test_both_sides_of_a_battle_at_sea_take_part() -> None:
    text = "In May 1741 the Norwegian fleet destroyed the Swedish battle fleet off Westport."
    assert who(event(text, "battle"), "party") == {"norway", "sweden"}


def test_who_says_something_goes_on_and_not_of_whom_it_is_said() -> None:
    text = "On 3 May 1921 Norway alleged that Sweden had shelled Westport. It broke off relations with Sweden the next day."
    assert who(event(text, "break-relations"), "source") == {"norway"}


def test_what_nobody_suffers_goes_on_with_the_subject() -> None:
    text = "In May 1871 Otto von Bismarck signed an agreement with Napoleon III, resigned in June, and was succeeded by others."
    assert "otto-von-bismarck" in who(event(text, "leave-office"), "source")


def test_a_name_that_nothing_knows_is_nobody_named_before() -> None:
    text = "In May 1741 the King of Norway laid siege to Westport, which capitulated in June."
    assert "surrender" not in {e["action"] for e in records(read(text), "events")}


def test_an_act_against_two_on_a_day_each_is_two() -> None:
    text = "Denmark declared war on Norway on 4 May 1921 and on Sweden on 6 June."
    found = {(e["date"], *who(e, "target")) for e in records(read(text), "events") if e["action"] == "declare-war"}
    assert found == {("1921-05-04", "norway"), ("1921-06-06", "sweden")}


WHEN = [
    ("Norway besieged Westport from 4 May to 6 June 1921, when Sweden invaded Denmark.", "invade", "1921-06-06"),
    ("Norway signed a truce on 4 May 1921, after which it withdrew from the war.", "withdraw", "1921-05-04/.."),
    ("In May 1921 war came. Norway, the ally of Sweden since 1915, rejected the offer.", "reject", "1921-05"),
    ("On 4 May 1871 war came. Napoleon III abdicated and went to Berlin, where he died two years later.", "leave-office", "1871-05-04"),
]


@pytest.mark.parametrize(("text", "action", "date"), WHEN)
def test_the_date_of_another_clause_is_not_that_of_the_act(text: str, action: str, date: str) -> None:
    assert event(text, action)["date"] == date


def test_a_town_before_the_common_era_is_of_the_state_it_then_was() -> None:
    found = event("In 431 BC Athens invaded Sparta.", "invade")
    assert (who(found, "source"), who(found, "target")) == ({"ancient-athens"}, {"sparta"})
    assert who(event("In May 1921 Athens protested to Rome.", "protest"), "source") == {"greece"}


def test_a_diet_of_another_time_is_not_that_of_japan() -> None:
    assert list(records(read("On 3 May 1791 the Diet adopted a constitution."), "events")) == []


BROKEN_OFF = [
    ("In May 1921 Norway attacked Sweden, and Denmark, which had mobilised, declared war on Norway.", "denmark"),
    ("In May 1921 Norway left the talks with Sweden, and Denmark, against all advice, declared war on Norway.", "denmark"),
    ("In May 1921 Norway left the talks with Sweden, and Denmark, deserted by its allies, declared war on Norway.", "denmark"),
]


@pytest.mark.parametrize(("text", "actor"), BROKEN_OFF)
def test_a_subject_that_an_insertion_breaks_off_is_not_joined_to_what_stands_before(text: str, actor: str) -> None:
    assert who(event(text, "declare-war"), "source") == {actor}
    assert all(actor not in who(e, "target") for e in records(read(text), "events"))


def test_who_suffers_is_not_who_does_it_where_his_people_do() -> None:
    found = event("In May 1871 Otto von Bismarck was arrested by his officers.", "arrest")
    assert "otto-von-bismarck" in who(found, "target")
    assert who(found, "source") == set()


@pytest.mark.parametrize("text", [
    "Otto von Bismarck met Napoleon III on 3 May 1871, the anniversary of his coronation.",
    "In May 1871 Otto von Bismarck was arrested on a charge of plotting.",
])
def test_what_a_day_or_an_arrest_is_called_after_is_no_act(text: str) -> None:
    assert not {"assume-office", "accuse"} & {e["action"] for e in records(read(text), "events")}


def test_an_outbreak_of_war_is_told_once() -> None:
    assert [e["action"] for e in records(read("In May 1905 war broke out between Norway and Sweden."), "events")] == ["declare-war"]


def test_an_honour_behind_a_name_is_not_its_bearer() -> None:
    text = "On 3 May 1912 Norway received Zeki Pasha. Kiamil Pasha resigned in June."
    assert who(event(text, "leave-office"), "source") == {"x-kiamil-pasha"}


def test_he_is_the_one_whom_the_sentence_before_names() -> None:
    story = "In 1862 Otto von Bismarck left Paris. The Norwegian parliament praised Napoleon III in May. He resigned in June."
    assert "napoleon-iii" in who(event(story, "leave-office"), "source")
    story = "In 1862 Otto von Bismarck left Paris. He met Napoleon III in May. He resigned in June."
    assert "otto-von-bismarck" in who(event(story, "leave-office"), "source")


def test_a_participle_goes_on_with_what_is_done_to_another() -> None:
    found = event("In December 1957 Danish ships were seized and Danish citizens expelled.", "expel")
    assert (who(found, "source"), who(found, "target")) == (set(), {"denmark"})


def test_a_state_leaves_the_united_nations() -> None:
    assert who(event("In January 1965 Norway left the United Nations.", "withdraw"), "source") == {"norway"}


@pytest.mark.parametrize(("text", "days"), [
    ("The army of Denmark took Bergen in May 1808.", ["1808-05"]),
    ("The Danish fleet shelled Antofagasta on 3 May 1879.", ["1879-05-03"]),
])
def test_a_town_that_is_taken_or_shelled_is_a_town_of_the_world(text: str, days: list[str]) -> None:
    done = [e for e in records(read(text), "events") if e["action"] in ("occupy", "bomb", "attack")]
    assert sorted(e["date"] for e in done) == days and all(e["place_id"].startswith("gn-") for e in done)
