"""What a source.yml of a new text may say, read off the text itself, with what each guess rests on and what a person has to settle."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

from flows.sources import columns
from flows.sources.catalogue import UNKNOWN_LICENCE, Unit
from flows.sources.media import media_type
from flows.sources.readers import ReadError, limits, read
from flows.sources.readers.html import decoded
from flows.sources.readers.inline import local
from flows.stages.clean import clean, language
from flows.stages.genres import REGISTER
from flows.stages.model import Document
from flows.stages.segment import segment
from schemas import data

_ENDS = 20_000  # characters at either end of a text in which licences are looked for
_DIVISIONS = 3  # so many of one type are documents of their own
_EXAMPLE = re.compile(r"\s+")
_SUFFIX = {
    "text/plain": ".txt", "text/html": ".html", "application/tei+xml": ".xml", "application/xml": ".xml", "application/pdf": ".pdf",
    "application/epub+zip": ".epub", "application/zip": ".zip", "application/gzip": ".gz", "application/x-tar": ".tar",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@dataclass(slots=True)
class Proposal:
    """The content of a source.yml without its sums; `basis` says for a key what it rests on, `open` what a person has to settle."""

    source_id: str
    file_name: str
    value: dict[str, Any]
    basis: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The source.yml, with the basis of each guess as a comment above it."""
        out = ["# yaml-language-server: $schema=../../schemas/source.schema.json"]
        out += [f"# TO SETTLE: {line}" for line in self.open]
        for key, value in self.value.items():
            if key in self.basis:
                out.append(f"# {key}: {self.basis[key]}")
            out.append(yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=1000).rstrip("\n"))
        return "\n".join(out) + "\n"


def slug(text: str) -> str:
    """A source_id made of a title; empty where it has no letter of the Latin alphabet."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", flat.replace("'", "")).strip("-").split("-")
    return "-".join(words[:8])


def licence(text: str, url: str | None) -> tuple[str, bool, str]:
    """A licence, whether it allows publishing the text, and what that is based on; unknown and no where nothing tells."""
    split = urlsplit(url or "")
    ends = text if len(text) < 2 * _ENDS else text[:_ENDS] + "\n" + text[-_ENDS:]
    places = {"text": ends, "host": split.hostname or "", "path": split.path}
    for r in data.rows("rules/licences", "rule_id", "where", "pattern", "licence", "redistributable", "description"):
        if m := re.search(r["pattern"], places[r["where"]]):
            where = "the text says" if r["where"] == "text" else f"the {r['where']} of its address is"
            return r["licence"], r["redistributable"] == "true", f"{where} {_EXAMPLE.sub(' ', m[0])!r} ({r['description']})"
    return UNKNOWN_LICENCE, False, "nothing in the text or its address speaks of rights"


def _page(content: bytes) -> dict[str, str]:
    """What a page says of itself in its head, and all of its visible text."""
    tree = LexborHTMLParser(decoded(content))
    out: dict[str, str] = {}
    for node in tree.css("meta[name][content], meta[property][content]"):
        key = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        out.setdefault(key, (node.attributes.get("content") or "").strip())
    root = tree.css_first("html")
    links = [n.attributes.get("href") or "" for n in tree.css("link[rel=license], a[rel=license]")]
    tongue = (root.attributes.get("lang") if root else None) or ""
    return out | {"lang": tongue, "rights": " ".join(links), "body": tree.body.text() if tree.body else ""}


def _header(content: bytes, name: str) -> dict[str, str]:
    """Title and publisher of a TEI file after its header, under the keys of a page's head."""
    for header in limits.xml_stream(content, name, "{*}teiHeader"):
        stated = [e for e in header.iter("{*}title") if local(e.getparent()) == "titleStmt"]
        titles = [(e.get("type"), " ".join("".join(e.itertext()).split())) for e in stated]
        titles.sort(key=lambda t: ("complete", "main", None).index(t[0]) if t[0] in ("complete", "main", None) else 9)
        publisher = next((" ".join("".join(e.itertext()).split()) for e in header.iter("{*}publisher")), "")
        rights = " ".join(" ".join(e.itertext()) for e in header.iter("{*}availability"))
        return {"dc.title": titles[0][1] if titles else "", "dc.publisher": publisher, "rights": rights}
    return {}


def _said(page: dict[str, str], *keys: str) -> str | None:
    return next((page[k] for k in keys if page.get(k)), None)


def propose(content: bytes, name: str, url: str | None, source_id: str | None = None) -> Proposal:
    """A proposal for a file of these bytes, which was called `name`. Raises ReadError when nothing can be read of it."""
    kind = media_type(content)
    mapping, layout = _layout(content, kind, name)
    unit = Unit("new", name, Path(name), kind, len(content), "", mapping=mapping if kind == "application/tei+xml" else None)
    try:
        docs = read(content, unit)
    except ReadError as error:
        if error.reason != "unknown-format" or kind != "application/xml":
            raise
        docs = [Document("new", "new", name, "", genre=REGISTER if mapping else None)]
    doc = docs[0]
    if doc.text:
        clean(doc)
        segment(doc)
    page = _page(content) if kind == "text/html" else _header(content, name) if kind == "application/tei+xml" else {}
    embedded = doc.meta.get("embedded", {})
    raw_text = content[: 1 << 20].decode("utf-8", "replace") if kind in ("application/tei+xml", "application/xml", "text/plain") else ""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", Path(unquote(name)).name)
    title = _said(page, "citation_title", "dc.title") or doc.title or embedded.get("title")
    if len(docs) > 1:
        title = _said(page, "dc.title") or embedded.get("title")
    found: dict[str, tuple[Any, str]] = {
        "title": (title, "as the document gives it") if title else (stem, "the name of the file, as the document gives none"),
        "publisher": (_said(page, "citation_publisher", "dc.publisher", "og:site_name"), "what the head of the file says"),
    }
    author = _said(page, "citation_author", "dc.creator", "author") or embedded.get("creator") or embedded.get("author")
    names = [] if len(docs) > 1 else [a["name"] for a in doc.meta.get("authors", ())]
    found["creators"] = ([author], "the file's own account of its author") if author else (names, "the head or the foot of the text")
    if mapping and kind != "application/tei+xml":
        doc.genre = REGISTER
    found["genre"] = (doc.genre if len(docs) == 1 else None,
                      "guessed from the text" if len(docs) == 1 else f"{len(docs)} documents in the file: each is guessed by itself")
    tongue, why = language.guess(" ".join(d.text for d in docs[:20]))
    declared = page.get("lang") or embedded.get("language")
    found["language"] = (declared, "declared in the file") if declared and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", declared) \
        else (tongue or "en", why)
    rights = licence("\n".join((page.get("rights", ""), page.get("body", ""), raw_text, doc.text)), url)
    found["licence"] = (rights[0], rights[2])
    found["redistributable"] = (rights[1], "follows from the licence" if rights[1] else "no, until somebody has settled the licence")
    out = _proposal(found, docs, source_id or slug(str(found["title"][0])) or slug(stem) or "source", _file_name(stem, kind, name), url)
    if mapping:
        out.value["files"][0]["mapping"] = mapping
    out.open += [f"files: {layout}"] if layout else []
    return out


def _layout(content: bytes, kind: str, name: str) -> tuple[dict[str, str] | None, str]:
    """The mapping that a file seems to need, and what a person has to settle about it."""
    if kind == "application/tei+xml":
        types = Counter(e.get("type") for e in limits.xml_stream(content, name, "{*}div", error=lambda _: None))
        wanted, n = max(((t, n) for t, n in types.items() if t), key=lambda x: (x[1], x[0]), default=("", 0))
        if "document" in types or n < _DIVISIONS:
            return None, ""
        return {"document": wanted}, f"each of its {n} divisions of type {wanted} is taken for a document; without the mapping they are one"
    table = columns.of_xml(content) if kind == "application/xml" else columns.of_csv(content) if kind == "text/plain" else None
    if table is None:
        return None, "XML that is neither TEI nor a table, so nothing can read it; convert it" if kind == "application/xml" else ""
    rows = f"{table.n_rows} rows{f' of <{table.row}>' if table.row else ''} with the columns {', '.join(table.columns)}"
    return table.mapping(), (f"{rows}; say under mapping which column is what (schemas/rules/register_columns.csv has the roles, "
                             "and a value such as '=visit' or '=Latvia' holds for every row), or take it out if this is no register")


def _file_name(stem: str, kind: str, name: str) -> str:
    return f"{slug(stem) or 'text'}{_SUFFIX.get(kind) or Path(name).suffix.lower() or '.txt'}"


def _proposal(found: dict[str, tuple[Any, str]], docs: list[Document], source_id: str, file_name: str, url: str | None) -> Proposal:
    doc = docs[0]
    value: dict[str, Any] = {"source_id": source_id} | {k: v for k, (v, _) in found.items()} | {"citation": None, "url": url}
    entry: dict[str, Any] = {"path": f"files/{file_name}"}
    if url:
        entry["url"] = url
    basis = {k: why for k, (v, why) in found.items() if v not in (None, [])}
    if len(docs) == 1 and doc.meta.get("issued"):
        basis["files"] = f"the document is dated {doc.meta['issued']} by its own head, which every build reads; no need to say it here"
    settle = [
        f"licence: {found['licence'][0]} is a guess; read the terms of the publisher and say whether the text may be published",
        "citation: how the source is to be cited",
    ]
    if not value["publisher"]:
        settle.append("publisher: sources of one publisher do not count as independent of each other")
    if value["genre"] is None and len(docs) == 1:
        settle.append("genre: it could not be guessed")
    if found["title"][1].startswith("the name"):
        settle.append("title: the document gives none")
    if found["language"][1].startswith("no language"):
        settle.append("language: en stands there for want of a better guess")
    value["files"] = [entry]
    return Proposal(source_id, file_name, value, basis, settle)
