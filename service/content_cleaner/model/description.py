"""A page as arrays: what features are made from, in a fixed number of passes over its blocks and elements."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import REASONS, STATEMENTS, Page
from content_cleaner.model import characters, overlap, vocabulary
from content_cleaner.model.arrays import Floats, Indices

MAX_DISTANCE = 12
KINDS = ("paragraph", "heading", "list-item", "table-row", "quote", "code", "caption")
_KIND_OF = MappingProxyType({kind: index for index, kind in enumerate(KINDS)})
JUNK = tuple(i for i, reason in enumerate(REASONS) if reason not in ("boilerplate",))
PROSE_WORDS = 10
THINGS = ("images", "controls", "links")
_THING_OF = MappingProxyType({"img": 0, "picture": 0, "input": 1, "button": 1, "form": 1, "a": 2})
# Tags by number: first those that are features, then things that are none.
_NUMBERED = (*vocabulary.TAGS, *(tag for tag in _THING_OF if tag not in vocabulary.TAGS))
_NUMBER_OF = MappingProxyType({tag: index for index, tag in enumerate(_NUMBERED)})
_THINGS = np.array([_THING_OF.get(tag, -1) for tag in (*_NUMBERED, "")])  # the last: of any other tag


class Description(NamedTuple):
    """Everything about a page that rows of features are made from; n blocks, m elements."""

    page: Page
    counts: characters.Counts
    sums: NDArray[np.float64]  # (n + 1) x k prefix sums of the additive statistics
    prose: NDArray[np.bool_]
    words: Floats
    chars: Floats
    links: Floats
    kinds: Floats  # n x len(KINDS)
    marks: Floats  # n x len(REASONS)
    gaps: Floats
    repeats: Floats
    overlap: Floats  # n x 3: with the headline
    rarity: Floats
    beside: Floats  # n x len(NEIGHBOUR_FEATURES): with the blocks around; of plain text only
    said: Floats  # n x (len(STATEMENTS) * len(STATEMENT_FEATURES)): with what the page's head says
    elements: Indices  # n x (MAX_DISTANCE + 1): holder and its ancestors
    first: Indices  # m: first block of each element's subtree
    last: Indices  # m: one past the last
    ends: Indices  # m: one past the last element of each element's subtree
    things: NDArray[np.float64]  # (m + 1) x len(THINGS): how many elements of each sort stand before an element
    labels: Indices  # m: index into page.labels
    tags: Indices  # m: index into vocabulary.TAGS, -1 for others
    traits: NDArray[np.bool_]  # h x (len(TAGS) + len(vocabulary.NAMES)): of the elements that hold blocks
    holders: Indices  # n x (MAX_DISTANCE + 1): `elements` as rows of `traits`
    depth: Floats
    signatures: tuple[Indices, Indices]  # group of each block by path: of tag and names, of tags alone
    hidden: Floats


STATISTICS = 13
(S_BLOCKS, S_CHARS, S_WORDS, S_LINKS, S_PROSE, S_COMMAS, S_DIGITS, S_CAPITALS, S_SHORT, S_MARKED, S_SMALL, S_HEADINGS,
 S_HIDDEN) = range(STATISTICS)  # fmt: skip


def describe(page: Page, marks: Floats, headlines: Sequence[str] = ()) -> Description:
    """Describe a page of n > 0 blocks. `marks`: n x len(REASONS), 0 no rule, 1 a doubtful rule, 2 a sure one."""
    blocks = page.blocks
    n = len(blocks)
    texts = [block.text for block in blocks]
    counts = characters.count(texts)
    words = counts.words
    chars = counts.classes.sum(axis=1)
    links = np.array([block.link_chars for block in blocks], np.float32)
    kinds = np.zeros((n, len(KINDS)), np.float32)
    kinds[np.arange(n), [_KIND_OF.get(block.kind, 0) for block in blocks]] = 1
    hidden = np.array([block.hidden for block in blocks], np.float32)
    ends = counts.classes[:, characters.END]
    closing = np.isin(counts.last, (characters.END, characters.QUOTE, characters.BRACKET))
    prose = (words >= PROSE_WORDS) & (ends > 0) & closing & (links < 0.5 * chars)
    statistics = np.zeros((n, STATISTICS))
    statistics[:, S_BLOCKS] = 1
    statistics[:, S_CHARS] = chars
    statistics[:, S_WORDS] = words
    statistics[:, S_LINKS] = links
    statistics[:, S_PROSE] = np.where(prose, words, 0)
    statistics[:, S_COMMAS] = counts.classes[:, characters.COMMA]
    statistics[:, S_DIGITS] = counts.classes[:, characters.DIGIT]
    statistics[:, S_CAPITALS] = counts.capitalised
    statistics[:, S_SHORT] = words <= 4
    statistics[:, S_MARKED] = marks[:, JUNK].max(axis=1) > 0
    statistics[:, S_SMALL] = counts.short_words
    statistics[:, S_HEADINGS] = kinds[:, 1]
    sums = np.concatenate((np.zeros((1, STATISTICS)), np.cumsum(statistics, axis=0)))
    spoken = overlap.Words.of(texts)
    tree = _tree(page)
    return Description(
        page, counts, sums, prose, words, chars, links, kinds, marks, _gaps(page), _repeats(texts),
        overlap.with_headline(spoken, headlines), overlap.with_page(spoken),
        overlap.with_neighbours(spoken) if page.kind == "text" else np.zeros((n, 0), np.float32),
        overlap.with_statements(spoken, page.hints.get("statements", {}), STATEMENTS if page.kind == "html" else ()),
        tree.ancestors, tree.first, tree.last, tree.ends, tree.things, tree.labels, tree.tags, tree.traits,
        tree.holders, tree.depth, tree.signatures, hidden,
    )  # fmt: skip


def _gaps(page: Page) -> Floats:
    """Line breaks before each block of a plain text; for HTML whether the block starts a paragraph."""
    if page.kind == "html":
        return np.array([2.0 if block.joint == "\n\n" else 1.0 for block in page.blocks], np.float32)
    source = page.source
    gaps = np.zeros(len(page.blocks), np.float32)
    end = 0
    for index, block in enumerate(page.blocks):
        gaps[index] = min(max(source.count("\n", end, block.start), source.count("\r", end, block.start)), 4)
        end = block.end
    return gaps


def _repeats(texts: Sequence[str]) -> Floats:
    """How often each text stands in the document, and how many stood before it."""
    seen: dict[str, int] = {}
    before = np.zeros(len(texts), np.float32)
    for index, text in enumerate(texts):
        count = seen.get(text, 0)
        before[index] = count
        seen[text] = count + 1
    total = np.fromiter((seen[text] for text in texts), np.float32, len(texts))
    return np.stack((total, before), axis=1)


class _Tree(NamedTuple):
    ancestors: Indices
    first: Indices
    last: Indices
    ends: Indices
    things: NDArray[np.float64]
    labels: Indices
    tags: Indices
    traits: NDArray[np.bool_]
    holders: Indices
    depth: Floats
    signatures: tuple[Indices, Indices]


def _tree(page: Page) -> _Tree:
    n, m = len(page.blocks), len(page.elements)
    if not m:
        nothing = np.zeros(n, np.intp)
        traits = np.zeros((1, len(vocabulary.TAGS) + len(vocabulary.NAMES)), bool)
        ancestors = np.zeros((n, MAX_DISTANCE + 1), np.intp)
        one = np.zeros(1, np.intp)
        things = np.zeros((2, len(THINGS)))
        depth = np.zeros(n, np.float32)
        return _Tree(
            ancestors, one, one + n, one + 1, things, one, one - 1, traits, ancestors, depth, (nothing, nothing)
        )  # fmt: skip
    labels = np.array(page.elements.labels, np.intp)
    parents = np.array(page.elements.parents, np.intp)
    np.maximum(parents, 0, out=parents)
    holder = np.array([block.element for block in page.blocks], np.intp)
    np.maximum(holder, 0, out=holder)
    ancestors = np.empty((n, MAX_DISTANCE + 1), np.intp)
    ancestors[:, 0] = holder
    for level in range(MAX_DISTANCE):
        ancestors[:, level + 1] = parents[ancestors[:, level]]
    first, last, ends = _ranges(parents, holder, n)
    numbers = np.array([_NUMBER_OF.get(label.tag, -1) for label in page.labels], np.intp)[labels]
    tag_ids = np.where(numbers < len(vocabulary.TAGS), numbers, -1)
    distinct = {name: index for index, name in enumerate(dict.fromkeys(label.names for label in page.labels))}
    name_ids = np.array([distinct[label.names] for label in page.labels], np.intp)[labels]
    holders, traits = _traits(ancestors, tag_ids, vocabulary.categories(list(distinct)), name_ids)
    depth = np.array(page.elements.depths, np.float32)[holder]
    signatures = _signatures(ancestors, tag_ids, name_ids, len(distinct))
    return _Tree(ancestors, first, last, ends, _things(numbers), labels, tag_ids, traits, holders, depth, signatures)


def _traits(
    ancestors: Indices, tags: Indices, categories: NDArray[np.bool_], names: Indices
) -> tuple[Indices, NDArray[np.bool_]]:
    """What the elements that hold blocks are by tag and name, and their rows in that for each of the ancestors."""
    row_of = np.zeros(len(tags), np.intp)
    row_of[ancestors] = 1
    held = np.flatnonzero(row_of)
    row_of[held] = np.arange(len(held))
    traits = np.empty((len(held), len(vocabulary.TAGS) + len(vocabulary.NAMES)), bool)
    np.equal(tags[held, None], np.arange(len(vocabulary.TAGS)), out=traits[:, : len(vocabulary.TAGS)])
    traits[:, len(vocabulary.TAGS) :] = categories[names[held]]
    return row_of[ancestors], traits


def _things(tags: Indices) -> NDArray[np.float64]:
    things = np.zeros((len(tags) + 1, len(THINGS)))
    np.cumsum(_THINGS[tags][:, None] == np.arange(len(THINGS)), axis=0, out=things[1:])
    return things


def _ranges(parents: Indices, holder: Indices, n: int) -> tuple[Indices, Indices, Indices]:
    """First and one past the last block under each element, and one past its last descendant.

    Elements come before their descendants.
    """
    m = len(parents)
    first = np.full(m, n, np.intp)
    last = np.zeros(m, np.intp)
    order = np.arange(n)
    np.minimum.at(first, holder, order)
    np.maximum.at(last, holder, order + 1)
    low, high, up = first.tolist(), last.tolist(), parents.tolist()
    sizes = [1] * m
    for index in range(m - 1, 0, -1):
        parent = up[index]
        sizes[parent] += sizes[index]
        if low[index] < low[parent]:  # noqa: PLR1730 - min() takes twice the time
            low[parent] = low[index]
        if high[index] > high[parent]:  # noqa: PLR1730 - as above
            high[parent] = high[index]
    return np.array(low, np.intp), np.array(high, np.intp), np.arange(m) + np.array(sizes, np.intp)


def _signatures(ancestors: Indices, tags: Indices, names: Indices, distinct: int) -> tuple[Indices, Indices]:
    """Groups of blocks whose paths look alike over four levels: by tags and names, and by tags alone."""
    named = (tags + 1) * (distinct + 1) + names
    groups = []
    for keys in (named, tags + 1):
        path = keys[ancestors[:, :4]].astype(np.uint64)
        mixed = np.zeros(len(path), np.uint64)
        for level in range(4):
            mixed = mixed * np.uint64(1_000_003) + path[:, level]
        groups.append(np.unique(mixed, return_inverse=True)[1].astype(np.intp))
    return groups[0], groups[1]
