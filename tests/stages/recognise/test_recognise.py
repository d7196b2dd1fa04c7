"""Actors, persons, places, quantities and articles in sentences made up for these tests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from flows.stages.model import Document, Mention, Passage, Sentence
from flows.stages.recognise import actors, persons, places, quantities, unlisted
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.quantities import amount, article_number
from flows.stages.recognise.scan import scan
from tests.stages.extract.reading import read as recognised


def found(text: str, date: str | None = "1941-12", participants: list[dict[str, str]] | None = None) -> list[Mention]:
    """What the recognisers of entities find in a text of one sentence per line."""
    doc = Document("d", "s", "d.txt", text)
    doc.passages = [Passage(0, None, "paragraph", 0, len(text))]
    at = 0
    for i, line in enumerate(text.split("\n")):
        doc.sentences.append(Sentence(i, 0, at, at + len(line), date))
        at += len(line) + 1
    if participants:
        doc.meta["participants"] = participants
    work = scan(doc)
    people = persons.find(work)
    unlisted.full_names(work, people)
    unlisted.slips(work, people)
    unlisted.surnames(work, people)
    unlisted.one_name(work)
    actors.find(work)
    places.find(work)
    places.towns(work)
    quantities.find(work)
    for m in work.found:
        assert text[m.start:m.end] == m.surface
    spans = sorted((m.start, m.end) for m in work.found if m.kind in ("actor", "person", "place"))
    assert all(a[1] <= b[0] for a, b in pairwise(spans)), spans
    return sorted(work.found, key=lambda m: (m.start, m.end, m.kind))


def refs(text: str, kind: str, date: str | None = "1941-12") -> list[tuple[str, str | None]]:
    return [(m.surface, m.ref_id) for m in found(text, date) if m.kind == kind]


@pytest.mark.parametrize(("text", "date", "expected"), [
    ("Russia left the war.", "1917-01", [("Russia", "russian-empire")]),
    ("Russia left the war.", "1918-03", [("Russia", "soviet-russia")]),
    ("The Anglo-Soviet talks failed.", "1939", [("Anglo", "united-kingdom"), ("Soviet", "soviet-union")]),
    ("The Anglo–Soviet talks failed.", "1939", [("Anglo", "united-kingdom"), ("Soviet", "soviet-union")]),
    ("The Danish Government agreed.", "1920", [("Danish Government", "denmark")]),
    ("The new Danish government agreed.", "1920", [("Danish government", "denmark")]),
    ("The Danish provisional government agreed.", "1920", [("Danish provisional government", "denmark")]),
    ("Japanese troops landed.", "1932", [("Japanese troops", "japan")]),
    ("The British refused.", "1923", [("British", "united-kingdom")]),
    ("An anti-American mob gathered.", "1950", []),
    ("The Axis powers met.", "1942", [("Axis powers", "axis-powers")]),
    ("They met the Axis in June.", "1942", [("Axis", "axis-powers")]),
    ("The Allies advanced.", "1918", [("Allies", "allied-powers")]),
    ("The Polish government-in-exile protested.", "1943", [("Polish government-in-exile", "polish-government-in-exile")]),
    ("Chinatown grew.", "1920", []),
    ("Franco-Belgian talks opened.", "1923", [("Franco", "france"), ("Belgian", "belgium")]),
    ("The U.S. Senate rejected it.", "1919", [("U.S. Senate", "united-states-senate")]),
    ("The Korean War began.", "1950", []),
    ("The Second Congress ratified the law in Petrograd.", "1924-01", []),
    ("Congress ratified the law.", "1924-01", [("Congress", "united-states-congress")]),
    ("The United States had a Second Congress.", "1792", [("United States", "united-states"), ("Congress", "united-states-congress")]),
    ("He asked the Chiefs of Staff for a plan.", "1945", []),
])
def test_actors(text: str, date: str, expected: list[tuple[str, str]]) -> None:
    assert refs(text, "actor", date) == expected


@pytest.mark.parametrize(("text", "kind", "ref"), [
    ("Moscow refused the offer.", "actor", "soviet-union"),
    ("Moscow also refused the offer.", "actor", "soviet-union"),
    ("Moscow's proposal failed.", "actor", "soviet-union"),
    ("Trade between Moscow and Oslo grew.", "actor", "soviet-union"),
    ("They met in Moscow.", "place", "moscow"),
    ("Snow fell on Moscow.", "place", "moscow"),
])
def test_capitals_act_or_are_places(text: str, kind: str, ref: str) -> None:
    first = next(m for m in found(text) if m.surface == "Moscow")
    assert (first.kind, first.ref_id) == (kind, ref)


@pytest.mark.parametrize(("text", "date", "surface", "ref", "actor"), [
    ("British Foreign Secretary Anthony Eden left.", "1941", "British Foreign Secretary Anthony Eden", "anthony-eden", "united-kingdom"),
    ("Vyacheslav Molotov, the Soviet foreign minister, left.", "1941", "Vyacheslav Molotov", "vyacheslav-molotov", "soviet-union"),
    ("President Roosevelt wrote.", "1905", "President Roosevelt", "theodore-roosevelt", "united-states"),
    ("President Roosevelt wrote.", "1935", "President Roosevelt", "franklin-d-roosevelt", "united-states"),
    ("Churchill wrote.", "1941", "Churchill", "winston-churchill", "united-kingdom"),
    ("Ivan Mayski wrote.", "1941", "Ivan Mayski", "ivan-maisky", "soviet-union"),
    ("The Soviet foreign minister wrote.", "1942", "Soviet foreign minister", "vyacheslav-molotov", "soviet-union"),
    ("The President of the United States wrote.", "1919", "President of the United States", "woodrow-wilson", "united-states"),
    ("Danish Minister Holger Sandholt wrote.", "1921", "Danish Minister Holger Sandholt", "x-holger-sandholt", "denmark"),
    ("Joseph Stallin wrote.", "1935", "Joseph Stallin", "joseph-stalin", "soviet-union"),
    ("Robert Wilson Shufeldt wrote.", "1880", "Robert Wilson Shufeldt", "robert-w-shufeldt", "united-states"),
])
def test_persons(text: str, date: str, surface: str, ref: str, actor: str) -> None:
    mention = next(m for m in found(text, date) if m.kind == "person")
    assert (mention.surface, mention.ref_id) == (surface, ref)
    if not mention.rule_id.endswith(("fuzzy", "variant")):
        assert mention.for_actor == actor


@pytest.mark.parametrize(("text", "ref"), [
    ("They met in Lwów.", "lwow"), ("They met in Petrograd.", "saint-petersburg"), ("They met in Yokohama.", "yokohama"),
    ("They met in Antofagasta.", "gn-3899539"), ("They met in Utopiaville.", None),
])
def test_places(text: str, ref: str | None) -> None:
    assert [m.ref_id for m in found(text) if m.kind == "place"] == ([ref] if ref else [])


def test_a_town_of_the_wider_world_has_coordinates() -> None:
    place = gazetteer().places.get("gn-3899539")
    assert place is not None
    assert (place.name, place.country_code) == ("Antofagasta", "CL")
    assert gazetteer().places.get("gn-0") is None


def test_a_surname_alone_follows_the_date() -> None:
    assert refs("Chamberlain left.", "person", "1926") == [("Chamberlain", "austen-chamberlain")]
    assert refs("Chamberlain left.", "person", "1938") == [("Chamberlain", "neville-chamberlain")]


def test_slips_of_the_pen() -> None:
    assert refs("They asked Chruchill to wait.", "person") == [("Chruchill", "winston-churchill")]
    assert refs("They asked Chruchill to wait.", "person", "1890") == []


def test_the_secretary_is_whom_the_text_calls_so() -> None:
    text = "Secretary Hodges spoke of wheat.\nThe Secretary left."
    assert [m.ref_id for m in found(text, "1963-11") if m.kind == "person"] == ["luther-h-hodges", "luther-h-hodges"]
    assert refs("The Secretary left.", "person", "1955") == [("Secretary", "john-foster-dulles")]


def test_an_initial_is_no_numeral_of_a_king() -> None:
    assert refs("Mr. George V. Ambler spoke first.", "person", "1956") == [("Mr. George V. Ambler", "x-george-v-ambler")]
    assert refs("King George V spoke first.", "person", "1930") == [("King George V", "george-v")]


def test_two_titles_of_two_persons_are_not_one() -> None:
    found = refs("President Kennedy wrote.\nThe President and Chairman Khrushchev met.", "person", "1961-06")[1:]
    assert [p for _, p in found] == ["john-f-kennedy", "nikita-khrushchev"]


def test_the_secretary_of_state_is_no_foreign_minister_of_another_state() -> None:
    found = refs("The Greek Foreign Minister Stephanopoulos came.\nThe Secretary of State agreed.", "person", "1955-05")
    assert found[-1] == ("Secretary of State", "john-foster-dulles")


def test_a_telegram_leaves_out_the_article_of_an_office() -> None:
    doc = Document("d", "s", "d.txt", "President spoke first.", genre="correspondence")
    doc.passages = [Passage(0, None, "paragraph", 0, len(doc.text))]
    doc.sentences = [Sentence(0, 0, 0, len(doc.text), "1961-06")]
    doc.text += " Washington agreed."
    work = scan(doc)
    persons.find(work)
    assert [m.ref_id for m in work.found if m.kind == "person"] == ["john-f-kennedy"]


def test_an_office_that_nobody_is_known_to_hold_is_its_state() -> None:
    assert refs("The Danish foreign minister refused.", "actor", "1870") == [("Danish foreign minister", "denmark")]


@pytest.mark.parametrize("text", [
    "The Marshall Plan helped.", "Then came Bertram Wilson.", "The grant was small.", "A house on the hill.", "The Monroe Doctrine held.",
    "Nixon Street was closed.", "Rush hour came.",
])
def test_words_that_are_no_statesmen(text: str) -> None:
    known = [m for m in found(text, "1948") if m.kind == "person" and not (m.ref_id or "").startswith("x-")]
    assert [m for m in known if m.ref_id != "richard-nixon"] == []


def test_a_surname_means_the_person_named_before() -> None:
    text = "Austen Chamberlain went to Locarno.\nLater Chamberlain spoke."
    assert [m.ref_id for m in found(text, "1937") if m.kind == "person"] == ["austen-chamberlain", "austen-chamberlain"]


def test_participants_decide_between_bearers_of_a_surname() -> None:
    people = [{"name": "Mr. Robert Kennedy", "side": "United States"}]
    mentions = found("Kennedy asked about wheat.", "1962", people)
    assert [m.ref_id for m in mentions if m.kind == "person"] == ["robert-f-kennedy"]


def test_an_unlisted_person_keeps_one_id() -> None:
    text = "Captain Ostrander came first.\nLater Greek Consul Elias Ostrander left.\nOstrander wrote."
    assert {m.ref_id for m in found(text, "1890") if m.kind == "person"} == {"x-elias-ostrander"}


def test_small_letters_are_read_where_a_text_lost_its_capitals() -> None:
    text = "the soviet government asked great britain and the polish government."
    assert [m.ref_id for m in found(text) if m.kind == "actor"] == ["soviet-union", "united-kingdom", "poland"]
    assert refs("They polish silver for the soviet.", "actor") == [("soviet", "soviet-union")]


def test_groups_are_resolved_from_the_text() -> None:
    mentions = found("France and Italy quarrelled.\nBoth countries mobilized.", "1935")
    group = next(m for m in mentions if m.form == "group")
    assert (group.surface, group.ref_id, group.value) == ("Both countries", None, "france;italy")


def test_two_states_of_three_that_are_named_alike_are_those_named_before() -> None:
    text = "Chile won. Chile kept the port. Chile stayed. Chile won again. Peru complained to Chile, and Peru asked Chile to leave.\n"
    text += "Both states waited. Italy sent a ship. Italy failed. Italy left. Italy wrote. Peru slept."
    assert [m.value for m in found(text, "1935") if m.form == "group"] == ["chile;peru"]


@pytest.mark.parametrize(("text", "value"), [
    ("a 30 million pound loan", "30000000 GBP"), ("fifty destroyers", "50 destroyer"), ("60,000 soldiers", "60000 soldier"),
    ("$1.5 billion in aid", "1500000000 USD"), ("30,00 troops", None), ("twenty-five ships", "25 ship"),
])
def test_quantities(text: str, value: str | None) -> None:
    mention = next(m for m in found(text) if m.kind == "quantity")
    assert mention.value == value


@pytest.mark.parametrize(("text", "value"), [
    ("Under article 4 both agree.", "4"), ("Article IV fell.", "4"), ("See Art. 3.", "3"), ("Its third article fell.", "3"),
    ("Articles 1 and 2 stand.", "1;2"), ("Article two stands.", "2"),
])
def test_articles(text: str, value: str) -> None:
    assert [m.value for m in found(text) if m.kind == "article"] == [value]


def test_numbers() -> None:
    assert amount("1,234,567", None) == "1234567"
    assert amount("1,23", None) is None
    assert amount("2.5", "million") == "2500000"
    assert amount("half a", "million") == "500000"
    assert article_number("XIV") == "14"
    assert article_number("IX") == "9"


def test_bare_offices_of_a_talk_are_held_in_the_states_that_it_is_between() -> None:
    head = "Memorandum of Conversation Between the Soviet Ambassador and the Secretary of State\n\nWashington, May 17, 1963.\n\n"
    doc = recognised(head + "They spoke of China, China and China. The President would write to the Chairman.", "record-of-conversation")
    assert [m.ref_id for m in doc.mentions if m.surface in ("President", "Chairman")] == ["john-f-kennedy", "nikita-khrushchev"]


def test_an_office_before_another_persons_title_is_somebody_else() -> None:
    head = "Memorandum of Conversation Between the Soviet Ambassador and the Secretary of State\n\nWashington, May 17, 1963.\n\n"
    doc = recognised(head + "The talk between the Chairman and Governor Harriman was long.", "record-of-conversation")
    found = [m.ref_id for m in doc.mentions if m.kind == "person" and m.start > len(head)]
    assert found == ["nikita-khrushchev", "w-averell-harriman"]


@pytest.mark.parametrize(("text", "date", "expected"), [
    ("Again, Oslo rejected the plan.", "1925", [("Oslo", "norway")]),
    ("The capital, Oslo, was calm.", "1925", []),
    ("Both Oslo and Lima rejected the plan.", "1925", [("Oslo", "norway"), ("Lima", "peru")]),
    ("They imposed sanctions on Oslo.", "1925", [("Oslo", "norway")]),
    ("They sent aid to Oslo.", "1925", [("Oslo", "norway")]),
    ("They sent troops to Oslo.", "1925", []),
    ("They persuaded Oslo to wait.", "1925", [("Oslo", "norway")]),
    ("Washington rejected the plan.", "1925", [("Washington", "united-states")]),
    ("Washington rejected the plan.", "1793", []),
])
def test_a_capital_acts_before_a_verb_and_where_acts_are_directed(text: str, date: str, expected: list[tuple[str, str]]) -> None:
    assert refs(text, "actor", date) == expected


def test_the_town_of_a_talk_says_less_of_its_president_than_the_states_that_it_names() -> None:
    text = "The United States was ready, and the United States would wait. Vienna was cold. The President spoke to Chairman Khrushchev."
    text += " The United States agreed." * 4
    doc = recognised(f"Memorandum of Conversation\n\nVienna, June 4, 1961.\n\n{text}", "record-of-conversation")
    assert [m.ref_id for m in doc.mentions if m.surface == "President"] == ["john-f-kennedy"]


@pytest.mark.parametrize(("text", "date", "expected"), [
    ("The pact was signed by Ahmed Omar al-Tikriti for Iraq.", "1972", [("Ahmed Omar al-Tikriti", "x-ahmed-omar-al-tikriti")]),
    ("General Jean de Berg de Varenne spoke.", "1945", [("General Jean de Berg de Varenne", "x-jean-de-berg-de-varenne")]),
    ("Ambassador Sōma listened.", "1935", [("Ambassador Sōma", "x-soma")]),
    ("It was signed by Hatoyama Ichirō.", "1956", [("Hatoyama Ichirō", "ichiro-hatoyama")]),
    ("Ambassador Satō listened.", "1945", [("Ambassador Satō", "naotake-sato")]),
    ("Ribbentrop said no.", "1939", [("Ribbentrop", "joachim-von-ribbentrop")]),
    ("It lapses with a general European treaty.", "1955", []),
    ("The Agreement on General Principles was signed.", "1924", []),
    ("Fighting began at the Marco Polo Bridge.", "1937", []),
    ("S. M. Kestrel, A History of Ports.", "1950", []),
    ("M. Kestrel replied.", "1925", [("M. Kestrel", "x-kestrel")]),
    ("He was Lord Privy Seal then.", "1935", []),
    ("The General Considerations follow. These considerations are new.", "1935", []),
    ("After a talk with the President, Dept has decided to wait.", "1957", []),
    ("Colonel Kestrel-whose men were tired-replied.", "1925", [("Colonel Kestrel", "x-kestrel")]),
    ("General Kếtrel replied.", "1925", [("General Kếtrel", "x-ketrel")]),
    ("It was called the Karl Offensive.", "1925", []),
    ("They worked close to Stalin in those years.", "1961", [("Stalin", "joseph-stalin")]),
    ("Charles W. Kestrel came.", "1985", [("Charles W. Kestrel", "x-charles-w-kestrel")]),
])
def test_names_and_what_only_looks_like_one(text: str, date: str, expected: list[tuple[str, str]]) -> None:
    assert refs(text, "person", date) == expected


def test_an_initial_among_works_cited_is_no_title() -> None:
    doc = Document("d", "s", "d.txt", "M. Kestrel, A History of Ports (Oslo, 1971).")
    doc.passages = [Passage(0, "Further reading", "note", 0, len(doc.text))]
    doc.sentences.append(Sentence(0, 0, 0, len(doc.text), "1971"))
    assert not persons.find(scan(doc)).surnames


def test_a_name_is_known_without_its_accents() -> None:
    assert refs("Milosevic agreed.", "person", "1995-05") == [("Milosevic", "slobodan-milosevic")]


def test_a_common_surname_means_a_listed_person_once_he_is_named_in_full() -> None:
    text = "General René Schneider came.\nLater Schneider spoke."
    assert refs(text, "person", "1970-05") == [("General René Schneider", "rene-schneider"), ("Schneider", "rene-schneider")]
    assert refs("Later Schneider spoke.", "person", "1970-05") == []


def test_a_listed_surname_means_its_bearer_though_another_bore_it_long_before() -> None:
    text = "Ambassador Menshikov came.\nMenshikov spoke."
    assert [ref for _, ref in refs(text, "person", "1961-05")] == ["mikhail-menshikov"] * 2


@pytest.mark.parametrize(
    "text",
    ["He was sworn in as President of Chile.", "They elected Willy Brandt the new President of Chile.", "He was named President of Chile."],
)
def test_an_office_that_somebody_is_given_is_not_its_holder(text: str) -> None:
    assert not [m for m in found(text, "1965-05") if m.ref_id == "eduardo-frei"]


def test_an_emperor_is_no_king() -> None:
    assert not [m for m in found("Norway wrote to Spain. The Emperor agreed.", "1965-05") if m.form == "office"]


def test_a_ship_named_after_a_general_is_no_person() -> None:
    doc = recognised("On 2 May 1982 the cruiser General Belgrano was sunk near the islands.")
    assert not any(m.kind == "person" for m in doc.mentions)


def test_a_namesake_of_another_age_is_somebody_else() -> None:
    doc = recognised("On 7 June 1911 Count Metternich, the German ambassador, protested in London.")
    assert all(m.ref_id != "klemens-von-metternich" for m in doc.mentions)


def test_the_sultan_is_no_king_of_whom_the_text_tells() -> None:
    doc = recognised("In May 1882 the Ottoman Empire was at war. King Karl Berg of Norway protested. The Sultan left in June.")
    assert {m.ref_id for m in doc.mentions if m.surface.endswith("Sultan")} <= {"abdul-hamid-ii"}
