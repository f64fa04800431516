"""Whatever the text: an answer for every block, never an exception, the same answer twice."""

from __future__ import annotations

import string
from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from content_cleaner.document import Block, Elements, Label, Page
from content_cleaner.rules import RULES, find
from content_cleaner.rules.phrasebook import fold

from .pages import lines_page

SEEDED = st.sampled_from(
    [
        "Share",
        "READ MORE: x",
        "12 comments",
        "(AP)",
        "©",
        "By A B",
        "5 min read",
        "Foto:",
        "Foto: ",
        "(Foto: )",
        "@",
        "©2024",
    ]
)
LINES = st.lists(
    st.one_of(st.text(max_size=60), SEEDED, st.text(string.punctuation + "\n\r\t İıßς", max_size=20)), max_size=12
)
POSITION = {rule.id: place for place, rule in enumerate(RULES)}


@settings(max_examples=300, deadline=None)
@given(LINES, st.lists(st.text(max_size=30), max_size=3))
def test_every_block_gets_an_answer(lines: list[str], headlines: list[str]) -> None:
    page = lines_page(lines)
    found = find(page, headlines)
    assert len(found) == len(page.blocks)
    assert found == find(page, headlines)
    for rules in found:
        places = [POSITION[rule.id] for rule in rules]
        assert places == sorted(set(places))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=20), st.integers(-1, 9)), min_size=1, max_size=10))
def test_any_tree_gets_an_answer(entries: list[tuple[str, str, int]]) -> None:
    labels = tuple(Label("div" if number % 3 else "nav", names) for number, (_, names, _) in enumerate(entries))
    parents = [min(parent, number - 1) for number, (_, _, parent) in enumerate(entries)]
    elements = Elements(array("i", range(len(entries))), array("i", parents), array("i", [0] * len(entries)))
    blocks = tuple(Block(text, 0, len(text), element=min(parent, len(entries) - 1)) for text, _, parent in entries)
    page = Page("html", "", blocks, elements, labels)
    assert len(find(page, ())) == len(blocks)


@given(st.text())
def test_folding_keeps_line_breaks_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert folded.count("\n") == text.count("\n")
    assert fold(folded) == folded
