"""The compiled loops of the survey and their Python twins give the same answers, whatever the page."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content_cleaner.document import Block, Elements, Label, Page
from content_cleaner.intake import read
from content_cleaner.metadata import headlines
from content_cleaner.pipeline import cut
from content_cleaner.rules import edges, find, phrasebook, structure

from .pages import lines_page

survey = import_module("content_cleaner.rules.survey")  # the package has a function of that name
MODULES = (edges, phrasebook, structure, survey)
SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").iterdir() if path.suffix in (".html", ".txt"))

PIECES = st.sampled_from(
    "Photo: .Photo Foto: Photo,Foto: Credit: .Kredit: Bild: photo:xfoto: (Foto: (AP) ) ( ： （ ） ] 】 . ). … / ＝ by "
    "AFP FILE ARCHIV - — 12 3) Share comments « Share » @jane ## ####### # © ' \" 「 『 _ ß İ ς Σ ΣΑΣ Ω K 𐐀 ＡＢ "
    "１２ ๓ ไทย 日本 、 한국 İstanbul \x00 \n READ MORE: Advertisement Image ÉCRIT Ǆ ﬁ \u00a0 \u2028 \u3000".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
    st.text("abAB .,!?-/_1\n", max_size=60),
    st.builds(
        "{}.{}{}".format, st.text(max_size=3), st.sampled_from(["", " ", "-"]), st.integers(1, 40).map("a".__mul__)
    ),
    st.builds("{}{}".format, PIECES, st.integers(600, 720).map("a ".__mul__)),
)
TAGS = st.sampled_from(["div", "p", "nav", "body", "time", "figcaption"])
NAMES = st.lists(
    st.sampled_from(
        "share nav-bar has-share no-nav with-comments x-without-comments xshare sharex share_ \n - a ä1 comment ad İ "
        "wp-caption-text".split(" ")
    ),
    max_size=5,
).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Texts in elements of any tree."""
    labels = tuple(draw(st.lists(st.builds(Label, TAGS, NAMES), min_size=1, max_size=6)))
    count = draw(st.integers(1, 12))
    numbers = array("i", [draw(st.integers(0, len(labels) - 1)) for _ in range(count)])
    parents = array("i", [draw(st.integers(-1, number - 1)) for number in range(count)])
    texts = draw(st.lists(TEXTS, max_size=12))
    blocks = tuple(Block(text, 0, len(text), element=draw(st.integers(-1, count - 1))) for text in texts)
    return Page("html", "\n".join(texts), blocks, Elements(numbers, parents, array("i", bytes(4 * count))), labels)


def both(function: Callable[[], Any]) -> tuple[Any, Any]:
    """What a function returns with the compiled loops, where there are any, and without."""
    compiled = function()
    with pytest.MonkeyPatch.context() as patch:
        for module in MODULES:
            patch.setattr(module, "kernel", None)
        return compiled, function()


def looks_the_same(page: Page, titles: tuple[str, ...]) -> bool:
    """Whether the survey of a page and the rules that match its blocks are the same."""
    (seen, found), (seen_plainly, found_plainly) = both(lambda: (survey.survey(page, titles), find(page, titles)))
    hits, plain_hits = ({place: sorted(hits) for place, hits in look.hits.items()} for look in (seen, seen_plainly))
    return bool(seen._replace(hits=hits) == seen_plainly._replace(hits=plain_hits) and found == found_plainly)


@settings(max_examples=300, deadline=None)
@given(pages(), st.lists(TEXTS, max_size=3).map(tuple))
@example(Page("html", "", (Block("Photo: x", 0, 8), Block("Photo: x", 0, 8))), ("Photo",))
@example(Page("text", "", (Block("", 0, 0), Block(".", 0, 1), Block("\n", 0, 1))), ("", "\n"))
def test_of_any_page(page: Page, titles: tuple[str, ...]) -> None:
    assert looks_the_same(page, titles)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_of_the_samples(path: Path) -> None:
    content_type = "text/html" if path.suffix == ".html" else "text/plain"
    page, _ = cut(read(path.read_bytes(), content_type, max_chars=10**6))
    assert looks_the_same(page, headlines(page, None).certain)


AROUND = ("{}", "{} and more", "12 {}", "{}x", "x{}", "é{}é.", "the {}.", "{}{}", "no-{}")


@pytest.mark.parametrize("around", AROUND)
def test_of_every_phrase(around: str) -> None:
    lines = [around.replace("{}", phrase) for phrase in phrasebook.phrasebook().phrases]
    compiled, plain = both(lambda: survey.survey(lines_page(lines), ()).signals)
    assert compiled == plain


@pytest.mark.parametrize("around", AROUND)
def test_of_every_name(around: str) -> None:
    labels = tuple(Label("div", around.replace("{}", name)) for name in " ".join(structure.NAMES.values()).split())
    numbers = array("i", range(len(labels)))
    blocks = tuple(Block("Words", 0, 5, element=number) for number in numbers)
    page = Page("html", "", blocks, Elements(numbers, array("i", [-1] * len(labels)), numbers), labels)
    compiled, plain = both(lambda: structure.structure_signals(page))
    assert compiled == plain


def test_of_every_character() -> None:
    everything = [chr(number) for number in range(sys.maxunicode + 1)]
    for text in ("".join(everything), "a".join(everything), "\n".join(everything)):
        compiled, plain = both(lambda text=text: (phrasebook.skeleton(text), survey.fold_lines(text)))
        assert compiled == plain


def test_of_a_deep_tree_and_a_long_text() -> None:
    depth = 300_000
    numbers = array("i", bytes(4 * depth))
    elements = Elements(numbers, array("i", range(-1, depth - 1)), numbers)
    text = "İ.Photo: a" * 400_000
    page = Page("html", text, (Block(text, 0, len(text), element=depth - 1),), elements, (Label("nav", "share"),))
    assert looks_the_same(page, ())
