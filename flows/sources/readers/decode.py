"""Bytes to text: the encoding is found from marks and content, and nothing is replaced on the way."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from flows.sources.readers.errors import ReadError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CYRILLIC = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "cp1252"]
_LATIN = ["cp1252", "cp1250", "iso8859_2", "mac_roman"]
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SYMBOL_IN_WORD = re.compile(r"(?<=[^\W\d_])[\ufffd\u0080-\u009f¡-©«-´¶-¹»-¿](?=[^\W\d_])")
_SAMPLE = 1 << 18
_C1 = re.compile("[\x80-\x84\x86-\x9f]")  # controls that no text holds: bytes of another encoding, read as one of ours
_STRAY = re.compile("[\udc80-\udcff]")
_HIGH = re.compile(r"[^\x00-\x7f]")
_FEW = 20  # letters to one stray byte: UTF-8 that was cut, or has had bytes of another text pasted in
# Controls that no text holds; tab, line ends, form feed, NEL and the old end-of-file mark are not among them.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Bytes that do not fit a text in UTF-8, as the code page that they mostly come from."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "ignore"), error.end


codecs.register_error("stray", _stray)


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    return len(_HIGH.findall(text)) - stray > _FEW * stray


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 in an alphabetic script reads as letters below U+0600 with spaces among them; nothing else does."""
    head = data[: 1 << 12]
    if len(head) < 4 or len(data) % 2:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, "replace")
        if "\x00" in text or text.count(" ") + text.count("\n") <= len(text) // 40:
            continue
        if sum(c < "\u0600" or "\u2000" <= c < "\u2070" for c in text) > 0.97 * len(text):
            return name
    return None


def _eight_bit(data: bytes) -> str:
    """The name of the code page that makes the most sense of bytes that are not UTF-8.

    Western text has single accented letters among ASCII ones and no symbol inside a word; only where that fails is
    the (slow) guesser asked, with a sample.
    """
    sample = data[:_SAMPLE]
    runs = _HIGH_RUN.findall(sample)
    long = sum(len(r) for r in runs if len(r) > 2) > sum(map(len, runs)) / 2
    odd = len(_SYMBOL_IN_WORD.findall(sample.decode("cp1252", "replace")))
    names = ["cp1252", "iso8859_1"]
    if long or odd > len(runs) // 20:
        best = from_bytes(sample, cp_isolation=_CYRILLIC if long else _LATIN, threshold=0.5).best()
        names = [*([best.encoding] if best else []), *names]
    for name in names:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "iso8859_1"


def encoding(data: bytes) -> tuple[str, int]:
    """The encoding of a text and the length of its byte-order mark. Raises ReadError for bytes that are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    if name16 := _utf16_without_mark(data):
        return name16, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", 0
    head = data[:_SAMPLE]
    controls = sum(map(head.count, (bytes([b]) for b in (*range(9), *range(14, 26), *range(28, 32)))))
    if controls > len(head) * 0.01:
        raise ReadError("binary", f"{controls} control bytes among the first {len(head)}: no text in any encoding")
    return "utf-8" if _mostly_utf8(data) else _eight_bit(data), 0


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file as NFC with \\n line ends and without control characters, and the name of its encoding.

    Raises ReadError: empty (nothing but white space), binary, bad-encoding (a mark that the bytes belie).
    """
    name, skip = encoding(data)
    try:
        text = data[skip:].decode(name, "stray" if name == "utf-8" and not skip else "strict")
    except UnicodeDecodeError as error:
        raise ReadError("bad-encoding", f"starts with a {name} mark but byte {error.start + skip} does not fit it") from None
    sample = text[:_SAMPLE]
    if (n := len(_CONTROL.findall(sample))) > max(1, len(sample) // 10) or (n > 8 and n > len(sample) * 0.02 and "\x00" not in sample):
        raise ReadError("binary", f"{n} control characters among the first {len(sample)}: no text")
    if name == "iso8859_1" and (n := len(_C1.findall(sample))) > max(4, len(_HIGH.findall(sample)) // 20):
        raise ReadError("bad-encoding", f"the bytes fit no encoding that is known here ({n} controls as ISO 8859-1); save it as UTF-8")
    text = tidy(text)
    if not any(not c.isspace() and unicodedata.category(c) != "Cf" for c in text):
        raise ReadError("empty", f"{len(data)} bytes without a visible character")
    return text, name


def tidy(text: str) -> str:
    """NFC with \\n line ends; control characters and stray marks left out."""
    if _LINE_END.search(text):
        text = _LINE_END.sub("\n", text)
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", text)
    text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return text.encode("utf-8", "replace").decode("utf-8") if any_surrogate(text) else text


def any_surrogate(text: str) -> bool:
    """Whether a text holds half of a surrogate pair, which no file can store."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
