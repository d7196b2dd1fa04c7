"""The cards of sources that can be fetched."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flows.fetching.wanted import cards
from flows.settings import ROOT

FOLDER = ROOT / "schemas" / "sources"


def test_every_card_is_complete(tmp_path: Path) -> None:
    names = sorted(p.stem for p in FOLDER.iterdir())
    found = cards(tmp_path, FOLDER, names)
    assert [c.source_id for c in found] == names and len(names) > 5
    urls = [w.url for c in found for w in c.files()]
    paths = [w.path for c in found for w in c.files()]
    assert len(set(urls)) == len(urls) and len(set(paths)) == len(paths)
    assert all(len(c.files()) == len(c.value["files"]) for c in found)
    assert all(urlsplit(u).scheme in ("http", "https") and "." in urlsplit(u).netloc for u in urls)
    for card in found:
        assert card.value["publisher"] and card.value["citation"] and card.value["url"]
        assert card.value["licence"] != "LicenseRef-unknown" or not card.value["redistributable"]


def test_cards_do_not_shadow_the_bundled_sources(tmp_path: Path) -> None:
    assert not {p.stem for p in FOLDER.iterdir()} & {p.parent.name for p in (ROOT / "raw").glob("*/source.yml")}
