"""Publishing: releases in a folder or an object store, with an index that is always true.

Files go first, under `<version>/`; `index.json` follows in one step when all of them are there, so a publish that dies leaves the index
as it was, and the files of its version wait there for another try.  `index.html` shows what the index says and is written after it;
every publish, also one that has nothing left to do, sets it right.  Whoever is first to write `claims/<version>` may publish that
version; only the same bytes can be published again under the claim, so no file of a version is ever replaced by another.  The index is
replaced only if it is still the one that was read; else it is read again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import html
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError
from obstore.store import LocalStore, from_url

from flows.ledger import sha256
from flows.published import DATABASE
from flows.releasing import files, versions
from flows.releasing.errors import ReleaseError
from flows.settings import UsageError

INDEX = "index.json"
PAGE = "index.html"
ARCHIVE = "chancery-{}.tar"
_STAGED = ".publishing-"
_TRIES = 20
_SUM = re.compile(rb"([0-9a-f]{64})  ([!-~]+)\n")
_RETRY = {"max_retries": 3, "retry_timeout": timedelta(seconds=30)}


class Target:
    """A folder or an object store that releases are kept in; `url` is how it was named."""

    def __init__(self, url: str, *, write: bool = False) -> None:
        self.url = url.rstrip("/")
        self.folder = _local(url)
        try:
            if self.folder is not None:
                if not write and not self.folder.is_dir():
                    raise UsageError(f"{url}: no such folder")
                self.store: Any = LocalStore(self.folder.resolve(), mkdir=write)
            else:
                self.store = from_url(url, client_options={"allow_http": True}, retry_config=_RETRY)  # type: ignore[call-overload]
        except (BaseError, ValueError) as error:
            raise UsageError(f"{url}: not a folder or a store that can be used ({_first(error)})") from None

    def read(self, name: str) -> tuple[bytes, str | None] | None:
        """The bytes of an object and what tells this state of it from others; None when there is none."""
        try:
            found = obstore.get(self.store, name)
            return bytes(found.bytes()), found.meta["e_tag"]
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise ReleaseError(f"{self.url}/{name}: cannot be read ({_first(error)})") from None

    def create(self, name: str, data: bytes) -> bool:
        """Write an object that is not there yet; False when it is."""
        if self.folder is not None:
            with self._staged(io.BytesIO(data)) as staged:
                target = self._named(name)
                try:
                    os.link(staged, target)
                    return True
                except FileExistsError:
                    return False
        try:
            obstore.put(self.store, name, data, mode="create")
            return True
        except AlreadyExistsError:
            return False

    def put(self, name: str, data: Path | bytes, kind: str | None = None) -> None:
        """Write an object in one step, from a file or from bytes; `kind` is its media type, where the store keeps one."""
        if self.folder is None:
            obstore.put(self.store, name, data, attributes={"Content-Type": kind} if kind else None)
            return
        with data.open("rb") if isinstance(data, Path) else io.BytesIO(data) as source, self._staged(source) as staged:
            os.replace(staged, self._named(name))

    def replace(self, name: str, data: bytes, state: tuple[bytes, str | None] | None) -> bool:
        """Write an object in one step if it still is in the `state` that was read (None: not there); False when it is not."""
        if self.folder is not None:
            path = self.folder / name
            with self._staged(io.BytesIO(data)) as staged, self._locked():
                now = path.read_bytes() if path.is_file() else None
                if now != (state[0] if state else None):
                    return False
                os.replace(staged, path)
                return True
        if state is None:
            return self.create(name, data)
        try:
            obstore.put(self.store, name, data, mode={"e_tag": state[1] or ""})
            return True
        except PreconditionError:
            return False

    def tidy(self) -> None:
        """Remove what writers that died have left in a folder."""
        if self.folder is None:
            return
        with self._locked():
            for path in self.folder.glob(f"{_STAGED}*"):
                with path.open("rb") as file, contextlib.suppress(BlockingIOError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()

    @contextlib.contextmanager
    def _staged(self, source: BinaryIO) -> Iterator[Path]:
        """What `source` says, in a file that may be moved to where it belongs; locked, so that `tidy` knows that its writer lives."""
        assert self.folder is not None
        with self._locked():
            handle, name = tempfile.mkstemp(prefix=_STAGED, dir=self.folder)
            fcntl.flock(handle, fcntl.LOCK_EX)
        with open(handle, "wb") as file:
            shutil.copyfileobj(source, file, 2**20)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(name, 0o644)
            try:
                yield Path(name)
            finally:
                Path(name).unlink(missing_ok=True)

    def _named(self, name: str) -> Path:
        assert self.folder is not None
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        assert self.folder is not None
        with (self.folder / ".index.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def index(target: Target) -> dict[str, Any]:
    """The index of a store: `versions`, oldest first; ReleaseError when it is damaged."""
    return _parsed(target, target.read(INDEX))


def _parsed(target: Target, state: tuple[bytes, str | None] | None) -> dict[str, Any]:
    if state is None:
        return {"name": files.about()["name"], "latest": None, "versions": []}
    try:
        found = json.loads(state[0])
        assert isinstance(found["versions"], list)
        return dict(found)
    except (ValueError, KeyError, TypeError, AssertionError):
        raise ReleaseError(f"{target.url}/{INDEX}: no index of releases; if it is damaged, mend it by hand before publishing") from None


def publish(folder: Path, to: str) -> str:
    """Publish the release in `folder` to `to` (a folder or an address that obstore knows); returns the address of the index.

    ReleaseError when the version is published already or claimed by other bytes, or the folder is not what its checksums say.
    """
    entry = described(folder)
    version = entry["version"]
    target = Target(to, write=True)
    target.tidy()
    try:
        if version in _versions(index(target)):
            _show(target)  # the publish that entered it may have died before
            raise ReleaseError(f"{version}: published already in {target.url}; a published release never changes")
        mark = hashlib.sha256(json.dumps(entry["files"], sort_keys=True).encode()).hexdigest().encode()
        if not target.create(f"claims/{version}", mark):
            claim = target.read(f"claims/{version}")
            if claim is None or claim[0] != mark:
                raise ReleaseError(
                    f"{version}: another publish with other files has claimed this version in {target.url}; let it finish and"
                    f" take the next number"
                    f" (if it is dead and never will, remove claims/{version} and {version}/ there)"
                )
        for file in entry["files"]:
            target.put(f"{version}/{file['path']}", folder / file["path"])
        for _ in range(_TRIES):
            state = target.read(INDEX)
            listed = _parsed(target, state)
            if version in _versions(listed):
                raise ReleaseError(f"{version}: another publish of it was first in {target.url}; nothing was changed")
            listed["versions"] = sorted([*listed["versions"], entry], key=lambda e: versions.order(e["version"]))
            listed["latest"] = listed["versions"][-1]["version"]
            data = (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode()
            if target.replace(INDEX, data, state):
                _show(target)
                return f"{target.url}/{INDEX}"
    except (BaseError, OSError) as error:
        raise ReleaseError(f"{target.url}: cannot be written ({_first(error)}); the index is as it was, try again") from None
    raise ReleaseError(f"{target.url}: others keep changing {INDEX}; try again")


def require_predecessors(releases: Path, to: str) -> None:
    """ReleaseError when `to` has a later release than the folder `releases`: ids and differences would not follow on from it."""
    place = _local(to)
    if place is not None and not (place / INDEX).is_file():
        return
    there = _versions(index(Target(to)))
    if there and there[-1] not in versions.known(releases):
        where = f"chancery get {there[-1]} --from {to} --to {releases}"
        raise ReleaseError(
            f"{to}: {there[-1]} was released there and is not in {releases}; get it first, as ids follow on from it: {where}"
        )


def described(folder: Path, *, archived: bool = True) -> dict[str, Any]:
    """The entry of a release in the index: what it is, and every file with bytes and SHA-256, checked against its SHA256SUMS.

    A release that was fetched lacks the archive, and cannot be published: check it with `archived` false.
    """
    try:
        told = json.loads((folder / "release.json").read_bytes())
        version = str(told["version"])
        versions.order(version)
        sums = sums_of(folder)
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        raise ReleaseError(f"{folder}: no release, or a damaged one; `chancery release` makes one, `chancery get` gets one") from None
    own = (files.SUMS, f"{DATABASE}.sha256", f"{ARCHIVE.format(version)}.sha256")
    listed = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        digest = sha256(path)
        if name not in own and sums.pop(name, None) != digest:
            raise ReleaseError(f"{folder / name}: not what {files.SUMS} says; a release never changes: make it again")
        listed.append({"path": name, "bytes": path.stat().st_size, "sha256": digest})
    archive = next((f for f in listed if f["path"] == ARCHIVE.format(version)), None)
    if missing := sorted(name for name in sums if archived or name != ARCHIVE.format(version)):
        raise ReleaseError(f"{folder}: {missing[0]} is missing; make the release again")
    kept = {k: told[k] for k in ("version", "schema_version", "previous", "git_revision", "citation", "tables", "changes")}
    return {**kept, "archive": archive, "files": listed}


def sums_of(folder: Path) -> dict[str, str]:
    """File -> SHA-256, from SHA256SUMS and the `.sha256` files of a release folder; ReleaseError where one is damaged."""
    found: dict[str, str] = {}
    for path in [folder / files.SUMS, *sorted(folder.glob("*.sha256"))]:
        text = path.read_bytes()
        pairs = _SUM.findall(text)
        if b"".join(b"%s  %s\n" % pair for pair in pairs) != text:
            raise ReleaseError(f"{path}: damaged, not as sha256sum writes it; get or make the release again")
        found |= {name.decode("ascii"): digest.decode("ascii") for digest, name in pairs}
    return found


def _versions(listed: dict[str, Any]) -> list[str]:
    return [str(entry["version"]) for entry in listed["versions"]]


def _show(target: Target) -> None:
    """Write index.html for the index as it is, again if that changed meanwhile: the last of several writers has read all of it."""
    state, shown = target.read(INDEX), None
    while state != shown:
        target.put(PAGE, _page(_parsed(target, state)).encode(), "text/html")
        state, shown = target.read(INDEX), state


def _page(listed: dict[str, Any]) -> str:
    """The text of index.html: versions, newest first, with sizes, checksums and changes."""
    title = html.escape(files.about()["title"])
    out = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width,'
        ' initial-scale=1"><style>body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;',
        "padding:0 1rem;color:#222}td,th{text-align:left;padding:.15rem 1rem .15rem"
        " 0}code{font-size:.8em;overflow-wrap:anywhere}</style></head><body>",
        f"<h1>{title}</h1><p>{html.escape(files.about()['description'])}</p>",
        "<p>Without any software of ours: <code>curl -O</code> a file, and <code>sha256sum -c</code> its <code>.sha256</code>.</p>",
    ]
    for entry in reversed(listed["versions"]):
        v = html.escape(entry["version"])
        archive = entry["archive"]
        changes = "; ".join(f"{table}: {', '.join(f'{n:,} {what}' for what, n in c.items())}" for table, c in entry["changes"].items())
        since = f" since {html.escape(entry['previous'])}: {html.escape(changes) or 'none'}" if entry["previous"] else ": the first release"
        out += [
            f'<h2 id="{v}">{v}</h2><p>Tables {html.escape(entry["schema_version"])}. <a href="{v}/CHANGES.md">Changes</a>{since}.',
            f'<a href="{v}/README.md">Dictionary</a>, <a href="{v}/dictionary.html">as a page</a>, <a'
            f' href="{v}/SHA256SUMS">checksums</a>.</p>',
            f"<p>Cite as: {html.escape(entry['citation'])}</p>",
            f'<p><a href="{v}/{archive["path"]}">{archive["path"]}</a>, {archive["bytes"]:,} bytes, SHA-256'
            f" <code>{archive['sha256']}</code></p>",
            "<details><summary>Files</summary><table><tr><th>file</th><th>bytes</th><th>SHA-256</th></tr>",
        ]
        for f in entry["files"]:
            name = html.escape(f["path"])
            out.append(f'<tr><td><a href="{v}/{name}">{name}</a></td><td>{f["bytes"]:,}</td><td><code>{f["sha256"]}</code></td></tr>')
        out.append("</table></details>")
    return "\n".join([*out, "</body></html>"]) + "\n"


def _local(url: str) -> Path | None:
    if url.startswith("file://"):
        return Path(url.removeprefix("file://"))
    return None if "://" in url else Path(url)


def _first(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
