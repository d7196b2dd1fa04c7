"""Bringing the bytes of one address into a part file: over HTTP with resume and conditions, from a folder, from an object store."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import httpx

from flows.fetching.polite import Manners

LIMIT = 4 << 30  # bytes of one file
PATIENCE = 60.0  # seconds after which an answer that trickles in is given up, to be taken up again where it was
SLOWEST = 1 << 10  # bytes per second that are no trickle
_PIECE = 1 << 18
_AGENT = "chancery-fetch (historical texts; one request at a time)"
_TEMPORARY = frozenset((408, 425, 429, 500, 502, 503, 504))
_REDIRECTS = 5


class FetchError(Exception):
    """The file cannot be had; `status` is that of HTTP where there was an answer."""

    def __init__(self, detail: str, status: int | None = None) -> None:
        super().__init__(detail)
        self.status = status


class _Again(Exception):
    """Worth another attempt."""

    def __init__(self, detail: str, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.retry_after = status, retry_after


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a state of an address from others."""

    etag: str | None = None
    last_modified: str | None = None

    def strong(self) -> str | None:
        """A validator that is good for putting two halves together."""
        return self.etag if self.etag and not self.etag.startswith("W/") else None


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a transfer ended: `fresh` when the part file holds the whole file, else the file has not changed."""

    fresh: bool
    status: int | None
    attempts: int
    validators: Validators


Tell = Callable[[int], None]


def client(timeout: float = 30.0) -> httpx.Client:
    """A client for one run."""
    return httpx.Client(timeout=timeout, follow_redirects=False, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})


def transfer(url: str, part: Path, known: Validators, manners: Manners, http: httpx.Client, attempts: int = 6) -> Arrived:
    """Fetch an address into `part`, which may hold the beginning already. Raises FetchError.

    `known` are the validators of the file that is there; an address that still has them has not changed.
    """
    scheme = urlsplit(url).scheme
    if scheme == "file":
        return _from_file(url, part)
    if scheme == "s3":
        return _from_store(url, part, known)
    host = urlsplit(url).netloc
    for attempt in range(attempts):
        manners.before(host)
        try:
            return _over_http(url, part, known, http, attempt + 1)
        except (_Again, httpx.TransportError) as error:
            status = getattr(error, "status", None)
            if attempt + 1 == attempts:
                raise FetchError(f"{error or type(error).__name__} ({attempts} attempts)", status) from None
            manners.after_failure(attempt, getattr(error, "retry_after", None))
        except httpx.InvalidURL as error:
            raise FetchError(f"not an address: {error}") from None
    raise AssertionError


def _over_http(url: str, part: Path, known: Validators, http: httpx.Client, attempt: int) -> Arrived:
    half = _half(part)
    headers = {}
    if half is not None and (strong := half.strong()):
        headers = {"Range": f"bytes={part.stat().st_size}-", "If-Range": strong}
    else:
        drop(part)
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
    for _ in range(_REDIRECTS + 1):
        with http.stream("GET", url, headers=headers) as answer:
            if answer.has_redirect_location:
                following = answer.next_request.url if answer.next_request else None
                if following is None or following.scheme not in ("http", "https"):
                    raise FetchError(f"is led to {following or 'nowhere'}", answer.status_code)
                if url.startswith("https:") and following.scheme == "http":
                    raise FetchError(f"is led from https to {following}, which is not safe", answer.status_code)
                url = str(following)
                continue
            return _answered(answer, part, known, attempt)
    raise FetchError(f"more than {_REDIRECTS} redirects")


def _answered(answer: httpx.Response, part: Path, known: Validators, attempt: int) -> Arrived:
    status = answer.status_code
    if status == 304 and known != Validators():
        return Arrived(False, status, attempt, known)
    if status in _TEMPORARY:
        raise _Again(f"HTTP {status}", status, answer.headers.get("retry-after"))
    if status == 416:
        drop(part)
        raise _Again("HTTP 416: what had arrived does not fit any more", status)
    if status not in (200, 206):
        raise FetchError(f"HTTP {status} {answer.reason_phrase}".rstrip(), status)
    at, whole = _range(answer, part) if status == 206 else (0, _number(answer.headers.get("content-length")))
    validators = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
    if at == 0:
        drop(part)
    _note(part, validators)
    size, began = at, time.monotonic()
    with part.open("ab" if at else "wb") as file:
        for piece in answer.iter_raw():
            size += len(piece)
            if size > LIMIT:
                drop(part)
                raise FetchError(f"more than {LIMIT >> 30} GB", status)
            file.write(piece)
            if (took := time.monotonic() - began) > PATIENCE and size - at < took * SLOWEST:
                raise _Again(f"{size - at} bytes in {took:.0f} seconds", status)
        file.flush()
        os.fsync(file.fileno())
    if whole is not None and size != whole:
        if size > whole:
            drop(part)
        raise _Again(f"{size} of {whole} bytes arrived", status)
    return Arrived(True, status, attempt, validators)


def _range(answer: httpx.Response, part: Path) -> tuple[int, int | None]:
    """Where a partial answer goes on and how long the whole is; the part is dropped if they do not meet."""
    span, _, whole = answer.headers.get("content-range", "").removeprefix("bytes ").partition("/")
    start = _number(span.partition("-")[0])
    if start is None or not part.exists() or start != part.stat().st_size:
        drop(part)
        raise _Again("a partial answer that does not fit what had arrived", 206)
    return start, _number(whole)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _memo(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _note(part: Path, validators: Validators) -> None:
    _memo(part).write_text(json.dumps(asdict(validators)), encoding="utf-8")


def _half(part: Path) -> Validators | None:
    """The validators of what has arrived so far, if there is some of it."""
    try:
        return Validators(**json.loads(_memo(part).read_text(encoding="utf-8"))) if part.stat().st_size else None
    except (OSError, ValueError, TypeError):
        return None


def drop(part: Path) -> None:
    """Forget what has arrived."""
    part.unlink(missing_ok=True)
    _memo(part).unlink(missing_ok=True)


def settle(part: Path, target: Path) -> None:
    """Put a whole file in its place in one step."""
    os.replace(part, target)
    _memo(part).unlink(missing_ok=True)


def _from_file(url: str, part: Path) -> Arrived:
    split = urlsplit(url)
    if split.netloc not in ("", "localhost"):
        raise FetchError(f"a file of another computer, {split.netloc}; use file:///path")
    try:
        with Path(url2pathname(unquote(split.path))).open("rb") as source, part.open("wb") as file:
            shutil.copyfileobj(source, file, _PIECE)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FetchError(f"cannot be read: {error.strerror}") from None
    return Arrived(True, None, 1, Validators())


def _from_store(url: str, part: Path, known: Validators) -> Arrived:
    import obstore
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    split = urlsplit(url)
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    options: Any = {"allow_http": endpoint.startswith("http:")}
    signed = bool(os.environ.get("AWS_ACCESS_KEY_ID"))
    try:
        store = S3Store(split.netloc, client_options=options, skip_signature=not signed)
        found = obstore.get(store, split.path.lstrip("/"))
        etag = found.meta.get("e_tag")
        if etag and etag == known.etag:
            return Arrived(False, None, 1, known)
        with part.open("wb") as file:
            for piece in found.stream(min_chunk_size=_PIECE):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if part.stat().st_size != found.meta["size"]:
            raise FetchError(f"{part.stat().st_size} of {found.meta['size']} bytes arrived")
    except (BaseError, OSError, ValueError) as error:
        raise FetchError(str(error).strip().splitlines()[0]) from None
    return Arrived(True, None, 1, Validators(etag=etag))
