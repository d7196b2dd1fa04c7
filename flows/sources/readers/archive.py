"""Compressed files and archives: gzip, bzip2, xz, tar and zip, unpacked in memory and within limits, each member by its content.

A member `letters/1921.txt` of a source becomes the document `<source_id>/letters/1921`.  A member that cannot be read is a reject;
links, devices and names that lead out of the archive are refused.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flows.sources.catalogue import Unit
from flows.sources.readers.errors import ReadError
from flows.sources.readers.limits import DEPTH, MEMBERS, Budget, Zip, read_all, unsafe
from flows.stages.model import Document, Reject

Read = Callable[[bytes, Unit, int], Iterable[Document]]
Member = tuple[str, bytes | ReadError]

_STREAMS: dict[str, Any] = {"application/gzip": gzip.GzipFile, "application/x-bzip2": bz2.BZ2File, "application/x-xz": lzma.LZMAFile}
_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, ValueError)
_NOT_ID = re.compile(r"[^A-Za-z0-9._/-]+")
TYPES = (*_STREAMS, "application/zip", "application/x-tar")


def read(data: bytes, unit: Unit, kind: str, depth: int, inner: Read) -> Iterator[Document]:
    """The documents of all members, read by `inner`. Raises ReadError when there is none."""
    if depth >= DEPTH:
        raise ReadError("too-large", f"{unit.raw_path}: archives within archives within archives; unpack it by hand")
    if kind in _STREAMS:
        yield from inner(_unpacked(data, unit, kind), unit, depth + 1)
        return
    rejects: list[Reject] = []
    last: Document | None = None
    for found in _documents(_zipped(data, unit) if kind == "application/zip" else _tarred(data, unit), unit, depth, inner):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        if last is not None:
            yield last
        last = found
        last.rejects, rejects = rejects + last.rejects, []
    if last is None:
        first = rejects[0] if rejects else Reject(None, None, "clean", "empty", f"{unit.raw_path}: an archive without files")
        more = f" (and {len(rejects) - 1} more members like it)" if len(rejects) > 1 else ""
        raise ReadError(first.reason, first.detail + more)
    last.rejects += rejects
    yield last


def _documents(members: Iterator[Member], unit: Unit, depth: int, inner: Read) -> Iterator[Document | Reject]:
    """The documents of one member after the other; a reject for a member that has none, or that ends the unpacking."""
    taken: set[str] = set()
    name = ""
    try:
        for name, content in members:
            part = ""
            try:
                if isinstance(content, ReadError):
                    raise content
                for doc in inner(content, unit, depth + 1):
                    part = part or _part(name, taken)
                    doc.document_id = f"{unit.source_id}/{part}{doc.document_id.removeprefix(unit.source_id)}"
                    yield doc
            except ReadError as error:
                yield Reject(unit.source_id, None, "clean", error.reason, _placed(error.detail, unit, name))
    except ReadError as error:
        yield Reject(unit.source_id, None, "clean", error.reason, error.detail)


def _placed(detail: str, unit: Unit, name: str) -> str:
    return detail if name in detail else f"{unit.raw_path}: {name}: {detail.removeprefix(unit.raw_path).lstrip(': ')}"


def _part(name: str, taken: set[str]) -> str:
    """A member's name as part of an id: without its suffix where that leaves it alone of its name."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    part = _NOT_ID.sub("-", stem).strip("-/.") or "member"
    if part in taken:
        part = _NOT_ID.sub("-", name).strip("-/.") or "member"
    while part in taken:
        part += "_"
    taken.add(part)
    return part


def _unpacked(data: bytes, unit: Unit, kind: str) -> bytes:
    file = io.BytesIO(data)
    try:
        with _STREAMS[kind](fileobj=file) if kind == "application/gzip" else _STREAMS[kind](file) as stream:
            return read_all(stream, unit.raw_path, Budget(len(data)))
    except _FAULTS as error:
        raise ReadError("broken-archive", f"{unit.raw_path}: {error}; fetch it again") from None


def _ignored(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")


def _refused(name: str, why: str) -> Member:
    return name, ReadError("unsafe-path", f"{name!r} is {why}; nothing of it is read")


def _zipped(data: bytes, unit: Unit) -> Iterator[Member]:
    archive = Zip(data, unit.raw_path)
    for name in sorted(archive.members):
        if why := unsafe(name):
            yield _refused(name, why)
        elif archive.members[name].external_attr >> 28 == 0xA:
            yield _refused(name, "a link")
        elif not _ignored(name):
            try:
                yield name, archive.read(name)
            except ReadError as error:
                if error.reason == "too-large":
                    raise
                yield name, error


def _tarred(data: bytes, unit: Unit) -> Iterator[Member]:
    budget = Budget(len(data))
    found: list[tarfile.TarInfo] = []
    broken: ReadError | None = None
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(tarfile.open(fileobj=io.BytesIO(data), mode="r:"))
            for info in archive:
                if len(found) >= MEMBERS:
                    raise ReadError("too-large", f"{unit.raw_path}: more than {MEMBERS} members; split the archive")
                found.append(info)
        except _FAULTS as error:
            broken = ReadError("broken-archive", f"{unit.raw_path}: {error}; fetch it again")
            if not found:
                raise broken from None
        for info in sorted(found, key=lambda i: i.name):
            if info.isdir():
                continue
            if why := unsafe(info.name) or (None if info.isreg() else "a link or a device"):
                yield _refused(info.name, why)
            elif not _ignored(info.name):
                try:
                    stream = archive.extractfile(info)
                    content = b"" if stream is None else read_all(stream, f"{unit.raw_path}: {info.name}", budget)
                except _FAULTS as error:
                    yield info.name, ReadError("broken-archive", f"{unit.raw_path}: {info.name}: {error}; fetch it again")
                else:
                    yield info.name, content
    if broken is not None:
        yield "the rest", broken
