"""The raw folder as a catalogue: which sources there are, what is known of each, which files are theirs.

Catalogued: `raw/<source_id>/source.yml` with its files below the same folder.  Bare: any other file is a source of its
own, named after its stem.  Only hidden files and editors' backups (`~`, `.swp`, `.bak`, `#…#`) are passed over.
What is wrong with one source becomes rejects and fails that source alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.sources import source_yml, walk
from flows.sources.media import media_type
from flows.stages.model import Reject

UNKNOWN_LICENCE = "LicenseRef-unknown"
UNKNOWN_TYPE = "application/octet-stream"


class CatalogueError(Exception):
    """The raw folder as a whole cannot be used."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One raw file: the unit of work, and one row of the table `sources`."""

    source_id: str
    raw_path: str
    path: Path
    media_type: str
    n_bytes: int | None
    sha256: str | None
    title: str | None = None
    publisher: str | None = None
    creators: tuple[str, ...] = ()
    genre: str | None = None
    language: str | None = None
    licence: str = UNKNOWN_LICENCE
    redistributable: bool = False
    url: str | None = None
    citation: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    mapping: Mapping[str, str] | None = None

    @property
    def weight(self) -> int:
        """Its size, by which work is shared out; 0 where nobody knows."""
        return self.n_bytes or 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A subject and period (ISO dates or years, inclusive) for which a source claims to be complete."""

    topic: str
    from_: str | None = None
    to: str | None = None
    note: str | None = None


@dataclass(slots=True)
class Source:
    """A publication: one source.yml with its files, or one bare file."""

    source_id: str
    raw_path: str
    title: str | None = None
    publisher: str | None = None
    creators: list[str] = field(default_factory=list)
    genre: str | None = None
    language: str | None = None
    licence: str = UNKNOWN_LICENCE
    redistributable: bool = False
    citation: str | None = None
    url: str | None = None
    bibliography: list[str] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    failed: bool = False


@dataclass(slots=True)
class Catalogue:
    """All sources below a raw folder in order of their ids, and what was wrong there."""

    raw: Path
    sources: list[Source] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def units(self) -> list[Unit]:
        """The files to build, in order of their ids; those of failed sources are left out."""
        return sorted((u for s in self.sources if not s.failed for u in s.units), key=lambda u: u.source_id)

    def rows(self) -> list[dict[str, Any]]:
        """The table `sources`, one row per raw file; a failed source keeps its rows so that its rejects point at something."""
        units = sorted((u for s in self.sources for u in s.units), key=lambda u: u.source_id)
        names = ("source_id", "title", "genre", "publisher", "creators", "language", "licence", "redistributable", "url",
                 "raw_path", "media_type", "n_bytes", "sha256", "citation")
        return [{n: list(v) if isinstance(v := getattr(u, n), tuple) else v for n in names} for u in units]

    def coverage_rows(self) -> list[dict[str, Any]]:
        """The table `coverage`: one row per claim and raw file of the source."""
        return [
            {"source_id": u.source_id, "topic": c.topic, "from": c.from_, "to": c.to, "note": c.note}
            for s in self.sources if not s.failed
            for u in sorted(s.units, key=lambda u: u.source_id)
            for c in s.coverage
        ]


Digest = Callable[[Path], str]
"""Gives the SHA-256 of a file; the build passes one that remembers the files that have not changed."""


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprint(path: Path, digest: Digest = digest_of) -> tuple[str, int, bytes]:
    """SHA-256, size and first bytes of a file."""
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
    return digest(path), path.stat().st_size, head


def identifier(name: str) -> str:
    """A name as an identifier, which holds no space."""
    return "-".join(name.split()) or "-"


def _unit(source: Source, path: Path, raw: Path, source_id: str, entry: Mapping[str, Any], digest: Digest) -> Unit:
    sha256, size, head = fingerprint(path, digest)
    # An address on the machine that it was fetched on tells nobody anything.
    url = next((u for u in (entry.get("url"), source.url) if u and not u.startswith("file:")), None)
    return Unit(
        source_id=source_id, raw_path=path.relative_to(raw).as_posix(), path=path,
        media_type=entry.get("media_type") or media_type(head), n_bytes=size, sha256=sha256,
        title=entry.get("title") or source.title, publisher=source.publisher, creators=tuple(source.creators),
        genre=entry.get("genre") or source.genre, language=entry.get("language") or source.language,
        licence=source.licence, redistributable=source.redistributable, url=url,
        citation=source.citation, metadata=dict(entry.get("document") or {}), mapping=entry.get("mapping"),
    )


class _Loading:
    """One pass over a raw folder."""

    def __init__(self, raw: Path, digest: Digest) -> None:
        self.raw = raw
        self.digest = digest
        self.out = Catalogue(raw)
        self.taken: set[str] = set()

    def reject(self, source_id: str | None, reason: str, detail: object) -> None:
        self.out.rejects.append(Reject(source_id, None, "fetch", reason, str(detail)))

    def relative(self, path: Path) -> str:
        return path.relative_to(self.raw).as_posix()

    def unread(self, source_id: str, path: Path, kind: str, title: str | None = None) -> Unit:
        """The row of a file that is not read, so that rejects can point at it; without size and hash where it cannot be opened."""
        try:
            sha256, size, _ = fingerprint(path, self.digest)
        except OSError:
            return Unit(source_id, self.relative(path), path, kind, None, None, title)
        return Unit(source_id, self.relative(path), path, kind, size, sha256, title)

    def failed(self, yml: Path, source_id: str | None) -> Source:
        """A source that cannot be built, with its source.yml as its only row where no file is known."""
        name = identifier(source_id or self.relative(yml.parent))
        if name in self.taken:
            name = identifier(self.relative(yml))
        self.taken.add(name)
        source = Source(name, self.relative(yml), failed=True)
        source.units = [self.unread(name, yml, "application/yaml")]
        self.out.sources.append(source)
        return source

    def catalogued(self, yml: Path) -> set[Path]:
        """Take in one source.yml; the files that it speaks for."""
        value, problems = source_yml.parse(yml)
        named = value.get("source_id") if value else None
        folder_id = yml.parent.name
        if problems or value is None:
            source = self.failed(yml, folder_id)
            for problem in problems:
                self.reject(source.source_id, "bad-source-card", problem)
            return set(walk.below(yml.parent))
        if named in self.taken:
            source = self.failed(yml, None if folder_id == named else folder_id)
            line = source_yml.line_of(source_yml.tree(yml), "source_id")
            self.reject(source.source_id, "duplicate-source-id", f"{yml}:{line}: source_id: {named} is taken; choose another")
            return set(walk.below(yml.parent))
        if named != folder_id:
            source = self.failed(yml, folder_id)
            line = source_yml.line_of(source_yml.tree(yml), "source_id")
            self.reject(source.source_id, "bad-source-card",
                        f"{yml}:{line}: source_id: {named} is not the name of its folder, {folder_id}; rename one of them")
            return set(walk.below(yml.parent))
        return self.files_of(yml, value)

    def files_of(self, yml: Path, value: Mapping[str, Any]) -> set[Path]:
        source = Source(
            value["source_id"], self.relative(yml.parent), value["title"], value.get("publisher"), list(value.get("creators") or []),
            value.get("genre"), value["language"], value["licence"], value["redistributable"], value.get("citation"), value.get("url"),
            list(value.get("bibliography") or []),
            [Coverage(c["topic"], c.get("from"), c.get("to"), c.get("note")) for c in value.get("coverage") or []],
        )
        self.taken.add(source.source_id)
        self.out.sources.append(source)
        entries, own = value["files"], {yml}
        tree, used = source_yml.tree(yml), set[str]()
        for i, entry in enumerate(entries):
            path = yml.parent / entry["path"]
            where = f"{yml}:{source_yml.line_of(tree, 'files', i, 'path')}: files[{i}]"
            own.add(path)
            part = entry.get("id") or identifier(Path(entry["path"]).stem)
            unit_id = source.source_id if len(entries) == 1 and not entry.get("id") else f"{source.source_id}/{part}"
            if unit_id in used:
                unit_id = f"{source.source_id}/{identifier(entry['path'].removeprefix('files/'))}"
            while unit_id in used:
                unit_id += "_"
            if why := walk.unusable(path, self.raw):
                source.failed = True
                self.reject(source.source_id, why[0], f"{where}: {entry['path']}: {why[1]}; put the file there or drop the entry")
                continue
            try:
                unit = _unit(source, path, self.raw, unit_id, entry, self.digest)
            except OSError as error:
                source.failed = True
                source.units.append(self.unread(unit_id, path, UNKNOWN_TYPE, entry.get("title") or source.title))
                self.reject(source.source_id, "unreadable", f"{where}: {entry['path']}: {error.strerror}; check its permissions")
                continue
            source.units.append(unit)
            used.add(unit.source_id)
            if unit.sha256 != entry["sha256"]:
                source.failed = True
                self.reject(source.source_id, "checksum-mismatch",
                            f"{where}: {entry['path']} has SHA-256 {unit.sha256}, source.yml says {entry['sha256']}; "
                            f"fetch the file again, or run `chancery seal {yml.parent}` if the change is meant")
            elif unit.n_bytes != entry["bytes"]:
                source.failed = True
                self.reject(source.source_id, "checksum-mismatch",
                            f"{where}: {entry['path']} has {unit.n_bytes} bytes, source.yml says {entry['bytes']}; "
                            f"run `chancery seal {yml.parent}`")
        if not any(u.source_id == source.source_id for u in source.units) and source.failed:
            source.units.append(self.unread(source.source_id, yml, "application/yaml", source.title))
        return own

    def bare(self, files: list[Path]) -> None:
        stems = Counter(identifier(f.stem) for f in files)
        for path in files:
            raw_path, source_id = self.relative(path), identifier(path.stem)
            if stems[source_id] > 1 or source_id in self.taken:
                source_id = identifier(raw_path)
            while source_id in self.taken:
                source_id += "_"
            self.taken.add(source_id)
            source = Source(source_id, raw_path)
            try:
                source.units = [_unit(source, path, self.raw, source_id, {}, self.digest)]
            except OSError as error:
                source.failed = True
                source.units = [self.unread(source_id, path, UNKNOWN_TYPE)]
                self.reject(source_id, "unreadable", f"{path}: {error.strerror}; check its permissions")
            self.out.sources.append(source)


def load(raw: Path, digest: Digest = digest_of) -> Catalogue:
    """The catalogue of a raw folder, in order of source_id whatever the order of the file system.

    Raises CatalogueError when `raw` is not a folder; everything else becomes rejects and failed sources.
    """
    if not raw.is_dir():
        raise CatalogueError(f"{raw}: no such folder; name the folder of raw texts")
    raw = raw.resolve()
    run = _Loading(raw, digest)
    files, unusable = walk.files(raw)
    for path, reason, why in unusable:
        run.reject(None, reason, f"{walk.printable(path)}: {why}; it is left out")
    spoken_for: set[Path] = set()
    for yml in [f for f in files if f.name == "source.yml"]:
        if yml not in spoken_for:
            spoken_for |= run.catalogued(yml)
            spoken_for.add(yml)
    run.bare([f for f in files if f not in spoken_for])
    run.out.sources.sort(key=lambda s: s.source_id)
    told = {r.source_id for r in run.out.rejects}
    for source in run.out.sources:
        units = source.units if source.failed else []
        for unit in units:
            if unit.source_id not in told:
                run.reject(unit.source_id, "source-stopped", f"{unit.raw_path}: not read, as its source {source.source_id} is unusable")
    run.out.rejects.sort(key=lambda r: (r.source_id or "", r.reason, r.detail))
    return run.out
