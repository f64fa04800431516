"""What the model sees of a block: one definition, for training and for serving.

Names have a group before the first dot: `text` (the block itself), `around` (windows over its neighbours), `tree`
(ancestors' tags and statistics), `names` (class and id words by distance), `position`, `repetition`, `title`,
`beside` (words in common with the blocks around), `rules`, `images` (around the block), `said` (in common with the
page's head) and `page`. All is computed by array operations; a page of any size is described once (`description`) and
turned into rows of numbers in slices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import REASONS, STATEMENTS, Kind
from content_cleaner.model import characters, vocabulary
from content_cleaner.model.arrays import Floats, Indices, log1p
from content_cleaner.model.columns import Column, Group, columns_of, labels, one, regions
from content_cleaner.model.densities import (
    BRANCHES,
    between,
    branches,
    distances,
    group_sums,
    nearest,
    ratios,
)
from content_cleaner.model.description import (
    KINDS,
    S_BLOCKS,
    S_CHARS,
    S_LINKS,
    S_MARKED,
    S_PROSE,
    S_WORDS,
    Description,
)
from content_cleaner.model.overlap import NEIGHBOUR_FEATURES, STATEMENT_FEATURES

# Blocks to each side. Where there is a tree, fewer tell as much.
WINDOWS: Mapping[Kind, tuple[int, ...]] = {"html": (1, 10, 25), "text": (1, 2, 4, 10, 25)}
ONE_SIDED: Mapping[Kind, tuple[int, ...]] = {"html": (12,), "text": (3, 12)}
SHIFTS: Mapping[Kind, tuple[int, ...]] = {"html": (-1, 1), "text": (-2, -1, 1, 2)}
LEVELS = (1, 2, 4, 6, 8)
# Elements to the next image: further off it tells nothing.
FAR = 999
_BRANCH_NAMES = tuple(f"tree.{level}.{name}" for name in BRANCHES for level in LEVELS)
SAID = tuple(f"{source}.{name}" for source in STATEMENTS for name in STATEMENT_FEATURES)


def columns(description: Description, rows: Indices) -> Iterator[Column]:
    """Name and values of every feature for the blocks numbered in `rows`."""
    return columns_of(groups(description, rows))


def groups(description: Description, rows: Indices) -> Iterator[Group]:
    """Every feature for the blocks numbered in `rows`."""
    yield from _text_columns(description, rows)
    yield from _around_columns(description, rows)
    yield from _position_columns(description, rows)
    yield from _repetition_columns(description, rows)
    yield labels("title.{}", "of_block", "of_headline", "words"), description.overlap[rows].T
    if description.page.kind == "text":
        yield labels("beside.{}", *NEIGHBOUR_FEATURES), description.beside[rows].T
    yield labels("rules.{}", *REASONS), description.marks[rows].T
    yield from _rule_columns(description, rows)
    yield from _page_columns(description, rows)
    if description.page.kind == "html":
        yield from _tree_columns(description, rows)
        yield from _image_columns(description, rows)
        yield labels("said.{}", *SAID), description.said[rows].T
        yield from _distance_columns(description, rows)


def _text_columns(d: Description, rows: Indices) -> Iterator[Group]:
    classes = d.counts.classes[rows]
    chars = np.maximum(d.chars[rows], 1)
    words = np.maximum(d.words[rows], 1)
    yield labels("text.{}_share", *characters.CLASSES), (classes / chars[:, None]).T
    yield one("text.words", d.words[rows])
    yield one("text.chars", d.chars[rows])
    yield one("text.chars_a_word", chars / words)
    yield one("text.capitalised", d.counts.capitalised[rows] / words)
    yield one("text.short_words", d.counts.short_words[rows] / words)
    yield one("text.sentence_ends", classes[:, characters.END])
    yield one("text.words_a_sentence", words / (classes[:, characters.END] + 1))
    yield one("text.commas", classes[:, characters.COMMA])
    yield one("text.links", d.links[rows] / chars)
    yield one("text.prose", d.prose[rows])
    yield one("text.first", d.counts.first[rows])
    yield one("text.last", d.counts.last[rows])
    yield labels("text.is_{}", *KINDS), d.kinds[rows].T
    yield one("text.hidden", d.hidden[rows])
    yield labels("text.{}", "repeated_words", "repeated_share"), d.rarity[rows].T


def _around_columns(d: Description, rows: Indices) -> Iterator[Group]:
    n = len(d.words)
    kind = d.page.kind
    windows, sides = WINDOWS[kind], ONE_SIDED[kind]
    without = (-1,) * len(sides)  # not even the block itself
    back, ahead = np.array(((*windows, *sides, *without), (*windows, *without, *sides)))[:, :, None]
    totals = between(d.sums, np.maximum(rows - back, 0), np.minimum(rows + ahead + 1, n))
    prefixes = [f"around.{size}" for size in windows]
    prefixes += [f"around.{side}_{size}" for side in ("before", "after") for size in sides]
    yield regions(tuple(prefixes), ratios(totals))
    yield from _neighbour_columns(d, rows, SHIFTS[kind])
    if kind == "html":
        return
    yield one("around.gap", d.gaps[rows])
    after = np.minimum(rows + 1, n - 1)
    yield one("around.gap_after", np.where(rows + 1 < n, d.gaps[after], 5))


def _neighbour_columns(d: Description, rows: Indices, shifts: tuple[int, ...]) -> Iterator[Group]:
    n = len(d.words)
    at = rows + np.array(shifts)[:, None]
    outside = (at < 0) | (at >= n)
    at = np.clip(at, 0, n - 1)
    values = np.empty((8, *at.shape), np.float32)
    values[0] = d.words[at]
    values[1] = d.links[at] / np.maximum(d.chars[at], 1)
    values[2] = d.prose[at]
    values[3] = d.kinds[at, 1]
    values[4] = d.counts.last[at]
    values[5] = d.counts.first[at]
    values[6] = d.strongest[at]
    values[7] = d.kinds[at, 2]
    values[:, outside] = -1
    for shift, own in zip(shifts, values.transpose(1, 0, 2), strict=True):
        side = f"around.at_{shift}"
        yield labels(side + ".{}", "words", "links", "prose", "heading", "last", "first", "marked", "list"), own


def _position_columns(d: Description, rows: Indices) -> Iterator[Group]:
    n = len(d.words)
    before = d.sums[rows, S_WORDS]
    total = max(d.sums[-1, S_WORDS], 1)
    yield one("position.block", (rows / n))
    yield one("position.from_start", np.minimum(rows, 500))
    yield one("position.from_end", np.minimum(n - 1 - rows, 500))
    yield one("position.words", (before / total))
    yield one("position.words_before", log1p(before))
    yield one("position.words_after", log1p(np.maximum(total - before, 0)))
    prose_before = d.sums[rows, S_PROSE]
    prose_total = max(d.sums[-1, S_PROSE], 1)
    yield one("position.prose", (prose_before / prose_total))
    yield one("position.prose_before", log1p(prose_before))
    yield one("position.prose_after", log1p(np.maximum(d.sums[-1, S_PROSE] - prose_before, 0)))
    long = np.flatnonzero(d.prose & (d.words >= 20))
    targets = nearest(long, rows)
    exists = targets >= 0
    steps = np.where(exists, np.minimum(np.abs(targets - rows), 200), 300)
    between_them = np.where(exists, log1p(np.abs(d.sums[targets, S_WORDS] - before)), 20)
    names = labels("position.{}_long", "to_last", "words_to_last", "to_next", "words_to_next")
    yield names, np.stack((steps, between_them), axis=1).reshape(len(names), -1)
    first_long, last_long = (long[0], long[-1]) if len(long) else (0, n - 1)
    yield one("position.to_first_long", np.clip(rows - first_long, -200, 200))
    yield one("position.to_final_long", np.clip(rows - last_long, -200, 200))
    titled = np.flatnonzero((d.overlap[:, 0] > 0.7) & (d.overlap[:, 1] > 0.7))
    anchor = titled[-1] if len(titled) else -1
    yield one(
        "position.to_headline",
        (np.clip(rows - anchor, -200, 200) if len(titled) else np.full(len(rows), 300)),
    )
    headings = np.flatnonzero(d.kinds[:, 1])
    heading = nearest(headings, rows)[0]
    yield one("position.since_heading", np.where(heading >= 0, np.minimum(rows - heading, 100), 150))


def _repetition_columns(d: Description, rows: Indices) -> Iterator[Group]:
    yield one("repetition.text", d.repeats[rows, 0])
    yield one("repetition.before", d.repeats[rows, 1])
    if d.page.kind == "text":
        return
    names = ("path", "tags")
    sums = np.array([group_sums(groups, d.sums)[groups[rows]] for groups in d.signatures])
    for name, own in zip(names, sums, strict=True):
        yield one(f"repetition.{name}.blocks", log1p(own[:, S_BLOCKS]))
        yield one(f"repetition.{name}.share", (own[:, S_WORDS] / max(d.sums[-1, S_WORDS], 1)))
        yield one(f"repetition.{name}.prose_of_page", (own[:, S_PROSE] / max(d.sums[-1, S_PROSE], 1)))
    yield regions(tuple(f"repetition.{name}" for name in names), ratios(sums))


def _rule_columns(d: Description, rows: Indices) -> Iterator[Group]:
    """How near the next block is that a rule marks, before and after."""
    n = len(d.words)
    marked = np.flatnonzero(np.diff(d.sums[:, S_MARKED]))
    targets = nearest(marked, rows)
    steps = np.where(targets >= 0, np.minimum(np.abs(targets - rows), 100), 150)
    yield labels("rules.to_{}", "before", "after"), steps
    yield one("rules.marked_before", (d.sums[rows, S_MARKED] / np.maximum(rows, 1)))
    yield one(
        "rules.marked_after",
        ((d.sums[-1, S_MARKED] - d.sums[rows, S_MARKED]) / np.maximum(n - rows, 1)),
    )


def _page_columns(d: Description, rows: Indices) -> Iterator[Group]:
    """A few figures of the whole page: many would let a model learn single pages by heart."""
    size = len(rows)
    total = d.sums[-1]
    values = {
        "words": np.log1p(total[S_WORDS]),
        "blocks": np.log1p(total[S_BLOCKS]),
        "long_blocks": np.log1p((d.prose & (d.words >= 20)).sum()),
        "prose_share": total[S_PROSE] / max(total[S_WORDS], 1),
        "link_density": total[S_LINKS] / max(total[S_CHARS], 1),
        "gaps": d.gaps.mean(),
    }
    if d.page.kind == "html":
        kinds = d.page.hints.get("types", ())
        values |= {f"type_{name}": float(name in kinds) for name in PAGE_TYPES}
        for tag in ("article", "main", "h1"):
            values[tag] = np.log1p(np.count_nonzero(d.tags == vocabulary.TAGS.index(tag)))
    page = np.array(list(values.values()), np.float32)
    yield labels("page.{}", *values), np.broadcast_to(page[:, None], (len(page), size))


PAGE_TYPES = (
    "article",
    "product",
    "list",
    "forum",
    "faq",
    "video",
    "recipe",
    "profile",
    "website",
    "howto",
    "breadcrumb",
)


def _tree_columns(d: Description, rows: Indices) -> Iterator[Group]:
    yield one("tree.depth", d.depth[rows])
    chain = d.elements[rows]
    region = chain.T[list(LEVELS)]
    first, last = d.first[region], d.last[region]
    sums = between(d.sums, first, last)
    yield regions(tuple(f"tree.{level}" for level in LEVELS), ratios(sums))
    yield _BRANCH_NAMES, branches(d, rows, region, sums).reshape(len(_BRANCH_NAMES), -1)


def _image_columns(d: Description, rows: Indices) -> Iterator[Group]:
    """Images and elements without text between a block and its neighbours: cards, captions and galleries have them."""
    own = d.elements[:, 0]
    total = len(d.things) - 1
    images = d.things[:, 0]
    places = np.flatnonzero(np.diff(images))
    at = np.searchsorted(places, own[rows])
    bounded = np.concatenate(([own[0] - total], places, [total * 2]))
    yield one("images.to_previous", log1p(np.minimum(own[rows] - bounded[at], FAR)))
    yield one("images.to_next", log1p(np.minimum(bounded[at + 1] - own[rows], FAR)))
    for name, counted, most in (("images", images, 3), ("elements", np.arange(total + 1), 50)):
        ends = np.concatenate(([0], counted[own], counted[-1:]))
        steps = np.clip(np.diff(ends), -most, most)
        yield one(f"images.{name}_before", steps[rows])
        yield one(f"images.{name}_after", steps[rows + 1])
    size = len(rows)
    yield one("images.of_page", np.full(size, images[-1] / total))
    yield one("images.controls_of_page", np.full(size, np.log1p(d.things[-1, 1])))


def _distance_columns(d: Description, rows: Indices) -> Iterator[Group]:
    """Levels up to the nearest ancestor with each tag and name; MAX_DISTANCE + 1 where there is none."""
    tags, names = np.split(distances(d.traits, d.holders[rows]).T, (len(vocabulary.TAGS),))
    yield labels("tree.to.{}", *vocabulary.TAGS), tags
    yield labels("names.{}", *vocabulary.NAMES), names


def assemble(names: Sequence[str], *sources: Mapping[str, NDArray[Any]]) -> Floats:
    """The named features, in that order, from the sources that have them: rows x names."""
    merged: dict[str, NDArray[Any]] = {}
    for source in sources:
        merged.update(source)
    columns = [merged[name] for name in names]
    return np.concatenate(columns, dtype=np.float32, casting="same_kind").reshape(len(names), -1).T


def feature_names(description: Description) -> tuple[str, ...]:
    """The names of all features of a page's kind, in the order of `columns`."""
    return tuple(name for name, _ in columns(description, np.zeros(1, np.intp)))
