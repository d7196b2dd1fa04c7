"""The language of a text: told by its words, never by where it lies, and said where the rules read nothing of it."""

from __future__ import annotations

import pytest

from flows.stages.clean import clean
from flows.stages.model import Document

FRENCH = (
    "Le 30 mai 1814, la France signa à Paris le traité de paix avec l'Autriche et la Prusse. Les alliés évacuèrent la France, "
    "et le congrès s'ouvrit à Vienne dans le palais de la chancellerie pour une année de travaux.\n"
)
RUSSIAN = (
    "Договор был подписан в Москве 23 августа 1939 года. Он не был опубликован, и о нём не знали в столицах. "
    "Это был его последний договор с соседями.\n"
)
CHINESE = "一九五〇年二月十四日,中苏友好同盟互助条约在莫斯科签订。" * 5
ENGLISH = "The envoys of Norway signed the treaty at Oslo on 3 May 1921, and it was of no use to the king. He had asked for the port.\n"


def cleaned(text: str, language: str | None = None) -> Document:
    doc = Document("a", "a", "a.txt", text, language=language)
    clean(doc)
    return doc


@pytest.mark.parametrize(("text", "language", "told"), [
    (ENGLISH, "en", []), (FRENCH, "fr", ["fr"]), (RUSSIAN, "ru", ["ru"]), (CHINESE, None, ["another script"]), ("Oslo, 1921.\n", None, []),
])
def test_the_words_tell_the_language_where_nobody_says_it(text: str, language: str | None, told: list[str]) -> None:
    doc = cleaned(text)
    assert doc.language == language
    assert [r.reason for r in doc.rejects] == ["other-language"] * len(told)
    assert all(word in reject.detail for word, reject in zip(told, doc.rejects, strict=True))


def test_what_the_catalogue_says_stands_and_the_text_is_told_of_all_the_same() -> None:
    doc = cleaned(FRENCH, "fr-CA")
    assert doc.language == "fr-CA" and [r.reason for r in doc.rejects] == ["other-language"]
    doc = cleaned(ENGLISH, "en-GB")
    assert doc.language == "en-GB" and doc.rejects == []
