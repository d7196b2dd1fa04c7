"""What kind of file some bytes are, told by the content; names and suffixes are not asked."""

from __future__ import annotations

import re

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"RIFF", "application/octet-stream"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "application/octet-stream"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"PAR1", "application/vnd.apache.parquet"),
)
_OFFICE = ((b"word/document.xml", "wordprocessingml.document"), (b"xl/workbook.xml", "spreadsheetml.sheet"),
           (b"ppt/presentation.xml", "presentationml.presentation"))
_TEI = re.compile(rb"<(?:\w+:)?TEI(?:\.2|Corpus)?[\s>]")
_ROOT = re.compile(rb"\A(?:\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<([A-Za-z][\w:.-]*)", re.DOTALL)
_HTML = re.compile(rb"\A(?:\s|<\?[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HTML_ROOTS = {b"html", b"body", b"head", b"div", b"article", b"main", b"section", b"p", b"table", b"h1", b"h2"}
_HEAD = 65536


def ascii_view(head: bytes) -> bytes:
    """The head of a file with a UTF-16 or UTF-8 mark, or none, thinned to its ASCII characters, to look for markup in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:2] in (b"<\x00", b"\x00<"):
        return head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf")


def _packed(data: bytes) -> str:
    """What a zip file is: a book, an office document, or an archive of files."""
    if data[30:].startswith(b"mimetypeapplication/epub+zip"):
        return "application/epub+zip"
    if data[30:].startswith(b"mimetypeapplication/vnd.oasis"):
        return "application/vnd.oasis.opendocument"
    if b"[Content_Types].xml" in data:
        for name, kind in _OFFICE:
            if name in data:
                return f"application/vnd.openxmlformats-officedocument.{kind}"
    return "application/zip"


def media_type(data: bytes) -> str:
    """The media type of a file's content: application/tei+xml, application/xml, text/html, text/plain or what its magic number says.

    The beginning of the file is enough, save for a zip whose parts are told by the list at its end.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _packed(data) if kind == "application/zip" else kind
    if data[257:262] == b"ustar":
        return "application/x-tar"
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    head = ascii_view(data[:_HEAD])
    if _HTML.match(head):
        return "text/html"
    if root := _ROOT.match(head):
        if _TEI.search(head):
            return "application/tei+xml"
        if root[1].lower() in _HTML_ROOTS:
            return "text/html"
        if head.lstrip().startswith(b"<?xml") or b"</" + root[1] in data[-4096:]:
            return "application/xml"
    return "text/plain"
