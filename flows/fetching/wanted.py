"""What is to be fetched: files with an address, from the cards of known sources and from raw/<source_id>/source.yml."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flows.settings import UsageError
from flows.sources import source_yml

SCHEMES = ("http", "https", "file", "s3")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file: where it is, where it belongs, and what it must be (None where nobody knows yet)."""

    source_id: str
    url: str
    path: Path
    sha256: str | None = None
    n_bytes: int | None = None

    @property
    def host(self) -> str:
        """Whom to be polite to."""
        return urlsplit(self.url).netloc or "local"

    @property
    def part(self) -> Path:
        """Where the file grows until it is whole; one address, one name."""
        return self.path.with_name(f".{self.path.name}.{hashlib.sha256(self.url.encode()).hexdigest()[:8]}.part")


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a source: the content of its source.yml, or of its card when it has never been fetched."""

    source_id: str
    folder: Path
    value: Mapping[str, Any]
    own: bool
    """Whether raw/ has a source.yml of it already."""

    def files(self) -> list[Wanted]:
        """The files that have an address."""
        out = []
        for entry in self.value["files"]:
            if url := entry.get("url"):
                if urlsplit(url).scheme not in SCHEMES:
                    raise UsageError(f"{self.source_id}: {url}: cannot be fetched; the schemes are {', '.join(SCHEMES)}")
                out.append(Wanted(self.source_id, url, self.folder / entry["path"], entry.get("sha256"), entry.get("bytes")))
        return out


def card(path: Path, folder: Path, own: bool) -> Card:
    """A card from its file. Raises UsageError with everything that is wrong in it."""
    value, problems = source_yml.parse(path)
    if not own:
        problems = [p for p in problems if not ("sha256" in p.what or "'bytes'" in p.what)]
    if value is None or problems:
        raise UsageError("\n".join(str(p) for p in problems))
    return Card(value["source_id"], folder / value["source_id"], value, own)


def cards(raw: Path, known: Path, names: Iterable[str] = ()) -> list[Card]:
    """The cards of `raw` and, for sources that are not there, of the folder `known`, by source_id.

    Without names: those of `raw` only, as nobody wants every known source at once.  Raises UsageError for a name that is unknown.
    """
    own = {p.parent.name: p for p in sorted(raw.glob("*/source.yml"))}
    listed = {p.stem: p for p in sorted(known.glob("*.yml"))}
    names = list(dict.fromkeys(names))
    if unknown := [n for n in names if n not in own and n not in listed]:
        there = ", ".join(sorted({*own, *listed})) or "none"
        raise UsageError(f"no source {unknown[0]}; the sources are {there}")
    out = []
    for name in names or sorted(own):
        found = card(own[name], raw, True) if name in own else card(listed[name], raw, False)
        out.append(found)
    return out


def known_cards(raw: Path, known: Path) -> list[Card]:
    """The cards of everything that can be fetched, by source_id."""
    names = {p.parent.name for p in raw.glob("*/source.yml")} | {p.stem for p in known.glob("*.yml")}
    return [c for c in cards(raw, known, sorted(names)) if c.files()]
