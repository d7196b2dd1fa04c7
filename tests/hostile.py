"""A hundred files that are broken or mean harm: `python -m tests.hostile FOLDER` writes them, `cases()` makes them one by one.

Each case says which reasons its reject may have; `READS` stands for a file that is odd but must be read.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import printing

READS = "reads"
BROKEN = "malformed-markup"
SECRET = "words-from-outside"
TEXT = "The ministers met at Riga on 18 March 1921 and signed the treaty.\n" * 3
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
DIV = '<div type="document" xml:id="{}"><head>Talk</head><p>{}</p></div>'
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{outside}" parse="text"/><p>x</p>'
LOCK = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>"
LOOP = ('<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>')

Case = tuple[str, Callable[[], bytes], tuple[str, ...]]


def _bomb(levels: int, where: str) -> bytes:
    entities = '<!ENTITY a0 "ha ha ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(levels))
    return f'<?xml version="1.0"?><!DOCTYPE TEI [{entities}]>{TEI.format(where)}'.encode()


def _external(system: str, kind: str = "") -> bytes:
    return (f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY {kind} x {system}>{"%x;" if kind else ""}]>'
            + TEI.format("<p>Before &x; after.</p>" if not kind else "<p>Text.</p>")).encode()


def _zeros(megabytes: int) -> bytes:
    return printing.zipped({"zeros.txt": b"0" * (megabytes << 20)})


def _link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def _zip_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("passwords.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _locked_zip() -> bytes:
    data = bytearray(printing.zipped({"a.txt": TEXT}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _wrong_sum() -> bytes:
    data = bytearray(printing.zipped({"a.txt": TEXT}, stored=["a.txt"]))
    data[data.index(b"ministers")] ^= 1
    return bytes(data)


def _lying_size() -> bytes:
    data = bytearray(_zeros(40))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _nested(levels: int) -> bytes:
    data = TEXT.encode()
    for n in range(levels):
        data = printing.zipped({f"level{n}.zip" if n else "text.txt": data})
    return data


def _page(words: str = "Words of the page.") -> bytes:
    return printing.pdf([[(72, 700, 12, words)]])


def _many(n: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(n):
            archive.writestr(f"{i}", b"")
    return out.getvalue()


def _texts() -> Iterator[Case]:
    yield "empty", lambda: b"", ("empty",)
    yield "white-space", lambda: b" \n\t\r\n" * 100, ("empty",)
    yield "mark-only", lambda: b"\xef\xbb\xbf", ("empty",)
    yield "mark-only-16", lambda: b"\xff\xfe", ("empty", "bad-encoding")
    yield "zeros", lambda: bytes(5000), ("binary", "empty")
    yield "controls", lambda: bytes(range(32)) * 40, ("binary", "empty")
    yield "half-utf16", lambda: b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], ("bad-encoding",)
    yield "utf16", lambda: TEXT.encode("utf-16"), (READS,)
    yield "utf16-bare", lambda: TEXT.encode("utf-16-be"), (READS,)
    yield "utf32", lambda: TEXT.encode("utf-32"), (READS,)
    yield "lone-surrogates", lambda: TEXT.encode() + b"\xed\xa0\x80\xed\xbf\xbf", (READS,)
    yield "cut-utf8", lambda: ("Schluß der Übung " * 9).encode()[:-2] + b"\xc3", (READS,)
    yield "overlong", lambda: TEXT.encode() + b"\xc0\xaf", (READS,)
    yield "one-line", lambda: TEXT.replace("\n", " ").encode() * 5000, (READS,)
    yield "no-spaces", lambda: b"a" * 2_000_000, (READS,)
    yield "marks-only", lambda: "\u0301".encode() * 20000, (READS, "empty")
    yield "right-to-left", lambda: ("\u202e" + TEXT + "\u2066").encode(), (READS,)
    yield "carriage-returns", lambda: TEXT.replace("\n", "\r").encode(), (READS,)
    yield "old-end-of-file", lambda: TEXT.encode() + b"\x1a", (READS,)
    yield "brackets", lambda: b"<" * 100_000, (READS, "empty")
    yield "ampersands", lambda: b"&" * 100_000, (READS,)
    yield "quotes-csv", lambda: b'"' + b"a," * 100_000, (READS,)


def _magic() -> Iterator[Case]:
    yield "png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), ("binary",)
    yield "jpeg-as-text", lambda: b"\xff\xd8\xff\xe0" + TEXT.encode(), ("binary",)
    yield "elf", lambda: b"\x7fELF" + bytes(200), ("binary",)
    yield "old-word", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("binary",)
    yield "rtf", lambda: b"{\\rtf1 " + TEXT.encode() + b"}", ("binary",)
    yield "parquet", lambda: b"PAR1" + bytes(40) + b"PAR1", ("binary",)
    yield "noise", lambda: bytes((i * 7919 + i * i * 31) % 256 for i in range(20000)), ("binary", "bad-encoding", READS)
    yield "seven-zip", lambda: b"7z\xbc\xaf'\x1c" + bytes(50), ("binary",)
    yield "spreadsheet", lambda: printing.zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), ("binary",)


def _markup() -> Iterator[Case]:
    yield "laughs", lambda: _bomb(9, "<p>&a9;</p>"), (BROKEN,)
    yield "laughs-in-attribute", lambda: _bomb(9, '<p n="&a9;">x</p>'), (BROKEN,)
    yield "laughs-squared", lambda: _external('"' + "x" * 50_000 + '"').replace(b"&x;", b"&x;" * 50_000), (BROKEN,)
    yield "laughs-utf16", lambda: _bomb(9, "<p>&a9;</p>").decode().encode("utf-16"), (BROKEN,)
    yield "outside-file", lambda: _external('SYSTEM "{outside}"'), (READS, BROKEN)
    yield "outside-web", lambda: _external('SYSTEM "http://127.0.0.1:9/x"'), (READS, BROKEN)
    yield "outside-parameter", lambda: _external('SYSTEM "{outside}"', "%"), (READS, BROKEN)
    yield "outside-dtd", lambda: b'<!DOCTYPE TEI SYSTEM "{outside}">' + TEI.format("<p>Text.</p>").encode(), (READS, BROKEN)
    yield "include", lambda: TEI.format(INCLUDE).encode(), (READS,)
    yield "style-sheet", lambda: b'<?xml-stylesheet href="{outside}"?>' + TEI.format("<p>Text.</p>").encode(), (READS,)
    yield "unknown-entity", lambda: TEI.format("<p>a &nosuch; b</p>").encode(), (READS, BROKEN)
    yield "deep", lambda: TEI.format("<div>" * 50_000 + "x" + "</div>" * 50_000).encode(), (BROKEN, READS)
    yield "deep-inline", lambda: TEI.format("<p>" + "<hi>" * 200 + "x" + "</hi>" * 200 + "</p>").encode(), (READS, BROKEN)
    yield "deep-document", lambda: TEI.format(DIV.format("d1", "<hi>" * 230 + "x" + "</hi>" * 230)).encode(), (READS, BROKEN)
    yield "unclosed", lambda: TEI.format(DIV.format("d1", "x"))[:-40].encode(), (READS, BROKEN)
    yield "cut-in-tag", lambda: TEI.format("<p>x</p>")[:-30].encode(), (BROKEN,)
    yield "no-text", lambda: TEI.format("").encode(), ("empty",)
    yield "empty-documents", lambda: TEI.format('<div type="document" xml:id="d1"><pb/></div>').encode(), ("empty",)
    yield "same-id", lambda: TEI.format(DIV.format("d1", "x") + DIV.format("d1", "y")).encode(), (READS, BROKEN)
    yield "strange-id", lambda: TEI.format('<div type="document" n="../../x"><p>x</p></div>').encode(), (READS,)
    yield "two-roots", lambda: TEI.format("<p>x</p>").encode() * 2, (READS, BROKEN)
    yield "wrong-encoding", lambda: b'<?xml version="1.0" encoding="UTF-8"?>' + TEI.format("<p>Caf\xe9</p>").encode("latin-1"), (BROKEN,)
    yield "no-such-encoding", lambda: b'<?xml version="1.0" encoding="x-klingon"?>' + TEI.format("<p>x</p>").encode(), (BROKEN, READS)
    yield "latin1", lambda: b'<?xml version="1.0" encoding="ISO-8859-1"?>' + TEI.format("<p>Caf\xe9</p>").encode("latin-1"), (READS,)
    yield "tei-utf16", lambda: ('<?xml version="1.0" encoding="UTF-16"?>' + TEI.format("<p>Text.</p>")).encode("utf-16"), (READS,)
    yield "long-attribute", lambda: TEI.format(f'<p n="{"x" * 3_000_000}">x</p>').encode(), (READS, BROKEN)
    yield "many-attributes", lambda: TEI.format("<p " + " ".join(f"a{n}='x'" for n in range(20_000)) + ">x</p>").encode(), (READS,)
    yield "other-xml", lambda: b'<?xml version="1.0"?><rows><row>1</row></rows>', ("unknown-format",)
    yield "bad-name", lambda: b'<?xml version="1.0"?><TEI><1/></TEI>', (BROKEN,)
    yield "html-empty", lambda: b"<!doctype html><html><body></body></html>", ("empty",)
    yield "html-script", lambda: b"<html><body><script>alert('x')</script><nav>Menu</nav></body></html>", ("empty",)
    yield "html-deep", lambda: b"<html><body>" + b"<div>" * 100_000 + b"text</body></html>", (BROKEN,)
    yield "html-deep-inline", lambda: b"<html><body><p>" + b"<b>" * 20_000 + b"text</body></html>", (BROKEN,)
    yield "html-unclosed", lambda: b"<html><body>" + b"<p>Some words<td><li>" * 5_000, (READS,)
    yield "html-comment", lambda: b"<html><body>text <!-- " + b"x" * 1_000_000, (READS, "empty")
    yield "html-nul", lambda: b"<html><body><p>Some\x00 words</p></body></html>", (READS,)
    yield "html-frame", lambda: b'<html><body><iframe src="file:///etc/passwd"></iframe><p>Text</p></body></html>', (READS,)
    yield "html-charset", lambda: b'<html><meta charset="x-none"><body><p>Caf\xe9</p></body></html>', (READS,)
    yield "html-table", lambda: b"<html><body><table>" + b"<tr><td>a" * 5_000, (READS,)


def _packed() -> Iterator[Case]:
    yield "zip-bomb", lambda: _zeros(60), ("too-large",)
    yield "zip-lying", _lying_size, ("too-large", "broken-archive")
    yield "zip-nested", lambda: _nested(5), ("too-large",)
    yield "zip-in-zip", lambda: _nested(2), (READS,)
    yield "zip-up", lambda: printing.zipped({"../../outside.txt": TEXT}), ("unsafe-path",)
    yield "zip-up-windows", lambda: printing.zipped({"..\\..\\outside.txt": TEXT}), ("unsafe-path",)
    yield "zip-root", lambda: printing.zipped({"/etc/motd": TEXT}), ("unsafe-path",)
    yield "zip-link", _zip_link, ("unsafe-path",)
    yield "zip-locked", _locked_zip, ("encrypted",)
    yield "zip-wrong-sum", _wrong_sum, ("broken-archive",)
    yield "zip-cut", lambda: printing.zipped({"a.txt": TEXT * 50})[:-60], ("broken-archive",)
    yield "zip-empty", lambda: printing.zipped({"folder/": b""}), ("empty",)
    yield "zip-of-empties", lambda: printing.zipped({"a.txt": b"", "b.txt": b" "}), ("empty",)
    yield "zip-many", lambda: _many(20_001), ("too-large",)
    yield "zip-one-bad", lambda: printing.zipped({"a.txt": TEXT, "b.png": b"\x89PNG\r\n\x1a\n"}), (READS,)
    yield "zip-header-only", lambda: b"PK\x03\x04" + bytes(30), ("broken-archive",)
    yield "gzip-bomb", lambda: gzip.compress(bytes(60 << 20)), ("too-large",)
    yield "gzip-cut", lambda: gzip.compress(TEXT.encode() * 99)[:-9], ("broken-archive",)
    yield "gzip-wrong-sum", lambda: gzip.compress(TEXT.encode())[:-8] + bytes(8), ("broken-archive",)
    yield "gzip-text", lambda: gzip.compress(TEXT.encode()), (READS,)
    yield "bzip2-bomb", lambda: bz2.compress(bytes(40 << 20)), ("too-large",)
    yield "bzip2-noise", lambda: b"BZh9" + bytes(60), ("broken-archive",)
    yield "xz-bomb", lambda: lzma.compress(bytes(40 << 20), preset=0), ("too-large",)
    yield "xz-cut", lambda: lzma.compress(TEXT.encode() * 50)[:-20], ("broken-archive",)
    yield "tar-up", lambda: printing.tarred({"../outside.txt": TEXT.encode()}), ("unsafe-path",)
    yield "tar-link", lambda: printing.tarred({"a.txt": _link("a.txt", "/etc/passwd")}), ("unsafe-path",)
    yield "tar-hard-link", lambda: printing.tarred({"a.txt": _link("a.txt", "b.txt", tarfile.LNKTYPE)}), ("unsafe-path",)
    yield "tar-device", lambda: printing.tarred({"a": _link("a", "", tarfile.CHRTYPE)}), ("unsafe-path",)
    yield "tar-cut", lambda: printing.tarred({"a.txt": TEXT.encode() * 99})[:4000], ("broken-archive",)
    yield "tar-gzip", lambda: gzip.compress(printing.tarred({"a.txt": TEXT.encode()})), (READS,)


def _printed() -> Iterator[Case]:
    yield "pdf-noise", lambda: b"%PDF-1.7\n" + bytes(3000), (BROKEN,)
    yield "pdf-cut", lambda: _page()[:300], (BROKEN, READS, "no-text-layer")
    yield "pdf-blank", lambda: printing.pdf([[], []]), ("no-text-layer",)
    yield "pdf-no-pages", lambda: printing.pdf([]), ("no-text-layer", BROKEN)
    yield "pdf-loop", lambda: _page().replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), ("no-text-layer", BROKEN)
    yield "pdf-lying-count", lambda: _page().replace(b"/Count 1", b"/Count 9"), (READS, "no-text-layer", BROKEN, "too-large")
    yield "pdf-locked", lambda: printing.pdf([[(72, 700, 12, "x")]], trailer=LOCK), ("encrypted", BROKEN)
    yield "pdf-action", lambda: printing.pdf([[(72, 700, 12, "Text")]], b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), (READS,)
    yield "docx-bare", lambda: printing.zipped({"[Content_Types].xml": "", "word/document.xml": ""}), (BROKEN,)
    yield "docx-empty", lambda: printing.docx(""), ("empty",)
    yield "docx-bomb", lambda: printing.docx(printing.paragraph("0" * (30 << 20))), ("too-large", BROKEN)
    yield "docx-laughs", lambda: printing.zipped({"[Content_Types].xml": "", "word/document.xml": _bomb(9, "<p>&a9;</p>")}), (BROKEN,)
    yield "docx-deep", lambda: printing.docx("<w:sdt>" * 200 + printing.paragraph("x") + "</w:sdt>" * 200), ("empty", READS, BROKEN)
    yield "docx-loop-of-styles", lambda: printing.docx(
        printing.paragraph("Text", "A"), word__styles=f"<w:styles {printing.W}>{LOOP}</w:styles>"), (READS,)
    yield "epub-no-package", lambda: printing.zipped({"mimetype": "application/epub+zip"}, ["mimetype"]), ("broken-archive",)
    yield "epub-no-page", lambda: printing.epub({}, ["gone.xhtml"]), ("empty",)
    yield "epub-one-gone", lambda: printing.epub({"a.xhtml": "<html><body><p>Text</p></body></html>"}, ["gone.xhtml"]), (READS,)
    yield "epub-up", lambda: printing.epub({"a.xhtml": "<html><body><p>Text</p></body></html>"}, ["../../../etc/passwd"]), (READS,)


def cases() -> list[Case]:
    """All cases in a fixed order; `{outside}` in a file stands for the path of a file that must not be read."""
    return [*_texts(), *_magic(), *_markup(), *_packed(), *_printed()]


def main() -> int:
    """Write every file into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make, _ in cases():
        (folder / name).write_bytes(make())
    print(f"{len(cases())} files in {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
