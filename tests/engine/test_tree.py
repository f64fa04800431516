"""The compiled walk over an HTML tree finds what its Python twin finds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from content_cleaner.blocks import html

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.html"))
# Where the package was installed without a C compiler there is no twin to compare.
WALKS: list[Callable[[etree._Element, frozenset[str]], object]] = [html.walked]
if html.tree is not None:
    WALKS.append(html.walked_compiled)

TAGS = (
    "a", "b", "span", "p", "div", "h2", "br", "pre", "ul", "li", "dd", "table", "tr", "td", "th", "button", "x-y",
    "o:p", "template", "math", "annotation", "script", "noscript", "select", "img", "blockquote", "figcaption",
    "center",
)  # fmt: skip
ATTRIBUTES = (
    "class", "CLASS", "id", "name", "href", "role", "rel", "hidden", "aria-hidden", "style", "xlink:href", "alttext",
    "shadowrootmode", "data-testid", "encoding", "x",
)  # fmt: skip
VALUES = (
    "", "a b", "Byline", "İΣ", "sr-only", "Visually-Hidden x", "true", "until-found", "DISPLAY: None",
    "visi bility:hidden",
    "é" * 400 + "display:none", "é" * 399 + "display:none", "n" * 300, "ß" * 300, "katex", "open", "&lt;&#10;&nbsp;",
    "x^2", "{\\displaystyle x}", "\x1c",
)  # fmt: skip
SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
TEXTS = (
    "word", "Two words", " ", "\n", "\n\n", "\t x \n", "[edit]", "¶", " 🔗 ", "\u00ad", "\u200b", "\ufeff", "a\u00adb",
    "日本", "é", "\x00", "\ud800", "&amp;", "&lt;", "&nbsp;", "&#0;", "&unknown;", "<!-- no -->", "<?pi?>",
    "<![CDATA[x]]>", SPACE, *SPACE, "x" * 170,
)  # fmt: skip

attributes = st.builds('{}="{}"'.format, st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES))
opened = st.builds(
    lambda tag, given: f"<{' '.join([tag, *given])}>", st.sampled_from(TAGS), st.lists(attributes, max_size=4)
)
closed = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
texts = st.sampled_from(TEXTS) | st.text(max_size=5)
sources = st.lists(opened | closed | texts, max_size=60).map("".join)


def assert_same(root: etree._Element | None, skipped: frozenset[str] = html.SKIPPED) -> None:
    if root is None:
        return
    found = []
    for walk in WALKS:
        try:
            found.append(walk(root, skipped))
        except html.TooDeep:
            found.append(None)
    assert all(other == found[0] for other in found)


@given(sources)
def test_any_tags(source: str) -> None:
    root = html.parse(source)
    assert_same(root)
    assert_same(root, html.SKIPPED.difference(html.FALLBACKS))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    assert_same(html.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("space", [*SPACE, "\u200b", "\u180e", "\u2007\u2008", "\ue080", "\u0080", "\u3001"])
@pytest.mark.parametrize("form", ["<p>a{0}b{0}</p>", "<p>{0}</p>", "<b>{0}a</b>{0}", "<pre>{0}\na\n{0}\n</pre>"])
def test_white_space_of_all_kinds(space: str, form: str) -> None:
    assert_same(html.parse(form.format(space)))


@pytest.mark.parametrize(
    "source",
    [
        "<r>a<!-- c -->b<?p i?>c<p>d<!-- e --></p>f</r>",
        "<r><p>a<![CDATA[ b ]]>c</p><![CDATA[]]><p><![CDATA[d]]></p></r>",
        "<!DOCTYPE r [<!ENTITY e 'x'>]><r><p>a&e;b</p>&e;<p class='c&e;d'>e</p></r>",
        "<r xmlns='urn:a' xmlns:b='urn:b'><p b:class='x' class='y'>a</p><b:p xml:id='z'>b</b:p><b:math>c</b:math></r>",
        "<r xmlns:b='urn:b'><a b:id='x'>a</a><a id='x'>b</a><a id='x' name='y'>c</a><a>d</a></r>",
    ],
    ids=["comments", "cdata", "entities", "namespaces", "anchors"],
)
def test_trees_of_other_parsers(source: str) -> None:
    assert_same(etree.fromstring(source, etree.XMLParser(resolve_entities=False, strip_cdata=False)))


def test_trees_made_by_hand() -> None:
    root = etree.Element("div")
    for number in range(1_000):
        child = etree.SubElement(root, f"t-{number}", {"class": f"c{number}", f"n-{number}": "x"})
        child.text, child.tail = "a", " b "
    assert_same(root)
    assert_same(root[7])
    assert_same(etree.Comment("c"))


@pytest.mark.parametrize("levels", [236, 237, 238, 239, 240, 241, 250])
@pytest.mark.parametrize("core", ["x", "<b>x</b>", "<br>x", "<script>x</script>x", "<script></script>"])
def test_the_same_depth_is_too_deep(levels: int, core: str) -> None:
    assert_same(html.parse("<div>" * levels + core))
    by_hand = root = etree.Element("div")
    for _ in range(levels):
        by_hand = etree.SubElement(by_hand, "div")
    by_hand.append(etree.fromstring("<script/>"))
    assert_same(root)


@pytest.mark.parametrize(
    "source",
    [
        "<p>" + "word <b>word</b> " * 300_000,
        "<p>" + "<span hidden>x</span>y" * 100_000,
        "<p>" + "\u00a0 " * 1_000_000 + "x" + "¶ " * 1_000_000,
        "".join(f"<t{number} a{number}=x class=c{number}>x</t{number}>" for number in range(30_000)),
        f"<div class='{'x y ' * 1_000_000}' style='{'é ' * 1_000_000}'>x</div>",
    ],
    ids=["one run", "asides", "blanks", "distinct names", "long values"],
)
def test_megabytes(source: str) -> None:
    assert_same(html.parse(source))


def test_memory_is_given_back() -> None:
    root = html.parse("<p class=a>Some <b hidden>words</b> stand here.</p>" * 2_000)
    assert root is not None
    deep = html.parse("<div>" * 250)
    assert deep is not None
    tracemalloc.start()
    try:
        sizes = []
        for _ in range(3):
            for walk in WALKS:
                walk(root, html.SKIPPED)
                with pytest.raises(html.TooDeep):
                    walk(deep, html.SKIPPED)
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[2] - sizes[1] < 50_000
