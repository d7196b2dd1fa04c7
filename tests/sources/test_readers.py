"""Bytes to documents, with real files in many encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources import catalogue, readers
from flows.sources.media import media_type
from flows.sources.readers.decode import decode
from flows.sources.readers.errors import ReadError

WESTERN = "The envoy’s café in Zürich – “a façade” – stood empty; Señor Muñoz and Mme Bérard had left.\nNobody came.\n"
RUSSIAN = "Переговоры в Риге начались весной. Стороны обсудили границу и торговлю.\nДоговор подписан.\n"


def unit_of(tmp_path: Path, data: bytes, name: str = "a.txt") -> catalogue.Unit:
    (tmp_path / name).write_bytes(data)
    (unit,) = catalogue.load(tmp_path).units()
    return unit


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (doc,), rejects = readers.read_unit(unit_of(tmp_path, WESTERN.encode(encoding)))
    assert doc.text == WESTERN and rejects == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8_r"])
def test_russian_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (doc,), _ = readers.read_unit(unit_of(tmp_path, RUSSIAN.encode(encoding)))
    assert doc.text == RUSSIAN


@pytest.mark.parametrize("tail", [b"\xd0", b" caf\xe9.", b"\x93\x94"])
def test_stray_bytes_do_not_turn_utf8_into_another_encoding(tmp_path: Path, tail: bytes) -> None:
    (doc,), _ = readers.read_unit(unit_of(tmp_path, (RUSSIAN * 5).encode() + tail))
    assert doc.text.startswith(RUSSIAN * 5) and doc.text.removeprefix(RUSSIAN * 5) == tail.decode("cp1252", "ignore")


def test_an_encoding_that_is_not_known_is_said_to_be_none(tmp_path: Path) -> None:
    docs, (reject,) = readers.read_unit(unit_of(tmp_path, "条約は三月十八日に調印された。".encode("shift_jis") * 9))
    assert docs == [] and reject.reason == "bad-encoding"


def test_text_that_nobody_can_see_is_empty(tmp_path: Path) -> None:
    docs, (reject,) = readers.read_unit(unit_of(tmp_path, "\u200b\u2060 \n".encode() * 50))
    assert docs == [] and reject.reason == "empty"


def test_a_fault_of_a_reader_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("gone")

    monkeypatch.setitem(readers._READERS, "text/plain", broken)
    docs, (reject,) = readers.read_unit(unit_of(tmp_path, b"Words."))
    assert docs == [] and (reject.stage, reject.reason) == ("clean", "reader-failed") and "gone" in reject.detail


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\n"])
def test_line_ends_become_one(end: str) -> None:
    assert decode(f"One{end}Two{end}".encode())[0] == "One\nTwo\n"


def test_text_is_composed_and_free_of_control_characters() -> None:
    text, _ = decode("cafe\u0301 nul\x00 bell\x07 here\ufeff, and enough words for a text".encode())
    assert text == "café nul bell here, and enough words for a text"


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "empty"), (b" \r\n\t", "empty"), (b"\xef\xbb\xbf", "empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"), (b"\xff\xd8\xff\xe0" + bytes(200), "binary"), (bytes(range(256)) * 8, "binary"),
    (b"\x00" * 50, "binary"), (b"\xff\xfeT\x00h\x00e", "bad-encoding"), (b"%PDF-1.4 text", "malformed-markup"),
])
def test_what_is_no_text_becomes_a_reject(tmp_path: Path, data: bytes, reason: str) -> None:
    docs, (reject,) = readers.read_unit(unit_of(tmp_path, data))
    assert docs == [] and (reject.stage, reject.reason, reject.source_id) == ("clean", reason, "a")


def test_format_is_told_by_content_not_by_name() -> None:
    assert media_type(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert media_type(b"<!DOCTYPE html><html><body>x</body></html>") == "text/html"
    assert media_type('<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'.encode("utf-16")) == "application/tei+xml"
    assert media_type(b"<3 letters and no markup at all") == "text/plain"
    assert media_type(b"Plain words, <b>marked</b> once.") == "text/plain"


def test_one_line_of_twenty_megabytes_is_read() -> None:
    text, _ = decode(b"treaty of peace " * 1_300_000)
    assert len(text) > 20_000_000


def test_a_line_that_no_text_has_becomes_a_reject(tmp_path: Path) -> None:
    documents, (reject,) = readers.read_unit(unit_of(tmp_path, b"treaty of peace " * 1_300_000))
    assert documents == [] and reject.reason == "too-large" and "20,800,000" in reject.detail


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ReadError as error:
        assert error.reason in ("empty", "binary", "bad-encoding")
    else:
        assert text.strip() and "\r" not in text and "\x00" not in text and text.encode()


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    import unicodedata

    if text.strip() and not any(c in text for c in "\u2028\u2029"):
        try:
            assert decode(text.encode())[0] == unicodedata.normalize("NFC", text)
        except ReadError:
            pytest.fail("valid UTF-8 refused")
