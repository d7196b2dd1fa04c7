"""Mentions of treaties: named ones, described ones, and words that take up one named before.

A mention grows from its head noun (treaty, pact, charter ...): to the left over names, years and the modifiers of
`rules/treaty_words.csv`, to the right over of-, on-, between- and with-phrases.  Which mentions mean the same treaty is
decided by the extract stage.
"""

from __future__ import annotations

import bisect
import itertools
import re
from functools import cache

from flows.stages.genres import CHRONICLE, TALKS
from flows.stages.grammar.lexis import common_forms, function_words
from flows.stages.model import Document, Mention
from flows.stages.recognise import alliances, treaty_titles
from flows.stages.recognise.acronyms import with_acronyms
from flows.stages.recognise.capitals import capital
from flows.stages.recognise.cited import cited
from flows.stages.recognise.extent import before_next_head, clause_end, trim, whole_word
from flows.stages.recognise.going_on import counted, dated, gapped
from flows.stages.recognise.heads import head_pattern, heads, modifiers, not_sieve, not_treaties
from flows.stages.recognise.known import with_known
from flows.stages.recognise.named_together import coordinated, numbered
from flows.stages.recognise.next_head import named_behind
from flows.stages.recognise.wording import name_words, phrase

LEFT = re.compile(r"([\w.’'“”\"–/-]+|\([^()]{1,30}\))[ \u00a0]+$")
YEAR = re.compile(r"1[0-9]{3}")
ACRONYM = re.compile(r" \([A-Z]{3,8}(?: [IV]{1,3})?\)")
BINDING = frozenset(("treaty", "pact", "convention", "agreement", "protocol"))
"""Kinds of which a name does not say by whom they are."""
BETWEEN_RULE = "treaty.described-between"
"""A description that the reader is supposed to know by its sides: the agreement between the King and the Emperor."""
MADE_RULE = "treaty.described-made"
"""A description that tells with whom it is and who made it, when or where: the treaty with the Emperor negotiated by the envoy."""
OPEN_RULE = "treaty.described-open"
"""A description by words that no table has: a whaling agreement."""
OF_YEAR_RULE = "treaty.of-year"
"""A treaty that has no name but its year and its parties: the treaty of 1795 between Norway and Persia."""
ITEM = re.compile(r"[A-Z]\. (?![A-Z]\.)")
"""The letter of an item in a list, which is no initial of a name."""
NAMING = re.compile(r"[A-Z][\w-]*[a-z][”\"]? $")
"""Right before a head in small letters: the name that makes it one: the Brown plan."""
OF_WHOM = re.compile(r"(?:[A-Z][\w.-]* ){0,2}[A-Z][\w-]*(?:[’']s|s[’']) $")
"""The same with whose it is: Brown’s plan, Karl Brown’s plan."""
SPEECH = re.compile(r"(?:[A-Z][\w.-]* )*[A-Z][\w-]*(?:[’']s|s[’']) $")
"""All that stands before what somebody said: Brown’s declaration."""
TO_DO = re.compile(r" to [a-z]")
TO_IT = re.compile(r" to (?:the|an?|this|that|these|those|our|your|their|its|his|her)\b")
"""Behind what a nation agrees to, and no treaty."""
BY = re.compile(r" by\b")
"""Behind a name that binds whom it names otherwise: the Treaty of Westport by all the coastal states, but the Declaration by two."""
BY_WHOM = re.compile(r"[A-Z][\w.]*-[a-z]{3,}ed (?=[A-Z][\w’'-]+ )")
"""Before a name, who is behind what has it: the Norwegian-sponsored Brown Plan."""
OTHER_NAME = re.compile(r"\((?:or|also|later|formerly) ")
"""A bracket within a name that gives it another."""
AND_ANOTHER = re.compile(r",? and the\b")
"""What joins another name to one with `of` alone: the Treaty of Westport and the League of Cities."""


def find(doc: Document) -> list[Mention]:
    """Treaty mentions of a document in order; `form` is named, described or anaphor, `ref_id` is left to the extract stage."""
    out: list[Mention] = []
    starts = [s.start for s in doc.sentences]
    for m in head_pattern().finditer(doc.text):
        i = bisect.bisect_right(starts, m.start()) - 1
        if i < 0 or m.start() >= doc.sentences[i].end:
            continue
        sentence = doc.sentences[i]
        if named_behind(doc.text, m, sentence.end):
            continue
        if cited(doc.text, m.start(), sentence.start, sentence.end):
            continue
        if (series := treaty_titles.of_series(doc, m, sentence)) is not None:
            if not out or out[-1].end <= series.start:
                out.append(series)
            continue
        mention = _grow(doc, m, max(sentence.start, out[-1].end if out else 0), sentence.end)
        if mention is None or (out and mention.start < out[-1].end):
            continue
        for part in coordinated(mention):
            part.passage_no = sentence.passage_no
            out.append(part)
    if (head := treaty_titles.headword(doc)) is not None:
        out = [head, *(x for x in out if x.start >= head.end)]
    found = alliances.find(doc, with_known(doc, with_acronyms(doc, numbered(out), starts), starts))
    return counted(doc, dated(doc, gapped(doc, found)))


def _grow(doc: Document, m: re.Match[str], low: int, high: int) -> Mention | None:
    text = doc.text
    window = text[max(low, m.start() - 40) : min(high, m.end() + 40)]
    offset = max(low, m.start() - 40)
    for no in not_treaties().finditer(window) if not_sieve().mask(window) else ():
        if no.start() + offset <= m.start() < no.end() + offset:
            return None
    if m.group().islower() and phrase("of-town").match(text, m.start(), high) is not None:
        start, proper, _, _ = _left(text, m, low)
        if not proper and (town := treaty_titles.of_town(doc, m, start, low, high)) is not None:
            return town
    stands = heads()[m.group().lower()][1]
    alone = stands in ("yes", "topic")
    if m.group().islower() and (stands == "made" or (stands == "small" and m.group() != "plan")):
        reached = _reached(text, m, low, high)
        if reached is not None or stands == "made":
            return reached
    if (m.group().islower() and stands in ("no", "name", "left")) or (stands == "capitals" and not m.group().isupper()):
        return None
    if stands == "made" and m.group().endswith("s"):
        return None  # Frontier Settlements, in a title
    start, proper, modified, ordinary = _left(text, m, low)
    if m.group() == "plan" and not proper and phrase("put-forward").search(text, low, start):
        if (of := phrase("plan-of").match(text, m.end(), high)) is None:
            return None
        relative = phrase("right-relative").match(text, m.end(), high)
        end = whole_word(text, m.end(), relative.end()) if relative else trim(text, m.end(), of.end(), high)
        return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")
    if stands == "left" or (stands == "small" and m.group().islower()):
        quoted = text.startswith("“", start)
        own = m.group() == "plan" and OF_WHOM.fullmatch(text, start, m.start()) is not None and _of_person(doc, start, m.start())
        named = proper and (quoted or own or NAMING.search(text, start, m.start())) and not _national(doc, start, m.start())
        if not named or TO_DO.match(text, m.end()) or (m.group() == "plans" and not quoted and not _owned(text, low, start, m.start())):
            return None
    if stands == "topic" and phrase("body-on").search(text, low, start):
        return None
    if m.group() == "agreement" and proper and _consent(doc, start, m.start()):
        return None
    if m.group().islower() and heads()[m.group()][0] == "declaration" and SPEECH.fullmatch(text, start, m.start()):
        return None
    modified = modified or stands == "topic"
    if (item := ITEM.match(text, start, m.start())) is not None and (start == low or not text[start - 2 : start].strip().isalnum()):
        start = item.end()
        proper = proper and start < m.start()
    capital = m.group()[0].isupper() and m.start() > low
    end = m.end()
    right = phrase("right-named").match(text, end, high) if m.group()[0].isupper() else None
    named_right = False
    if right:
        end = before_next_head(text, m.end(), right.end())
        if (another := AND_ANOTHER.search(text, m.end(), end)) and not phrase("of-sides").search(text, m.end(), another.start()):
            end = another.start()
        if stands == "yes" and heads()[m.group().lower()][0] in BINDING and (by := BY.search(text, m.end(), end)) is not None:
            end = by.start()
        end = _before_subject(doc, m.end(), end)
        named_right = end > m.end()
    elif m.group()[0].isupper() and m.start() > low and (month := phrase("right-month").match(text, end, high)) is not None:
        end, named_right = month.end(), True  # the Pacts of May
    elif proper and (topic := phrase("right-topic").match(text, end, high)):
        end = topic.end()
    while (proper or named_right or m.group()[0].isupper()) and (year := phrase("right-year").match(text, end, high)) is not None:
        end = year.end()
        named_right = named_right or bool(year.group(1) or year.group(2))
    if alone and not proper and (acronym := ACRONYM.match(text, end, high)):
        return Mention(start, acronym.end(), text[start : acronym.end()], "treaty", None, None, "treaty.named", 0.9, form="named")
    if text[start] == "“" and text[end : end + 1] == "”" and phrase("known-as").search(text, low, start):
        return Mention(start, end + 1, text[start : end + 1], "treaty", None, None, "treaty.named", 0.8, form="named")
    surface = text[start:end]
    if proper or (m.group()[0].isupper() and (named_right or stands in ("name", "capitals"))):
        return Mention(start, end, surface, "treaty", None, None, "treaty.named", 0.9, form="named")
    if not alone:
        return None
    before = text[max(low, start - 14) : start].rstrip()
    if not modified and not named_right and (year := phrase("of-year").match(text, end, high)) is not None:
        return Mention(start, year.end(), text[start : year.end()], "treaty", None, None, OF_YEAR_RULE, 0.7, form="named")
    if modified and not named_right and m.group().islower() and phrase("of-year-of").match(text, end, high):
        stop = end + len(" of ") + len("1860")
        return Mention(start, stop, text[start:stop], "treaty", None, None, "treaty.named", 0.7, form="named")
    definite = bool(phrase("article").search(before)) or text[start:end].lower().startswith(("the ", "this "))
    if modified or named_right:
        if not m.group()[0].isupper() or not capital:
            described = phrase("right-described").match(text, end, high)
            if described and phrase("described-on").match(described.group()):
                end = trim(text, end, described.end(), high)
        rule = OPEN_RULE if ordinary else "treaty.described"
        return Mention(start, end, text[start:end], "treaty", None, None, rule, 0.6 if ordinary else 0.7, form="described")
    described = phrase("right-described").match(text, end, high)
    with_made = phrase("right-side-made").match(text, end, high) is not None
    if definite and (topic := phrase("right-of-between").match(text, end, high)) is not None:
        described, end = phrase("right-described").match(text, topic.end(), high), topic.end()
    if definite and described and (with_made or described.group().startswith((" between ", " among "))):
        made = end
        end = trim(text, end, described.end(), high)
        rule = MADE_RULE if with_made and phrase("right-side-made").match(text, made, end) else BETWEEN_RULE
        return Mention(start, end, text[start:end], "treaty", None, None, rule, 0.6, form="described")
    if definite and (made_on := phrase("right-topic-made").match(text, end, high)) is not None:
        end = made_on.end()
        return Mention(start, end, text[start:end], "treaty", None, None, MADE_RULE, 0.6, form="described")
    if definite and described and phrase("right-founding").match(text, end):
        end = trim(text, end, described.end(), high)
        return Mention(start, end, text[start:end], "treaty", None, None, MADE_RULE, 0.6, form="described")
    if definite:
        return Mention(start, end, surface, "treaty", None, None, "treaty.anaphor", 0.6, form="anaphor")
    told = phrase("right-relative").match(text, end, high)
    if told is None and doc.genre not in TALKS and heads()[m.group().lower()][0] in BINDING:
        told = phrase("right-told").match(text, end, high)
    if told and phrase("indefinite-some").search(before):
        end = whole_word(text, end, clause_end(text, told.start(), told.end()))
        return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")
    if phrase("right-signed").match(text, end, high) and phrase("indefinite").search(before):
        return Mention(start, end, surface, "treaty", None, None, "treaty.described-right", 0.6, form="described")
    if doc.genre == CHRONICLE and (entry := _entry(text, m, low, start, end, high, described)) is not None:
        return entry
    opens = start == low and described is not None and phrase("plural").search(surface) is not None
    if opens and described is not None and phrase("side-made").search(text, end, min(high, described.end() + 40)):
        end = trim(text, end, described.end(), high)
        return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")
    with_whom = described is not None and phrase("right-side").match(described.group()) and phrase("by-means").search(before)
    if described and (with_whom or phrase("indefinite-some").search(before)):
        end = trim(text, end, described.end(), high)
        return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")
    return Mention(start, end, surface, "treaty", None, None, "treaty.bare", 0.4, form="bare")


def _entry(text: str, m: re.Match[str], low: int, start: int, end: int, high: int, described: re.Match[str] | None) -> Mention | None:
    """A treaty that opens the entry of a chronicle without an article: Treaty of neutrality with Norway; armistice signed at Oslo."""
    if not phrase("entry-opens").fullmatch(text, low, start):
        return None
    if described is not None:
        end = trim(text, end, described.end(), high)
    elif phrase("entry-signed").match(text, end, high) is None:
        return None
    return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")


def _reached(text: str, m: re.Match[str], low: int, high: int) -> Mention | None:
    """An arrangement or a settlement that somebody makes, told with what it is about: they came to an arrangement on the fisheries."""
    if phrase("reached-one").search(text, low, m.start()) is None:
        return None
    relative = phrase("right-relative").match(text, m.end(), high)
    told = relative or phrase("right-described").match(text, m.end(), high)
    if told is None:
        return None
    start = _left(text, m, low)[0]
    end = whole_word(text, m.end(), told.end()) if relative else trim(text, m.end(), told.end(), high)
    return Mention(start, end, text[start:end], "treaty", None, None, "treaty.described-right", 0.6, form="described")


def _consent(doc: Document, start: int, end: int) -> bool:
    """Whether it is a nation’s consent that is spoken of: they sought Norwegian agreement to the plan, a Norwegian agreement to it."""
    before = doc.text[max(0, start - 14) : start].rstrip()
    alone = TO_IT.match(doc.text, end + len("agreement")) or not (
        phrase("article").search(before) or phrase("indefinite-some").search(before)
    )
    return bool(alone) and doc.text[start:end].strip().isalpha() and _national(doc, start, end)


def _owned(text: str, low: int, start: int, end: int) -> bool:
    """Whether a plural has an article or says whose it is: the Brown plans, Brown’s plans; the minister Brown plans to come."""
    return OF_WHOM.search(text, start, end) is not None or phrase("article").search(text[max(low, start - 14) : start].rstrip()) is not None


def _of_person(doc: Document, start: int, end: int) -> bool:
    """Whether the words before a head are somebody’s name: Brown’s plan, but not Norway’s."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    return any(x.kind == "person" and x.start < end for x in itertools.islice(doc.mentions, at, at + 3))


def _national(doc: Document, start: int, end: int) -> bool:
    """Whether the words before a head name an actor: the Norwegian plan, the State Department plan."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    return any(x.kind == "actor" and x.start < end for x in itertools.islice(doc.mentions, at, at + 6))


def _before_subject(doc: Document, start: int, end: int) -> int:
    """Where the name behind a head ends if who or what is named at its end, right behind a town, is the subject of what follows."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    named = [x for x in itertools.islice(doc.mentions, at, at + 6) if x.kind in ("actor", "person", "place") and x.end <= end]
    if len(named) < 2 or named[-1].end != end or named[-1].form == "adjective" or named[-2].form == "adjective":
        return end
    return named[-2].end if named[-2].kind == "place" and doc.text[named[-2].end : named[-1].start] == " " else end


def _ordinary(text: str, low: int, end: int) -> tuple[int, bool] | None:
    """Where the ordinary words begin that stand in one phrase with a head, and whether one of them tells what it is about."""
    found = phrase("opener").search(text, max(low, end - 70), end)
    if found is None:
        return None
    words = found.group(1).lower().split()
    verbal = len(words) > 1 and any(w.endswith(("ed", "ing")) and w not in modifiers() for w in words)
    plural = any(w.endswith("s") and not w.endswith(("ss", "us")) and w not in modifiers() for w in words)
    if verbal or plural or any(function_words().get(w, "word") != "word" or w in name_words("linking") for w in words):
        return None
    endings = tuple(sorted(name_words("ending")))
    weak = all(modifiers().get(w) in ("weak", "passing") or w.endswith(endings) for w in words)
    return found.start(1), not weak


def _apart(word: str, head: str) -> bool:
    """Whether a name ends with a word, and another with its own head follows: the Oslo Conference and Brown Plan, WEU and Oslo Pact."""
    return word.lower() in name_words("apart") or (word.isalpha() and word.isupper() and len(word) > 2 and not head.endswith("s"))


def _tells_to(word: str, head: str) -> bool:
    """Whether the first word of a sentence is a verb that only its place gives a capital: Signing the pact, Seek agreement."""
    return common_forms().get(word) in (("ger",) if head[0].isupper() else ("ger", "base"))


@cache
def _passing() -> re.Pattern[str]:
    """Words that a name does not have for long: the resulting Brown Treaty."""
    return re.compile(f"(?:{'|'.join(word for word, role in modifiers().items() if role == 'passing')}) ")


def _left(text: str, m: re.Match[str], low: int) -> tuple[int, bool, bool, bool]:
    """How far the mention reaches left: (start, whether a proper name or year stands there, a modifier, one that no table has)."""
    roles = modifiers()
    start, proper, modified, ordinary = m.start(), False, False, False
    pending = start
    while pending > low:
        word = LEFT.search(text, max(low, pending - 60), pending)
        if word is None:
            break
        token = word.group(1)
        if start == m.start() and (day := phrase("day-before").search(text, max(low, pending - 24), pending)) is not None:
            return day.start(), True, False, False
        if start == m.start() and (of := phrase("of-compound").search(text, max(low, pending - 50), pending)) is not None:
            start = pending = of.start(1)
            modified = True
            continue
        bare = token.strip('“”"()').rstrip(",")
        if OTHER_NAME.match(token):
            start = pending = word.start()  # the Westport (or Eastport) Treaty
            continue
        lowered = bare.lower()
        if token.endswith("”") and not token.startswith("“"):
            opening = text.rfind("“", max(low, word.start() - 60), word.start())
            if opening >= 0:
                return opening, True, True, False
        if token.endswith((",", ".")) and not re.fullmatch(r"(?:[A-Z]\.)+", token):
            break
        if function_words().get(lowered) and lowered not in name_words("joiner") and not re.fullmatch("[IVX]+", bare):
            break
        role = roles.get(lowered)
        if role == "time" and start == m.start() and (years := phrase("years-before").search(text, max(low, pending - 50), pending)):
            start = pending = years.start(1)
            modified = True
            continue
        if role and bare.islower() and common_forms().get(lowered) == "base" and text.endswith(" to ", low, word.start()):
            break  # they met to draft peace treaties
        if role and lowered.endswith("ed") and phrase("who-did").search(text, low, word.start()):
            break  # they had proposed peace treaties
        if role == "time" or (role == "opening" and not text[word.start() - 1 : word.start()].strip(" (")):
            break
        joiner = lowered in name_words("joiner")
        if joiner:
            before = LEFT.search(text, max(low, word.start() - 60), word.start())
            if (
                before is None
                or not (proper or modified)
                or not before.group(1)[:1].isupper()
                or lowered in ("of", "on", "for")
                or (lowered in ("and", "&") and _apart(before.group(1), m.group()))
                or _ends_entity(before.group(1))
            ):
                break
            pending = word.start()
            continue
        first_word = word.start() == low or ITEM.fullmatch(text, low, word.start()) is not None
        if YEAR.fullmatch(bare):
            proper = True
        elif role:
            modified = modified or role == "modifier"
            if bare[:1].isupper() and not first_word and role == "modifier" and m.group()[0].isupper():
                proper = True
        elif first_word and _tells_to(lowered, m.group()):
            break
        elif bare[:1].isupper() and text.endswith(" to ", low, word.start()) and common_forms().get(lowered) == "base":
            break  # a Protocol to Accompany the Exchange of Notes
        elif capital(bare):
            proper = True
        else:
            if not proper and not m.group()[0].isupper() and (opened := _ordinary(text, low, pending)) is not None:
                start, ordinary = opened
                modified = modified or ordinary
            break
        start = pending = word.start()
    if (proper or ordinary) and (passing := _passing().match(text, start, m.start())):
        start = passing.end()
    if proper and (by := BY_WHOM.match(text, start, m.start())) is not None:
        start = by.end()
    if text[start] == '"' or (text[start] == "“" and "”" not in text[start + 1 : m.end() + 2]):
        start += 1  # the quotation goes on behind the name
    return _whole_bracket(text, start, m.start(), low), proper, modified, ordinary


def _whole_bracket(text: str, start: int, head: int, low: int) -> int:
    """Where a name starts that would open with a bracket: at the ordinal that the bracket explains, else behind it."""
    if text[start] != "(":
        return start
    before = LEFT.search(text, max(low, start - 20), start)
    if before is not None and before.group(1).lower() in name_words("ordinal") and before.group(1)[0].isupper():
        return before.start()  # the First (Moscow) Protocol
    return start + len(text[start:head]) - len(text[start:head].partition(")")[2].lstrip())


def _ends_entity(word: str) -> bool:
    return word.rstrip("’'s").endswith((",", "."))
