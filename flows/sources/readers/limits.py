"""How much a file may ask for: sizes that no honest text reaches, checked while it is unpacked and not after."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from lxml import etree

from flows.sources.readers.errors import ReadError

FILE = 512 << 20  # bytes of a raw file
MEMBER = 128 << 20  # bytes of one unpacked member
TOTAL = 512 << 20  # bytes of all members of an archive together
MEMBERS = 20_000
RATIO = 200  # unpacked to packed, from RATIO_FROM on
RATIO_FROM = 8 << 20
DEPTH = 2  # archives within archives

HEAD = 1 << 16  # bytes in which a file declares its entities

_PIECE = 1 << 18
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+(?:\"([^\"]*)\"|'([^']*)'|(SYSTEM|PUBLIC))", re.IGNORECASE)
_NESTED = re.compile(rb"[&%](?!#)[\w:.-]+;")


class Budget:
    """What may still be unpacked out of one raw file."""

    def __init__(self, packed: int) -> None:
        self.packed = max(packed, 1)
        self.spent = 0

    def take(self, n: int, name: str) -> None:
        """Count unpacked bytes. Raises ReadError `too-large` beyond the limits."""
        self.spent += n
        if self.spent > TOTAL:
            raise ReadError("too-large", f"{name}: more than {TOTAL >> 20} MB unpacked; split the archive")
        if self.spent > RATIO_FROM and self.spent > RATIO * self.packed:
            raise ReadError("too-large", f"{name}: unpacks to more than {RATIO} times its size, as a bomb does; unpack it by hand")


def read_all(stream: IO[bytes], name: str, budget: Budget) -> bytes:
    """The bytes of a stream that unpacks itself, piece by piece within the budget."""
    out = io.BytesIO()
    while piece := stream.read(_PIECE):
        budget.take(len(piece), name)
        if out.tell() + len(piece) > MEMBER:
            raise ReadError("too-large", f"{name}: more than {MEMBER >> 20} MB unpacked; split the file")
        out.write(piece)
    return out.getvalue()


def unsafe(name: str) -> str | None:
    """Why a name of a member is refused, although nothing is ever written under it."""
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":":
        return "an absolute path"
    if ".." in path.split("/"):
        return "a path out of the archive"
    return "a control character" if any(ord(c) < 32 for c in path) else None


class Zip:
    """A zip file in memory, read with limits."""

    def __init__(self, data: bytes, name: str, budget: Budget | None = None) -> None:
        self.name = name
        self.budget = budget or Budget(len(data))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise ReadError("broken-archive", f"{name}: {error}; fetch it again") from None
        found = self._zip.infolist()
        if len(found) > MEMBERS:
            raise ReadError("too-large", f"{name}: {len(found)} members; {MEMBERS} are the limit")
        self.members: dict[str, zipfile.ZipInfo] = {}
        for info in found:
            name = info.filename
            while name in self.members:  # an archive may hold two files of one name
                name += "_"
            if not info.is_dir():
                self.members[name] = info

    def read(self, member: str) -> bytes:
        """The bytes of a member. Raises ReadError; KeyError when it is not there."""
        info = self.members[member]
        where = f"{self.name}: {member}"
        if info.flag_bits & 1:
            raise ReadError("encrypted", f"{where} is encrypted; unpack it with its password and catalogue the text")
        try:
            with self._zip.open(info) as stream:
                return read_all(stream, where, self.budget)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise ReadError("broken-archive", f"{where}: {error}; fetch it again") from None


def check_entities(data: bytes, name: str) -> None:
    """Refuse entities that grow: ones within ones, or long ones. Others are left unread by the parsers."""
    head = data[:HEAD]
    if b"\x00" in head[:4]:
        head = head.replace(b"\x00", b"")
    for m in _ENTITY.finditer(head) if b"<!ENTITY" in head.upper() else ():
        value = m[1] or m[2] or b""
        if _NESTED.search(value) or len(value) > 1000:
            raise ReadError("malformed-markup", f"{name}: entities made of entities, as a bomb has them; write them out in the file")


def xml(data: bytes, name: str) -> Any:
    """The root of a small XML file, parsed without entities, DTD and network. Raises ReadError."""
    check_entities(data, name)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("malformed-markup", f"{name}: {error}; mend the markup there") from None
    return root


def xml_stream(data: bytes | IO[bytes], name: str, *tags: str, error: Callable[[str], None] | None = None) -> Iterator[Any]:
    """The elements of the given tags as each ends, of a file or of its bytes, parsed without entities, DTD and network.

    A file that breaks off raises ReadError, or ends after `error` has been told where that is given.
    """
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    check_entities(file.read(HEAD), name)
    file.seek(0)
    try:
        stream = etree.iterparse(file, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
                                 remove_comments=True, remove_pis=True)
        for _, element in stream:
            yield element
    except (etree.XMLSyntaxError, ValueError) as caught:
        what = f"{name}: {getattr(caught, 'msg', None) or caught}; mend the markup there"
        if error is None:
            raise ReadError("malformed-markup", what) from None
        error(what)
