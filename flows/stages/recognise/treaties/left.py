"""How far the words of a treaty reach to the left of its head: over names, years and the modifiers of `rules/treaty_words.csv`."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.grammar.lexis import common_forms, function_words
from flows.stages.recognise.treaties.capitals import capital
from flows.stages.recognise.treaties.head import Head, Left
from flows.stages.recognise.treaties.heads import modifiers
from flows.stages.recognise.wording import name_words, phrase

WORD = re.compile(r"([\w.’'“”\"–/-]+|\([^()]{1,30}\))[ \u00a0]+$")
"""The last word before a place in the text, or what stands in brackets there."""
LOOK_BACK = 60
"""Characters in which that word is looked for."""
YEAR = re.compile(r"1[0-9]{3}")
INITIALS = re.compile(r"(?:[A-Z]\.)+")
NUMERAL = re.compile("[IVX]+")
ITEM = re.compile(r"[A-Z]\. (?![A-Z]\.)")
"""The letter of an item in a list, which is no initial of a name."""


def leftward(head: Head) -> Left:
    """What belongs to a treaty on the left of its head."""
    return _Leftward(head).read()


def without_item(head: Head, left: Left) -> Left:
    """The same without the letter of an item in a list: A. Treaty of Peace."""
    item = ITEM.match(head.text, left.start, head.start)
    if item is None or (left.start != head.low and head.text[left.start - 2 : left.start].strip().isalnum()):
        return left
    return left._replace(start=item.end(), proper=left.proper and item.end() < head.start)


class _Leftward:
    """Takes the words before a head one by one, as long as they belong to it."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.text = head.text
        self.roles = modifiers()
        self.start = self.pending = head.start
        """Where what belongs to the head starts, and where the words that have been looked at do: an `and` may yet prove to join."""
        self.proper = self.modified = self.ordinary = False
        self.whole = False
        """Whether what stands there is a whole by itself, a day or a quotation."""

    def read(self) -> Left:
        while self.pending > self.head.low and not self.whole:
            word = WORD.search(self.text, max(self.head.low, self.pending - LOOK_BACK), self.pending)
            if word is None or not self._takes(word):
                break
        if not self.whole:
            self._cut_opening()
        return Left(self.start, self.proper, self.modified, self.ordinary)

    def _takes(self, word: re.Match[str]) -> bool:
        """Take a word, and more where it ends a phrase; False where it does not belong to the head."""
        token = word.group(1)
        if self._takes_phrase() or self._takes_other_name(word) or self._takes_quotation(word):
            return True
        if token.endswith((",", ".")) and not INITIALS.fullmatch(token):
            return False
        bare = token.strip('“”"()').rstrip(",")
        lowered = bare.lower()
        joiner = lowered in name_words("joiner")
        if function_words().get(lowered) and not joiner and not NUMERAL.fullmatch(bare):
            return False
        role = self.roles.get(lowered)
        if role == "time" and self._takes_up_to("years-before", 50):
            return True
        if role is not None and self._is_verb(word, bare):
            return False
        if role == "time" or (role == "opening" and not self.text[word.start() - 1 : word.start()].strip(" (")):
            return False
        if joiner:
            return self._joins(word, lowered)
        return self._adds(word, bare, role)

    def _takes_phrase(self) -> bool:
        """Take the day or the compound right before a head: the 4 May pact, the right of way treaty."""
        if self.start != self.head.start:
            return False
        day = phrase("day-before").search(self.text, max(self.head.low, self.pending - 24), self.pending)
        if day is not None:
            self.start, self.proper, self.modified, self.whole = day.start(), True, False, True
            return True
        return self._takes_up_to("of-compound", 50)

    def _takes_up_to(self, use: str, reach: int) -> bool:
        """Take a phrase right before a head that tells what its treaty is about."""
        if self.start != self.head.start:
            return False
        found = phrase(use).search(self.text, max(self.head.low, self.pending - reach), self.pending)
        if found is None:
            return False
        self.start = self.pending = found.start(1)
        self.modified = True
        return True

    def _takes_other_name(self, word: re.Match[str]) -> bool:
        """Take a bracket that gives another name: the Westport (or Eastport) Treaty."""
        if phrase("other-name").match(word.group(1)) is None:
            return False
        self.start = self.pending = word.start()
        return True

    def _takes_quotation(self, word: re.Match[str]) -> bool:
        """Take a quotation whole."""
        if not word.group(1).endswith("”") or word.group(1).startswith("“"):
            return False
        opening = self.text.rfind("“", max(self.head.low, word.start() - LOOK_BACK), word.start())
        if opening < 0:
            return False
        self.start, self.proper, self.modified, self.ordinary, self.whole = opening, True, True, False, True
        return True

    def _is_verb(self, word: re.Match[str], bare: str) -> bool:
        """Whether a modifier is a verb there: they met to draft peace treaties, they had proposed peace treaties."""
        to_do = bare.islower() and common_forms().get(bare) == "base" and self._after_to(word)
        return to_do or (bare.lower().endswith("ed") and phrase("who-did").search(self.text, self.head.low, word.start()) is not None)

    def _after_to(self, word: re.Match[str]) -> bool:
        return phrase("after-to").search(self.text, self.head.low, word.start()) is not None

    def _joins(self, word: re.Match[str], lowered: str) -> bool:
        """Look behind a small word that may join two parts of a name: the Peace and Friendship Treaty."""
        before = WORD.search(self.text, max(self.head.low, word.start() - LOOK_BACK), word.start())
        if before is None or not (self.proper or self.modified) or not before.group(1)[:1].isupper():
            return False
        apart = lowered in name_words("adding") and _apart(before.group(1), self.head.word)
        if lowered in name_words("governing") or apart or _ends_entity(before.group(1)):
            return False
        self.pending = word.start()
        return True

    def _adds(self, word: re.Match[str], bare: str, role: str | None) -> bool:
        """Take a year, a modifier or a word with a capital, or all the ordinary words before a head in small letters."""
        first = word.start() == self.head.low or ITEM.fullmatch(self.text, self.head.low, word.start()) is not None
        if YEAR.fullmatch(bare):
            self.proper = True
        elif role:
            self.modified = self.modified or role == "modifier"
            self.proper = self.proper or (role == "modifier" and bare[:1].isupper() and not first and self.head.capital)
        elif first and _tells_to(bare.lower(), self.head.word):
            return False
        elif bare[:1].isupper() and common_forms().get(bare.lower()) == "base" and self._after_to(word):
            return False  # a Protocol to Accompany the Exchange of Notes
        elif capital(bare):
            self.proper = True
        else:
            if not self.proper and not self.head.capital and (opened := _ordinary(self.text, self.head.low, self.pending)) is not None:
                self.start, self.ordinary = opened
                self.modified = self.modified or self.ordinary
            return False
        self.start = self.pending = word.start()
        return True

    def _cut_opening(self) -> None:
        """Leave out what stands at the beginning and is none of a name."""
        head, text = self.head, self.text
        if (self.proper or self.ordinary) and (passing := _passing().match(text, self.start, head.start)):
            self.start = passing.end()
        if self.proper and (by := phrase("by-whom").match(text, self.start, head.start)) is not None:
            self.start = by.end()
        if text[self.start] == '"' or (text[self.start] == "“" and "”" not in text[self.start + 1 : head.end + 2]):
            self.start += 1  # the quotation goes on behind the name
        self.start = _whole_bracket(text, self.start, head.start, head.low)


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


def _whole_bracket(text: str, start: int, head: int, low: int) -> int:
    """Where a name starts that would open with a bracket: at the ordinal that the bracket explains, else behind it."""
    if text[start] != "(":
        return start
    before = WORD.search(text, max(low, start - 20), start)
    if before is not None and before.group(1).lower() in name_words("ordinal") and before.group(1)[0].isupper():
        return before.start()  # the First (Moscow) Protocol
    return start + len(text[start:head]) - len(text[start:head].partition(")")[2].lstrip())


def _ends_entity(word: str) -> bool:
    return word.rstrip("’'s").endswith((",", "."))
