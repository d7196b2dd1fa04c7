"""Publishing and getting: what dies, races or is tampered with leaves nothing untrue behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.ledger import sha256
from flows.releasing import fetch, remote, store
from flows.releasing.errors import ReleaseError
from flows.settings import ROOT, UsageError
from flows.stages import tables
from tests import serving
from tests.releasing.conftest import Released

CALL = "import sys; from pathlib import Path; from flows.releasing import fetch, store; "
PUBLISH = CALL + "store.publish(Path(sys.argv[1]), sys.argv[2])"
GET = CALL + "fetch.get('latest', sys.argv[1], Path(sys.argv[2]))"


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )


def index(folder: Path) -> list[str]:
    if not (folder / "index.json").is_file():
        return []
    return [e["version"] for e in json.loads((folder / "index.json").read_bytes())["versions"]]


def whole(folder: Path, release: Path) -> bool:
    """Whether a fetched folder is the release, without the archive."""
    names = {p.relative_to(release) for p in release.rglob("*") if p.is_file() and not p.name.startswith("chancery-")}
    there = {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}
    return there == names and all(sha256(folder / n) == sha256(release / n) for n in names)


@pytest.fixture
def shop(releases: Released, tmp_path: Path) -> Path:
    """A folder with both releases published."""
    for release in (releases.first, releases.second):
        store.publish(release, str(tmp_path / "shop"))
    return tmp_path / "shop"


@pytest.fixture
def served(shop: Path) -> Iterator[str]:
    """The same over HTTP, by a server that knows ranges."""
    if not serving.has_rclone():
        pytest.skip(serving.NO_RCLONE)
    with serving.files(shop) as url:
        yield url


def test_the_index_lists_what_was_published(shop: Path, releases: Released) -> None:
    assert index(shop) == ["2026.11.0", "2026.11.1"]
    listed = json.loads((shop / "index.json").read_bytes())
    assert listed["latest"] == "2026.11.1"
    for entry in listed["versions"]:
        for file in entry["files"]:
            path = shop / entry["version"] / file["path"]
            assert (path.stat().st_size, sha256(path)) == (file["bytes"], file["sha256"])
    page = (shop / "index.html").read_text(encoding="utf-8")
    assert page.index("2026.11.1") < page.index("2026.11.0") and listed["versions"][0]["archive"]["sha256"] in page


def test_a_version_is_never_published_twice(shop: Path, releases: Released, copied: Released) -> None:
    before = (shop / "index.json").read_bytes()
    with pytest.raises(ReleaseError, match="never changes"):
        store.publish(releases.first, str(shop))
    (shop / "index.json").unlink()  # even if the index forgot it, other bytes cannot take its place
    notes = copied.first / "CHANGES.md"
    notes.chmod(0o644)
    notes.write_text("other", encoding="utf-8")
    with pytest.raises(ReleaseError, match="not what SHA256SUMS says"):
        store.publish(copied.first, str(shop))
    sums = copied.first / "SHA256SUMS"
    sums.chmod(0o644)
    sums.write_text(sums.read_text().replace(sha256(releases.first / "CHANGES.md"), sha256(notes)), encoding="utf-8")
    with pytest.raises(ReleaseError, match="claimed"):
        store.publish(copied.first, str(shop))
    assert (shop / "2026.11.0" / "CHANGES.md").read_bytes() == (releases.first / "CHANGES.md").read_bytes()
    (shop / "index.json").write_bytes(before)


def test_a_publish_that_is_killed_leaves_the_index_true_and_can_be_done_again(releases: Released, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    store.publish(releases.first, str(shop))
    outcomes = []
    for wait in (0.0, 0.004, 0.012, 0.03):
        process = start(PUBLISH, releases.second, shop)
        while process.poll() is None and not (shop / "claims" / "2026.11.1").exists():
            time.sleep(0.001)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        outcomes.append(process.returncode)
        assert index(shop)[:1] == ["2026.11.0"] and (index(shop)[1:] in ([], ["2026.11.1"]))
        for version in index(shop):
            fetch.get(version, str(shop), tmp_path / f"got-{version}-{len(outcomes)}")
    assert -signal.SIGKILL in outcomes
    if index(shop) == ["2026.11.0"]:
        store.publish(releases.second, str(shop))
    assert index(shop) == ["2026.11.0", "2026.11.1"]


def test_of_two_at_once_one_wins_and_the_other_says_so(releases: Released, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    both = [start(PUBLISH, releases.first, shop) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert sorted(p.returncode for p in both) == [0, 1], said
    assert any("published already" in text or "was first" in text for text in said)
    assert index(shop) == ["2026.11.0"]


def test_two_versions_at_once_are_both_listed(releases: Released, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    both = [start(PUBLISH, release, shop) for release in (releases.first, releases.second)]
    assert [process.communicate()[1] for process in both] == ["", ""]
    assert index(shop) == ["2026.11.0", "2026.11.1"]


def test_get_takes_the_latest_and_is_content_with_what_is_there(shop: Path, releases: Released, tmp_path: Path) -> None:
    got = fetch.get("latest", str(shop), tmp_path / "got")
    assert got.version == "2026.11.1" and whole(got.folder, releases.second) and "Version 2026.11.1" in got.citation
    assert fetch.get("2026.11.1", str(shop), tmp_path / "got").fetched == 0
    with pytest.raises(UsageError, match=r"2026\.11\.0, 2026\.11\.1"):
        fetch.get("2026.12.0", str(shop), tmp_path / "got")


def test_get_goes_on_where_it_was_left(served: str, releases: Released, tmp_path: Path) -> None:
    total = fetch.get("latest", served, tmp_path / "all").fetched
    part = tmp_path / "got" / ".getting-2026.11.1"
    part.mkdir(parents=True)
    for name in ("chancery.duckdb", "README.md"):
        data = (releases.second / name).read_bytes()
        (part / name).write_bytes(data[: len(data) // 2])
    (part / "sources.parquet").write_bytes((releases.second / "sources.parquet").read_bytes())
    (part / "views.sql").write_bytes(b"x" * 100)  # began as something else: fetched again from the start
    got = fetch.get("latest", served, tmp_path / "got")
    assert whole(got.folder, releases.second)
    saved = sum((releases.second / n).stat().st_size // 2 for n in ("chancery.duckdb", "README.md"))
    again = 2 * (releases.second / "views.sql").stat().st_size
    assert total - got.fetched > saved - again > 0
    assert not part.exists()


def test_a_get_that_is_killed_leaves_no_release_and_ends_well(served: str, releases: Released, tmp_path: Path) -> None:
    for wait in (0.0, 0.01, 0.03):
        process = start(GET, served, tmp_path / "got")
        while process.poll() is None and not (tmp_path / "got" / ".getting-2026.11.1").exists():
            time.sleep(0.001)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        folder = tmp_path / "got" / "2026.11.1"
        assert not folder.exists() or whole(folder, releases.second)
    assert whole(fetch.get("latest", served, tmp_path / "got").folder, releases.second)


def test_what_is_tampered_with_or_partial_is_refused(shop: Path, tmp_path: Path) -> None:
    treaties = shop / "2026.11.1" / "treaties.parquet"
    data = treaties.read_bytes()
    for broken, match in (
        (b"x" + data[1:], "another checksum"),
        (data[:-5], "bytes instead"),
        (data + b"more", "bytes instead"),
        (None, "missing"),
    ):
        treaties.chmod(0o644) if treaties.exists() else None
        treaties.unlink() if broken is None else treaties.write_bytes(broken)
        with pytest.raises(ReleaseError, match=match):
            fetch.get("latest", str(shop), tmp_path / "got")
        assert not (tmp_path / "got" / "2026.11.1").exists()
    treaties.write_bytes(data)
    got = fetch.get("latest", str(shop), tmp_path / "got")
    (got.folder / "treaties.parquet").write_bytes(b"mine")
    with pytest.raises(ReleaseError, match="not the published file"):
        fetch.get("latest", str(shop), tmp_path / "got")


def test_an_index_and_a_file_changed_together_do_not_pass_the_checksums_of_the_release(shop: Path, tmp_path: Path) -> None:
    notes = shop / "2026.11.1" / "CHANGES.md"
    notes.chmod(0o644)
    old = sha256(notes)
    notes.write_bytes(notes.read_bytes().replace(b"2026", b"2025"))
    (shop / "index.json").write_text((shop / "index.json").read_text().replace(old, sha256(notes)), encoding="utf-8")
    with pytest.raises(ReleaseError, match="disagree on CHANGES"):
        fetch.get("latest", str(shop), tmp_path / "got")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside", ".hidden", "a//b"])
def test_an_index_cannot_write_outside_of_the_release(shop: Path, tmp_path: Path, name: str) -> None:
    listed = json.loads((shop / "index.json").read_bytes())
    listed["versions"][-1]["files"][0]["path"] = name
    (shop / "index.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(ReleaseError, match="do not trust it"):
        fetch.get("latest", str(shop), tmp_path / "got")
    assert not (tmp_path / "got").exists()


def test_curl_and_sha256sum_suffice(served: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl here")
    for name in ("chancery-2026.11.1.tar", "chancery-2026.11.1.tar.sha256"):
        subprocess.run(["curl", "-sSfO", f"{served}/2026.11.1/{name}"], cwd=tmp_path, check=True)
    subprocess.run(["sha256sum", "-c", "chancery-2026.11.1.tar.sha256"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["tar", "-xf", "chancery-2026.11.1.tar"], cwd=tmp_path, check=True)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "chancery-2026.11.1", check=True)


def test_a_release_is_queried_where_it_lies(served: str, releases: Released, tmp_path: Path) -> None:
    there = tables.read(releases.second, "treaties")["treaty_id"].to_pylist()
    for release in (f"{served}/2026.11.1", f"{served}/2026.11.1/", "2026.11.1", str(releases.second)):
        with remote.connect(release, releases.out, "select treaty_id from treaties") as db:
            assert [r[0] for r in db.execute("select treaty_id from treaties order by 1").fetchall()] == sorted(there)
    with remote.connect(f"{served}/2026.11.1", releases.out, "from treaty_overview") as db:
        rows = db.execute("select count(*) from treaty_overview").fetchone()
        assert rows is not None and rows[0] > 0
        with pytest.raises(duckdb.CatalogException):
            db.execute("from mentions")  # nothing but what the query needs is touched
    with pytest.raises(UsageError, match="the address is that of one version"), remote.connect(f"{served}/2026.12.0", releases.out):
        pass


def test_a_release_cannot_bring_statements_of_its_own(shop: Path, served: str, tmp_path: Path) -> None:
    views = shop / "2026.11.1" / "views.sql"
    views.chmod(0o644)
    views.write_text(views.read_text() + f"copy (select 1) to '{tmp_path}/stolen.csv';\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="more than views"), remote.connect(f"{served}/2026.11.1", tmp_path):
        pass
    assert not (tmp_path / "stolen.csv").exists()


def test_releases_live_in_an_object_store(releases: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not serving.has_moto():
        pytest.skip(serving.NO_MOTO)
    with serving.objects("releases") as endpoint:
        for name, value in serving.settings(endpoint).items():
            monkeypatch.setenv(name, value)
        publish_get_and_query("s3://releases/here", releases, tmp_path)


def publish_get_and_query(address: str, releases: Released, tmp_path: Path) -> None:
    both = [start(PUBLISH, release, address) for release in (releases.first, releases.first, releases.second)]
    said = [process.communicate()[1] for process in both]
    assert sorted(p.returncode for p in both) == [0, 0, 1], said
    got = fetch.get("latest", address, tmp_path / "got")
    assert got.version == "2026.11.1" and whole(got.folder, releases.second)
    with remote.connect(f"{address}/2026.11.1", tmp_path, "from treaties") as db:
        assert db.execute("select count(*) from treaties").fetchone() == (len(tables.read(releases.second, "treaties")),)
