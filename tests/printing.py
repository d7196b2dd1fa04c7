"""Small files of the packed and printed formats, made by hand for tests: PDF, DOCX, EPUB, zip and tar."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

Print = tuple[float, float, float, str]
"""Distance from the left and from the foot of the page, size of the type, words."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(pages: Iterable[Iterable[Print]], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of pages of 600 by 800 points in Helvetica."""
    objects: dict[int, bytes] = {3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
    kids = []
    for page in pages:
        number = 4 + 2 * len(kids)
        kids.append(b"%d 0 R" % number)
        words = [b"/F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj" % (size, x, y, _escaped(text)) for x, y, size, text in page]
        stream = b"BT " + b"\n".join(words) + b" ET" if words else b""
        objects[number] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
        objects[number] += b"/Contents %d 0 R>>" % (number + 1)
        objects[number + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    objects[1] = b"<</Type/Catalog/Pages 2 0 R%s>>" % extra
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % places[n] for n in sorted(places))
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows))
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start))
    return out.getvalue()


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def zipped(members: Mapping[str, bytes | str], stored: Iterable[str] = ()) -> bytes:
    """A zip file, `stored` members without compression."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """A tar file; a member may be a ready TarInfo (a link, a device)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def docx(body: str, **more: bytes | str) -> bytes:
    """A Word document of a body in WordprocessingML; further members by name with `__` for `/` and a dot before `xml`."""
    styles = "".join(f'<w:style w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2))
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    return zipped(members | {f"{name.replace('__', '/')}.xml": data for name, data in more.items()})


def paragraph(text: str, style: str = "") -> str:
    """A paragraph for `docx`."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def epub(pages: Mapping[str, str | bytes], missing: Iterable[str] = (), title: str = "A Book of Ports") -> bytes:
    """An e-book of the pages; those named `missing` are in its list only."""
    names = [*pages, *missing]
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    package = (f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
               f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>")
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    return zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/book.opf": package,
                   **{f"OPS/{name}": data for name, data in pages.items()}}, stored=["mimetype"])
