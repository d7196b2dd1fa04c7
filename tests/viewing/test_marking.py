from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from flows.viewing.marking import Mark, attributes, marked, safe

CHARACTERS = st.text(alphabet=st.sampled_from(list("ab <>&\"'\n\x00\x07\r\x7f\x85\ufffeé")), max_size=40)


class Reader(HTMLParser):
    """What a browser makes of the HTML: the text, and for every character the classes around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.characters: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "span"
        self.stack.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.characters += [(c, tuple(sorted(self.stack))) for c in data]


def read(html: str) -> list[tuple[str, tuple[str, ...]]]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == []
    return reader.characters


def test_marks_nest() -> None:
    html = marked("the pact of Portham", 0, 19, [Mark(12, 19, "place"), Mark(4, 19, "treaty")])
    assert html == 'the <span class="treaty">pact of <span class="place">Portham</span></span>'


def test_marks_that_cross_are_split() -> None:
    html = marked("abcdef", 0, 6, [Mark(0, 4, "x"), Mark(2, 6, "y")])
    assert html == '<span class="x">ab<span class="y">cd</span></span><span class="y">ef</span>'


def test_of_equal_spans_the_rank_decides() -> None:
    html = marked("ab", 0, 2, [Mark(0, 2, "in", rank=2), Mark(0, 2, "out", rank=1)])
    assert html == '<span class="out"><span class="in">ab</span></span>'


def test_a_mark_that_reaches_beyond_the_part_is_cut() -> None:
    marks = [Mark(1, 5, "x")]
    assert marked("abcdef", 0, 3, marks) == 'a<span class="x">bc</span>'
    assert marked("abcdef", 3, 6, marks) == '<span class="x">de</span>f'
    assert marked("abcdef", 5, 6, marks) == "f"
    assert marked("abcdef", 2, 2, marks) == ""


def test_markup_and_control_characters_are_shown_and_not_obeyed() -> None:
    assert safe("<b>'\"&\x00\x1f\x7f\r\t\n\x85\ufffe") == "&lt;b&gt;&#x27;&quot;&amp;␀␟␡␍\t\n\ufffd\ufffd"
    assert attributes([("n", '"><script>'), ("v", "")]) == ' data-n="&quot;&gt;&lt;script&gt;"'


@given(CHARACTERS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8), st.integers(0, 40), st.integers(0, 40))
def test_every_character_is_there_once_with_all_its_marks(text: str, spans: list[tuple[int, int]], a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    marks = [Mark(min(s, len(text)), min(e, len(text)), f"m{i}") for i, (s, e) in enumerate(spans)]
    got = read(marked(text, start, end, marks))
    wanted = [
        (shown, tuple(sorted(m.classes for m in marks if m.start <= i < m.end)))
        for i in range(start, end)
        for shown in read(safe(text[i]))[0][0]
    ]
    assert got == wanted
