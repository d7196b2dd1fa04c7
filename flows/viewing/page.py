"""The page: header, filters, the text with its marks, and the records beside it.

The page loads nothing: its style and its script stand in it, and its content security policy allows these two by their
digests and nothing else.  Should a character of a text ever be taken for markup, it still could not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template

from flows.viewing import panel, text
from flows.viewing.answers import Answer
from flows.viewing.loading import Loaded
from flows.viewing.marking import safe
from schemas.tables.vocabulary import codes

_FOLDER = Path(__file__).parent
_PLURALS = {"date": "dates", "duration": "durations", "actor": "actors", "person": "persons", "place": "places"} | {
    "treaty": "treaty names",
    "article": "articles",
    "quantity": "quantities",
}


def page(loaded: Loaded, answers: Sequence[Answer] | None = None) -> str:
    """The whole page as text."""
    style, script = (_file(name) for name in ("style.css", "script.js"))
    title = str(loaded.about["title"] or loaded.about["document_id"])
    return Template(_file("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        language=safe(loaded.about["language"] or "en"),
        title=safe(title),
        header=_header(loaded),
        filters=_filters(loaded, answers),
        text=text.text(loaded, answers or ()),
        panel=panel.panel(loaded, answers),
        layout="compared" if answers is not None else "single",
        made=safe(f"Dataset {loaded.info['dataset_version']}, rules {loaded.info['rules_digest'][:12]}"),
    )


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _header(loaded: Loaded) -> str:
    """What is known of the document, a term and its description each."""
    about = loaded.about
    source = ", ".join(dict.fromkeys(str(v) for v in (about["source_title"], about["publisher"]) if v)) or about["source_id"]
    told = [
        ("Date", about["issued"]),
        ("Place", about["place"] or about["place_id"]),
        ("From", "; ".join(about["authors"] or ())),
        ("To", "; ".join(about["recipients"] or ())),
        ("Genre", str(about["genre"] or "").replace("-", " ")),
        ("Archive", about["archive_ref"]),
        ("Source", source),
        ("Citation", about["citation"]),
        ("Licence", about["licence"] or "unknown"),
        ("Length", f"{about['n_chars']:,} characters"),
    ]
    rows = [f"<div><dt>{name}</dt><dd>{safe(str(value))}</dd></div>" for name, value in told if value]
    if about["url"] and str(about["url"]).startswith(("https://", "http://")):
        rows.append(f'<div><dt>Found at</dt><dd><a href="{safe(about["url"])}" rel="noreferrer">{safe(about["url"])}</a></dd></div>')
    return "\n".join(rows)


def _filters(loaded: Loaded, answers: Sequence[Answer] | None) -> str:
    """One box for every kind of mention and of record that the document has, and for what the comparison found."""
    mentions = [(kind, _PLURALS.get(kind, kind), sum(m["kind"] == kind for m in loaded.mentions)) for kind in codes("mention_kinds")]
    records = [(kind, kind, sum(c.kind == kind for c in loaded.cards)) for kind in ("treaties", "events", "positions")]
    records.append(("rejects", "rejects", len(loaded.rejects)))
    groups = [("Mentions", "m", mentions), ("Records", "r", records)]
    if answers is not None:
        counts = panel.outcomes(loaded, answers)
        groups.append(("Against the gold", "o", [(name, name.replace("-", " "), counts[name]) for name in panel.OUTCOMES]))
    return "\n".join(_group(*group) for group in groups)


def _group(legend: str, prefix: str, boxes: Sequence[tuple[str, str, int]]) -> str:
    inside = [
        f'<label class="{prefix}-{kind}"><input type="checkbox" data-kind="{prefix}-{kind}" checked><span class="key"></span>'
        f"{safe(name)} <small>{n:,}</small></label>"
        for kind, name, n in boxes
        if n
    ]
    return f"<fieldset><legend>{legend}</legend>{''.join(inside) or '<span>none</span>'}</fieldset>"
