"""A page as arrays: what features are made from, in a fixed number of passes over its blocks and elements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import elements as compiled
from content_cleaner.document import REASONS, STATEMENTS, Page
from content_cleaner.model import characters, overlap, vocabulary
from content_cleaner.model.arrays import Floats, Indices

MAX_DISTANCE = 12
KINDS = ("paragraph", "heading", "list-item", "table-row", "quote", "code", "caption")
_KIND_OF = MappingProxyType({kind: index for index, kind in enumerate(KINDS)})
_ONE_KIND = np.eye(len(KINDS), dtype=np.float32)
_ONE_TAG = np.eye(len(vocabulary.TAGS) + 1, len(vocabulary.TAGS), dtype=bool)  # the last: of any other tag
# Powers of a large number, modulo 2**64: different paths hardly ever give the same sum.
_LEVEL_FACTORS = np.array([1_000_003**level % 2**64 for level in (3, 2, 1, 0)], np.uint64)
CLOSING = np.isin(np.arange(len(characters.CLASSES)), (characters.END, characters.QUOTE, characters.BRACKET))
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
    strongest: Floats  # n: of the marks
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
    texts, _, _, kind_of, joints, holders, link_chars, hidden, _ = zip(*blocks, strict=True)
    counts = characters.count(texts)
    words = counts.words
    chars = counts.classes.sum(axis=1)
    links = np.array(link_chars, np.float32)
    kinds = _ONE_KIND.take(list(map(_KIND_OF.get, kind_of, repeat(0))), axis=0)
    ends = counts.classes[:, characters.END]
    closing = CLOSING[counts.last]
    by_reason = np.ascontiguousarray(marks.T)
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
    statistics[:, S_MARKED] = by_reason[JUNK, :].max(axis=0) > 0
    statistics[:, S_SMALL] = counts.short_words
    statistics[:, S_HEADINGS] = kinds[:, 1]
    sums = np.concatenate((np.zeros((1, STATISTICS)), np.cumsum(statistics, axis=0)))
    spoken = overlap.Words.of(texts)
    tree = _tree(page, holders)
    return Description(
        page, counts, sums, prose, words, chars, links, kinds, marks,
        by_reason.max(axis=0), _gaps(page, joints), _repeats(texts),
        overlap.with_headline(spoken, headlines), overlap.with_page(spoken),
        overlap.with_neighbours(spoken) if page.kind == "text" else np.zeros((n, 0), np.float32),
        overlap.with_statements(spoken, page.hints.get("statements", {}), STATEMENTS if page.kind == "html" else ()),
        tree.ancestors, tree.first, tree.last, tree.ends, tree.things, tree.labels, tree.tags, tree.traits,
        tree.holders, tree.depth, tree.signatures, np.array(hidden, np.float32),
    )  # fmt: skip


def _gaps(page: Page, joints: Sequence[str]) -> Floats:
    """Line breaks before each block of a plain text; for HTML whether the block starts a paragraph."""
    if page.kind == "html":
        return np.array([2.0 if joint == "\n\n" else 1.0 for joint in joints], np.float32)
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
    before = []
    for text in texts:
        count = seen.get(text, 0)
        before.append(count)
        seen[text] = count + 1
    return np.array((list(map(seen.__getitem__, texts)), before), np.float32).T


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


def _tree(page: Page, held_by: Sequence[int]) -> _Tree:
    n, m = len(page.blocks), len(page.elements)
    if not m:
        nothing = np.zeros(n, np.intp)
        traits = np.zeros((1, len(vocabulary.TAGS) + len(vocabulary.NAMES)), bool)
        ancestors = np.zeros((n, MAX_DISTANCE + 1), np.intp)
        one = np.zeros(1, np.intp)
        depth = np.zeros(n, np.float32)
        return _Tree(
            ancestors, one, one + n, one + 1, things(one - 1), one, one - 1, traits, ancestors, depth,
            (nothing, nothing),
        )  # fmt: skip
    labels = np.array(page.elements.labels, np.intp)
    parents = np.array(page.elements.parents, np.intp)
    np.maximum(parents, 0, out=parents)
    holder = np.array(held_by, np.intp)
    np.maximum(holder, 0, out=holder)
    ancestors, first, last, ends = places(parents, holder)
    numbers = np.array([_NUMBER_OF.get(label.tag, -1) for label in page.labels], np.intp)[labels]
    names = [label.names for label in page.labels]
    tag_ids = np.where(numbers < len(vocabulary.TAGS), numbers, -1)
    distinct = {name: index for index, name in enumerate(dict.fromkeys(names))}
    name_ids = np.array(list(map(distinct.__getitem__, names)), np.intp)[labels]
    holders, traits = _traits(ancestors, tag_ids, vocabulary.categories(list(distinct)), name_ids)
    depth = np.array(page.elements.depths, np.float32)[holder]
    signatures = _signatures(ancestors, tag_ids, name_ids, len(distinct))
    return _Tree(ancestors, first, last, ends, things(numbers), labels, tag_ids, traits, holders, depth, signatures)


def _traits(
    ancestors: Indices, tags: Indices, categories: NDArray[np.bool_], names: Indices
) -> tuple[Indices, NDArray[np.bool_]]:
    """What the elements that hold blocks are by tag and name, and their rows in that for each of the ancestors."""
    row_of = np.zeros(len(tags), np.intp)
    row_of[ancestors] = 1
    held = np.flatnonzero(row_of)
    row_of[held] = np.arange(len(held))
    traits = np.empty((len(held), len(vocabulary.TAGS) + len(vocabulary.NAMES)), bool)
    traits[:, : len(vocabulary.TAGS)] = _ONE_TAG[tags[held]]
    traits[:, len(vocabulary.TAGS) :] = categories[names[held]]
    return row_of[ancestors], traits


def things(tags: Indices) -> NDArray[np.float64]:
    """How many elements of each of THINGS stand before each element, and in all: (m + 1) x len(THINGS)."""
    if compiled is None:
        return things_in_python(tags)
    out = np.empty((len(tags) + 1, len(THINGS)))
    compiled.things(_THINGS[tags], out)
    return out


def things_in_python(tags: Indices) -> NDArray[np.float64]:
    """What `things` gives where nothing is compiled."""
    out = np.zeros((len(tags) + 1, len(THINGS)))
    np.cumsum(_THINGS[tags][:, None] == np.arange(len(THINGS)), axis=0, out=out[1:])
    return out


Places = tuple[Indices, Indices, Indices, Indices]


def places(parents: Indices, holder: Indices) -> Places:
    """Each block's holder and its ancestors (n x (MAX_DISTANCE + 1)); by element, the first and one past the last block
    under it, and one past its last descendant.

    Elements come before their descendants.
    """
    if compiled is None:
        return places_in_python(parents, holder)
    ancestors = np.empty((len(holder), MAX_DISTANCE + 1), np.intp)
    first, last, ends = np.empty((3, len(parents)), np.intp)
    compiled.ancestors(parents, holder, ancestors)
    compiled.ranges(parents, holder, first, last, ends)
    return ancestors, first, last, ends


def places_in_python(parents: Indices, holder: Indices) -> Places:
    """What `places` gives where nothing is compiled."""
    n, m = len(holder), len(parents)
    ancestors = np.empty((n, MAX_DISTANCE + 1), np.intp)
    ancestors[:, 0] = holder
    for level in range(MAX_DISTANCE):
        ancestors[:, level + 1] = parents[ancestors[:, level]]
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
    return ancestors, np.array(low, np.intp), np.array(high, np.intp), np.arange(m) + np.array(sizes, np.intp)


def _signatures(ancestors: Indices, tags: Indices, names: Indices, distinct: int) -> tuple[Indices, Indices]:
    """Groups of blocks whose paths look alike over four levels: by tags and names, and by tags alone."""
    by_name, by_tag = paths(ancestors, tags, names, distinct)
    return _ranks(by_name), _ranks(by_tag)


def paths(ancestors: Indices, tags: Indices, names: Indices, distinct: int) -> NDArray[np.uint64]:
    """Codes of each block's path over four levels, by tags and names and by tags alone: 2 x n."""
    if compiled is None:
        return paths_in_python(ancestors, tags, names, distinct)
    out = np.empty((2, len(ancestors)), np.uint64)
    compiled.paths(ancestors, tags, names, distinct, _LEVEL_FACTORS, out)
    return out


def paths_in_python(ancestors: Indices, tags: Indices, names: Indices, distinct: int) -> NDArray[np.uint64]:
    """What `paths` gives where nothing is compiled."""
    keys = np.stack(((tags + 1) * (distinct + 1) + names, tags + 1)).astype(np.uint64)
    codes: NDArray[np.uint64] = keys[:, ancestors[:, : len(_LEVEL_FACTORS)]] @ _LEVEL_FACTORS
    return codes


def _ranks(keys: NDArray[np.uint64]) -> Indices:
    """The place of each key among the distinct ones in order: the inverse of `numpy.unique`, in a third of its time."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    ranks = np.zeros(len(keys), np.intp)
    ranks[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    return ranks
