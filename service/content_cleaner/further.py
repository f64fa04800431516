"""Further articles that a page loads below the one it is about, each with a headline of its own.

They are told by an `<article>` of their own, or by an element named as the one around the first.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Elements, Page
from content_cleaner.metadata import fold

TAG = "article"
# The posts of a thread, the entries of a list and the cards of a review are shorter, or have no first-level heading.
MIN_WORDS = 150
MIN_WORDS_ABOVE = 100
# A page with more of them is a list.
MAX_HEADS = 30


def articles(kept: NDArray[np.bool_], page: Page, words: NDArray[np.float32], title: str) -> NDArray[np.bool_]:
    """Which of n kept blocks are of another `<article>` below the one headed by the page's title."""
    others = np.zeros(len(kept), bool)
    blocks = page.blocks
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    if not 2 <= len(heads) <= MAX_HEADS:
        return others
    folded = fold(title)
    own = next((index for index in heads if fold(blocks[index].text) == folded), len(blocks))
    places = np.array([block.element for block in blocks])
    for index in heads:
        if index <= own or fold(blocks[index].text) == folded:
            continue
        start = _holder(page, blocks[index].element)
        if start <= blocks[own].element:  # none, or the one that holds the title as well
            start = _twin(page.elements, blocks[index].element, blocks[own].element)
        if start < 0:
            continue
        inside = kept & (places >= start) & (places < _end(page.elements, start))
        if words[inside].sum() >= MIN_WORDS:
            others |= inside
    if others.any() and words[: int(others.argmax())][kept[: int(others.argmax())]].sum() < MIN_WORDS_ABOVE:
        others[:] = False
    return others


def _holder(page: Page, element: int) -> int:
    """The nearest `<article>` around an element, -1 without one."""
    while element >= 0 and page.labels[page.elements.labels[element]].tag != TAG:
        element = page.elements.parents[element]
    return element


def _twin(elements: Elements, element: int, other: int) -> int:
    """The element around one that is named as one around the other, and that does not hold both; -1 without one."""
    own, others = list(_around(elements, element)), list(_around(elements, other))
    shared = set(own) & set(others)
    labels = {elements.labels[holder] for holder in others if holder not in shared}
    return next((holder for holder in own[1:] if holder not in shared and elements.labels[holder] in labels), -1)


def _around(elements: Elements, element: int) -> Iterator[int]:
    while element >= 0:
        yield element
        element = elements.parents[element]


def _end(elements: Elements, start: int) -> int:
    """The first element behind all that are inside `start`."""
    depth = elements.depths[start]
    return next((at for at in range(start + 1, len(elements)) if elements.depths[at] <= depth), len(elements))
