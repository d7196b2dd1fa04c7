"""A run of fetching: every wanted file of some sources, one host at a time, with a log and a report.

A file is `fetched` when it was not there, `unchanged` when its address still gives it, `changed` when the address gives something else:
then the new bytes are put beside the old file as `.<name>.changed-<digest>` and the old one stays.  `verified`, `missing` and `damaged`
are what `offline` finds.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import yaml

from flows.fetching import transfer
from flows.fetching.polite import Manners
from flows.fetching.transfer import FetchError, Validators
from flows.fetching.wanted import Card, Wanted
from flows.ledger import read_json, sha256, write_json
from flows.sources import seal

LOG = ".fetch/log.jsonl"
_GOOD = ("fetched", "unchanged", "verified")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file fared."""

    source_id: str
    path: str
    url: str
    status: str
    detail: str = ""
    http: int | None = None
    attempts: int = 0
    n_bytes: int | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def good(self) -> bool:
        """Whether the file is there and is the one that it should be."""
        return self.status in _GOOD


@dataclass(slots=True)
class FetchReport:
    """All outcomes, in the order of sources and files."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 when every file is there and unchanged, else 1."""
        return int(not all(o.good for o in self.outcomes))

    def lines(self) -> list[str]:
        """What people read: what is not as it should be, and a sum."""
        out = [f"{o.source_id}: {o.path}: {o.status}: {o.detail}" for o in self.outcomes if not o.good]
        counts = {s: sum(o.status == s for o in self.outcomes) for s in dict.fromkeys(o.status for o in self.outcomes)}
        return [*out, ", ".join(f"{n} {status}" for status, n in sorted(counts.items())) or "no file has an address"]


class Fetching:
    """One run into a raw folder."""

    def __init__(self, raw: Path, manners: Manners | None = None, http: httpx.Client | None = None, attempts: int = 6) -> None:
        self.raw = raw.resolve()
        self.manners = manners or Manners()
        self.http = http or transfer.client()
        self.attempts = attempts

    def hosts(self, cards: Iterable[Card]) -> dict[str, list[Wanted]]:
        """The wanted files by host, in order: what may run side by side without anybody being rude."""
        out: dict[str, list[Wanted]] = {}
        for card in cards:
            for wanted in card.files():
                out.setdefault(wanted.host, []).append(wanted)
        return out

    def fetch(self, wanted: Wanted) -> Outcome:
        """One file; the outcome goes to the log."""
        began, clock = datetime.now(UTC), time.monotonic()
        try:
            outcome = self._fetched(wanted)
        except (FetchError, OSError) as error:
            outcome = self._outcome(wanted, "failed", str(error), http=getattr(error, "status", None))
        self._log(outcome, began, time.monotonic() - clock)
        return outcome

    def verify(self, wanted: Wanted) -> Outcome:
        """Whether the file that is there is the one that is pinned; asks nobody."""
        if not wanted.path.is_file():
            return self._outcome(wanted, "missing", f"run `chancery fetch {wanted.source_id}`")
        digest, size = sha256(wanted.path), wanted.path.stat().st_size
        pinned = wanted.sha256 or self._state(wanted).get("sha256")
        if pinned and digest != pinned:
            detail = f"has SHA-256 {digest}, {pinned} is pinned; move it away and fetch it again"
            return self._outcome(wanted, "damaged", detail, n_bytes=size, sha256=digest)
        return self._outcome(wanted, "verified", "" if pinned else "nothing is pinned yet", n_bytes=size, sha256=digest)

    def _fetched(self, wanted: Wanted) -> Outcome:
        if not Path(os.path.realpath(wanted.path)).is_relative_to(self.raw):
            raise FetchError(f"belongs outside of {self.raw}; mend its path in source.yml")
        there = wanted.path.is_file()
        digest = sha256(wanted.path) if there else None
        state = self._state(wanted)
        pinned = wanted.sha256 or state.get("sha256")
        if there and pinned and digest != pinned:
            return self.verify(wanted)
        conditional = there and state.get("sha256") == digest
        known = Validators(state.get("etag"), state.get("last_modified")) if conditional else Validators()
        wanted.path.parent.mkdir(parents=True, exist_ok=True)
        got = transfer.transfer(wanted.url, wanted.part, known, self.manners, self.http, self.attempts)
        about: dict[str, Any] = {"http": got.status, "attempts": got.attempts}
        about |= {"etag": got.validators.etag, "last_modified": got.validators.last_modified}
        if not got.fresh:
            return self._outcome(wanted, "unchanged", n_bytes=wanted.path.stat().st_size, sha256=digest, **about)
        new, size = sha256(wanted.part), wanted.part.stat().st_size
        about |= {"n_bytes": size, "sha256": new}
        if pinned and new != pinned:
            beside = wanted.path.with_name(f".{wanted.path.name}.changed-{new[:12]}")
            transfer.settle(wanted.part, beside)
            what = "the old file stays" if there else "no file is taken"
            detail = (f"the address gives other bytes (SHA-256 {new}) than those pinned ({pinned}); {what}, the new one is {beside.name} "
                      f"beside it; look at it, then move it over and run `chancery seal {wanted.source_id}` or leave it")
            return self._outcome(wanted, "changed", detail, **about)
        if there and new == digest:
            transfer.drop(wanted.part)
        elif there:
            beside = wanted.path.with_name(f".{wanted.path.name}.changed-{new[:12]}")
            transfer.settle(wanted.part, beside)
            detail = f"a file of other bytes is there already; the new one is {beside.name} beside it"
            return self._outcome(wanted, "changed", detail, **about)
        else:
            transfer.settle(wanted.part, wanted.path)
        self._remember(wanted, about)
        return self._outcome(wanted, "unchanged" if there else "fetched", **about)

    def _outcome(self, wanted: Wanted, status: str, detail: str = "", **about: Any) -> Outcome:
        path = wanted.path
        shown = path.relative_to(self.raw).as_posix() if path.is_relative_to(self.raw) else str(path)
        return Outcome(wanted.source_id, shown, wanted.url, status, detail, **about)

    def _state_file(self, wanted: Wanted) -> Path:
        return self.raw / ".fetch" / f"{wanted.source_id}.{wanted.part.name.rsplit('.', 2)[-2]}.json"

    def _state(self, wanted: Wanted) -> dict[str, Any]:
        found = read_json(self._state_file(wanted))
        return found if isinstance(found, dict) and found.get("url") == wanted.url else {}

    def _remember(self, wanted: Wanted, about: dict[str, Any]) -> None:
        folder = self.raw / ".fetch"
        folder.mkdir(exist_ok=True)
        write_json(self._state_file(wanted), {"url": wanted.url, **{k: about[k] for k in ("sha256", "etag", "last_modified")}}, folder)

    def _log(self, outcome: Outcome, began: datetime, took: float) -> None:
        path = self.raw / LOG
        path.parent.mkdir(parents=True, exist_ok=True)
        line = {"time": began.isoformat(timespec="milliseconds"), "seconds": round(took, 3), **asdict(outcome)}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def fetching(raw: Path, interval: float) -> Fetching:
    """A run with the manners that `interval` (seconds between two requests to one host) asks for."""
    return Fetching(raw, Manners(interval))


def finish(card: Card, outcomes: Iterable[Outcome]) -> None:
    """Write raw/<source_id>/source.yml of a source that was fetched by its card, with the files that are there, sealed."""
    there = {o.path for o in outcomes if o.good and o.source_id == card.source_id}
    if card.own or not there:
        return
    files = [e for e in card.value["files"] if f"{card.source_id}/{e['path']}" in there or (card.folder / e["path"]).is_file()]
    value = {**card.value, "files": [{k: v for k, v in e.items() if v is not None} for e in files]}
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)
    spare = card.folder / ".source.yml.new"
    spare.write_text(text, encoding="utf-8")
    spare.replace(card.folder / "source.yml")
    seal.seal(card.folder)


def run(fetching: Fetching, cards: list[Card], offline: bool = False) -> FetchReport:
    """All files of some sources, one after the other."""
    report = FetchReport()
    for card in cards:
        outcomes = [fetching.verify(w) if offline else fetching.fetch(w) for w in card.files()]
        report.outcomes += outcomes
        if not offline:
            finish(card, outcomes)
    return report
