"""The page in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.viewing import view
from tests.evaluate.small_gold import COASTS
from tests.viewing.chromium import Page, browser, executable

pytestmark = pytest.mark.skipif(executable() is None, reason="no Chromium on this machine")
BACKGROUND = "getComputedStyle(document.querySelector('.m-actor.m')).backgroundColor"
NONE = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def files(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    gold = folder / "coasts.json"
    gold.write_text(json.dumps(COASTS), encoding="utf-8")
    pages = {"hostile": view(hostile, "hostile")[1], "coasts": view(hostile, "coasts")[1], "compared": view(hostile, "coasts", gold)[1]}
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def test_no_script_of_the_text_runs_and_nothing_is_asked_for(page: Page, files: dict[str, Path]) -> None:
    page.open(files["hostile"])
    assert page.run("document.title").startswith("A title </title><script>")
    assert page.run("document.scripts.length") == 1
    assert page.run("document.querySelectorAll('#text img, #panel img, header img').length") == 0
    assert page.run("document.querySelector('main').contains(document.querySelector('#panel'))") is True
    asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
    assert asked == [files["hostile"].resolve().as_uri()]
    assert not [e for e in page.events if e["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")]


def test_an_added_script_or_image_is_refused(page: Page, files: dict[str, Path]) -> None:
    page.open(files["hostile"])
    page.run("document.querySelector('#text').innerHTML += '<img src=\"https://example.org/x.png\" onerror=\"document.title=1\">'")
    page.run("document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 2'}))")
    page.run("new Promise(done => setTimeout(done, 100))")
    assert page.run("document.title").startswith("A title")


def test_filters_switch_kinds_off_and_on(page: Page, files: dict[str, Path]) -> None:
    page.open(files["coasts"])
    assert page.run(BACKGROUND) != NONE
    page.run("document.querySelector('[data-kind=m-actor]').click()")
    assert page.run(BACKGROUND) == NONE
    assert page.run("getComputedStyle(document.querySelector('.m-date.m')).backgroundColor") != NONE
    page.run("document.querySelector('[data-kind=m-actor]').click()")
    assert page.run(BACKGROUND) != NONE
    page.run("document.querySelector('[data-kind=r-events]').click()")
    assert page.run("getComputedStyle(document.querySelector('section.r-events')).display") == "none"
    assert page.run("getComputedStyle(document.querySelector('section.r-treaties')).display") != "none"


def test_a_record_leads_to_its_words_and_the_words_to_the_record(page: Page, files: dict[str, Path]) -> None:
    page.open(files["coasts"], width=1000, height=300)
    page.run("matchMedia('x'); document.querySelector('section.r-positions [data-go]').click()")
    lit = "[...document.querySelectorAll('#text .flash')].map(e => e.textContent).join('')"
    assert "Berg asked that Article 2 be dropped" in page.run(lit)
    page.run("new Promise(done => setTimeout(done, 900))")
    box = page.run(
        "(() => { const r = document.querySelector('#text .flash').getBoundingClientRect(); return [r.top, r.bottom, innerHeight]; })()"
    )
    assert 0 <= box[0] < box[2]
    page.run("document.querySelector('#text .own.r-treaties').click()")
    assert page.run("document.activeElement.closest('article')?.querySelector('h3').textContent") is not None
    assert page.run("document.activeElement.closest('section').className") == "r-treaties"


def test_the_pointer_shows_what_a_mark_is(page: Page, files: dict[str, Path]) -> None:
    page.open(files["coasts"])
    x, y = page.run(
        "(() => { const r = document.querySelector('.m-date.m').getClientRects()[0]; return [r.left + 3, r.top + r.height / 2]; })()"
    )
    page.point(x, y)
    said = page.run("document.getElementById('tip').innerText")
    assert "date, full" in said and "1931-05-03" in said and "date-dmy" in said
    assert "Norland and Sudland sign" in said  # the record around the date
    page.run("document.querySelector('[data-kind=m-date]').click()")
    page.point(1, 1)
    page.point(x, y)
    assert "date-dmy" not in page.run("document.getElementById('tip').innerText")


def test_the_keyboard_goes_from_mark_to_mark(page: Page, files: dict[str, Path]) -> None:
    page.open(files["coasts"])
    page.run("document.getElementById('text').focus()")
    current = "document.querySelector('.current')?.textContent"
    page.key("ArrowRight")
    first = page.run(current)
    page.key("ArrowRight")
    assert first and page.run(current) != first
    assert page.run("document.getElementById('tip').hidden") is False
    page.key("ArrowLeft")
    assert page.run(current) == first
    page.key("Enter")
    assert page.run("document.activeElement.matches('#panel button')") is True
    page.run("document.getElementById('text').focus()")
    page.key("ArrowRight")
    page.key("Escape")
    assert page.run("document.getElementById('tip').hidden") is True


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(page: Page, files: dict[str, Path], dark: bool) -> None:
    page.open(files["compared"], dark=dark)
    ratios = page.run(CONTRAST)
    assert len(ratios) > 10
    assert not {name: ratio for name, ratio in ratios.items() if ratio < 4.5}


def test_the_theme_can_be_changed_by_hand(page: Page, files: dict[str, Path]) -> None:
    page.open(files["coasts"])
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.run(paper)
    page.run("document.getElementById('theme').click()")
    dark = page.run(paper)
    page.run("document.getElementById('theme').click()")
    assert dark != light == page.run(paper)


def test_nothing_is_wider_than_a_small_window(page: Page, files: dict[str, Path]) -> None:
    for name in files:
        page.open(files[name], width=380, height=700)
        assert page.run("document.documentElement.scrollWidth") <= 380, name


CONTRAST = """(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] / 255 + b[i] * (1 - a[3] / 255)).concat(255);
  const behind = (node) => {
    const stack = [];
    for (let n = node; n; n = n.parentElement) stack.unshift(rgba(getComputedStyle(n).backgroundColor));
    return stack.reduce((below, colour) => over(colour, below), [255, 255, 255, 255]);
  };
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = {};
  for (const node of document.querySelectorAll("body *:not(script)")) {
    if (![...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim()) || !node.getClientRects().length) continue;
    const below = behind(node), ink = over(rgba(getComputedStyle(node).color), below);
    const [a, b] = [light(ink), light(below)].sort((x, y) => y - x);
    const name = `${node.tagName}.${node.className}`;
    found[name] = Math.min(found[name] ?? 99, (a + 0.05) / (b + 0.05));
  }
  return found;
})()"""
