"""What the model sees of a block: one definition, for training and for serving.

Names have a group before the first dot: `text` (the block itself), `around` (windows over its neighbours), `tree`
(ancestors' tags and statistics), `names` (class and id words by distance), `position`, `repetition`, `title`,
`rules` and `page`. All is computed by array operations; a page of any size is described once (`description`) and
turned into rows of numbers in slices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import REASONS, Kind
from content_cleaner.model import characters, vocabulary
from content_cleaner.model.description import (
    JUNK,
    KINDS,
    MAX_DISTANCE,
    S_BLOCKS,
    S_CAPITALS,
    S_CHARS,
    S_COMMAS,
    S_DIGITS,
    S_HEADINGS,
    S_LINKS,
    S_MARKED,
    S_PROSE,
    S_SHORT,
    S_SMALL,
    S_WORDS,
    STATISTICS,
    Description,
    Floats,
    Indices,
)

Column = tuple[str, NDArray[Any]]

# Blocks to each side. Where there is a tree, fewer tell as much.
WINDOWS: Mapping[Kind, tuple[int, ...]] = {"html": (1, 10, 25), "text": (1, 2, 4, 10, 25)}
ONE_SIDED: Mapping[Kind, tuple[int, ...]] = {"html": (12,), "text": (3, 12)}
SHIFTS: Mapping[Kind, tuple[int, ...]] = {"html": (-1, 1), "text": (-2, -1, 1, 2)}
LEVELS = (1, 2, 4, 6, 8)
RATIOS = (
    "link_density", "prose_share", "words_a_block", "prose_words", "commas", "digits", "capitalised", "short_blocks",
    "marked", "short_words", "headings",
)  # fmt: skip


def ratios(totals: NDArray[np.float64]) -> Floats:
    """Densities of a region from its sums: rows x len(RATIOS)."""
    blocks = np.maximum(totals[:, S_BLOCKS], 1)
    words = np.maximum(totals[:, S_WORDS], 1)
    chars = np.maximum(totals[:, S_CHARS], 1)
    columns = (
        totals[:, S_LINKS] / chars,
        totals[:, S_PROSE] / words,
        np.log1p(totals[:, S_WORDS] / blocks),
        np.log1p(totals[:, S_PROSE]),
        totals[:, S_COMMAS] / words,
        totals[:, S_DIGITS] / chars,
        totals[:, S_CAPITALS] / words,
        totals[:, S_SHORT] / blocks,
        totals[:, S_MARKED] / blocks,
        totals[:, S_SMALL] / words,
        totals[:, S_HEADINGS] / blocks,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _named(prefix: str, names: Sequence[str], values: NDArray[Any]) -> Iterator[Column]:
    for index, name in enumerate(names):
        yield f"{prefix}.{name}", values[:, index]


def columns(description: Description, rows: Indices) -> Iterator[Column]:
    """Name and values of every feature for the blocks numbered in `rows`."""
    yield from _text_columns(description, rows)
    yield from _around_columns(description, rows)
    yield from _position_columns(description, rows)
    yield from _repetition_columns(description, rows)
    yield from _named("title", ("of_block", "of_headline", "words"), description.overlap[rows])
    yield from _named("rules", REASONS, description.marks[rows])
    yield from _rule_columns(description, rows)
    yield from _page_columns(description, rows)
    if description.page.kind == "html":
        yield from _tree_columns(description, rows)
        yield from _name_columns(description, rows)


def _text_columns(d: Description, rows: Indices) -> Iterator[Column]:
    classes = d.counts.classes[rows]
    chars = np.maximum(d.chars[rows], 1)
    words = np.maximum(d.words[rows], 1)
    yield from _named("text", [f"{name}_share" for name in characters.CLASSES], classes / chars[:, None])
    yield "text.words", d.words[rows]
    yield "text.chars", d.chars[rows]
    yield "text.chars_a_word", chars / words
    yield "text.capitalised", d.counts.capitalised[rows] / words
    yield "text.short_words", d.counts.short_words[rows] / words
    yield "text.sentence_ends", classes[:, characters.END]
    yield "text.words_a_sentence", words / (classes[:, characters.END] + 1)
    yield "text.commas", classes[:, characters.COMMA]
    yield "text.links", d.links[rows] / chars
    yield "text.prose", d.prose[rows].astype(np.float32)
    yield "text.first", d.counts.first[rows].astype(np.float32)
    yield "text.last", d.counts.last[rows].astype(np.float32)
    yield from _named("text", [f"is_{kind}" for kind in KINDS], d.kinds[rows])
    yield "text.hidden", d.hidden[rows]
    yield from _named("text", ("repeated_words", "repeated_share"), d.rarity[rows])


def _around_columns(d: Description, rows: Indices) -> Iterator[Column]:
    n = len(d.words)
    kind = d.page.kind
    for size in WINDOWS[kind]:
        low, high = np.maximum(rows - size, 0), np.minimum(rows + size + 1, n)
        yield from _named(f"around.{size}", RATIOS, ratios(d.sums[high] - d.sums[low]))
    for size in ONE_SIDED[kind]:
        low, high = np.maximum(rows - size, 0), np.minimum(rows + size + 1, n)
        yield from _named(f"around.before_{size}", RATIOS[:8], ratios(d.sums[rows] - d.sums[low]))
        yield from _named(f"around.after_{size}", RATIOS[:8], ratios(d.sums[high] - d.sums[rows + 1]))
    for shift in SHIFTS[kind]:
        at = rows + shift
        inside = (at >= 0) & (at < n)
        at = np.clip(at, 0, n - 1)
        side = f"around.at_{shift}"
        yield f"{side}.words", np.where(inside, d.words[at], -1)
        yield f"{side}.links", np.where(inside, d.links[at] / np.maximum(d.chars[at], 1), -1)
        yield f"{side}.prose", np.where(inside, d.prose[at], -1).astype(np.float32)
        yield f"{side}.heading", np.where(inside, d.kinds[at, 1], -1)
        yield f"{side}.last", np.where(inside, d.counts.last[at], -1).astype(np.float32)
        yield f"{side}.first", np.where(inside, d.counts.first[at], -1).astype(np.float32)
        yield f"{side}.marked", np.where(inside, d.marks[at].max(axis=1), -1)
        yield f"{side}.list", np.where(inside, d.kinds[at, 2], -1)
    if kind == "html":
        return
    yield "around.gap", d.gaps[rows]
    after = np.minimum(rows + 1, n - 1)
    yield "around.gap_after", np.where(rows + 1 < n, d.gaps[after], 5)


def _position_columns(d: Description, rows: Indices) -> Iterator[Column]:
    n = len(d.words)
    before = d.sums[rows, S_WORDS]
    total = max(d.sums[-1, S_WORDS], 1)
    yield "position.block", (rows / n).astype(np.float32)
    yield "position.from_start", np.minimum(rows, 500).astype(np.float32)
    yield "position.from_end", np.minimum(n - 1 - rows, 500).astype(np.float32)
    yield "position.words", (before / total).astype(np.float32)
    yield "position.words_before", np.log1p(before).astype(np.float32)
    yield "position.words_after", np.log1p(np.maximum(total - before, 0)).astype(np.float32)
    prose_before = d.sums[rows, S_PROSE]
    prose_total = max(d.sums[-1, S_PROSE], 1)
    yield "position.prose", (prose_before / prose_total).astype(np.float32)
    yield "position.prose_before", np.log1p(prose_before).astype(np.float32)
    yield "position.prose_after", np.log1p(np.maximum(d.sums[-1, S_PROSE] - prose_before, 0)).astype(np.float32)
    long = np.flatnonzero(d.prose & (d.words >= 20))
    for name, at in (("last", np.searchsorted(long, rows) - 1), ("next", np.searchsorted(long, rows, side="right"))):
        exists = (at >= 0) & (at < len(long))
        target = long[np.clip(at, 0, max(len(long) - 1, 0))] if len(long) else np.zeros_like(rows)
        yield (
            f"position.to_{name}_long",
            np.where(exists, np.minimum(np.abs(target - rows), 200), 300).astype(np.float32),
        )
        between = np.abs(d.sums[target, S_WORDS] - before)
        yield f"position.words_to_{name}_long", np.where(exists, np.log1p(between), 20).astype(np.float32)
    first_long, last_long = (long[0], long[-1]) if len(long) else (0, n - 1)
    yield "position.to_first_long", np.clip(rows - first_long, -200, 200).astype(np.float32)
    yield "position.to_final_long", np.clip(rows - last_long, -200, 200).astype(np.float32)
    titled = np.flatnonzero((d.overlap[:, 0] > 0.7) & (d.overlap[:, 1] > 0.7))
    anchor = titled[-1] if len(titled) else -1
    yield (
        "position.to_headline",
        (np.clip(rows - anchor, -200, 200) if len(titled) else np.full(len(rows), 300)).astype(np.float32),
    )
    headings = np.flatnonzero(d.kinds[:, 1])
    at = np.searchsorted(headings, rows) - 1
    heading = headings[np.maximum(at, 0)] if len(headings) else np.zeros_like(rows)
    yield "position.since_heading", np.where(at >= 0, np.minimum(rows - heading, 100), 150).astype(np.float32)


def _repetition_columns(d: Description, rows: Indices) -> Iterator[Column]:
    yield "repetition.text", d.repeats[rows, 0]
    yield "repetition.before", d.repeats[rows, 1]
    if d.page.kind == "text":
        return
    statistics = np.diff(d.sums, axis=0)
    for name, groups in zip(("path", "tags"), d.signatures, strict=True):
        totals = np.zeros((groups.max() + 1, STATISTICS))
        np.add.at(totals, groups, statistics)
        own = totals[groups[rows]]
        yield f"repetition.{name}.blocks", np.log1p(own[:, S_BLOCKS]).astype(np.float32)
        yield f"repetition.{name}.share", (own[:, S_WORDS] / max(d.sums[-1, S_WORDS], 1)).astype(np.float32)
        yield f"repetition.{name}.prose_of_page", (own[:, S_PROSE] / max(d.sums[-1, S_PROSE], 1)).astype(np.float32)
        yield from _named(f"repetition.{name}", RATIOS, ratios(own))


def _rule_columns(d: Description, rows: Indices) -> Iterator[Column]:
    """How near the next block is that a rule marks, before and after."""
    n = len(d.words)
    marked = np.flatnonzero(d.marks[:, JUNK].max(axis=1) > 0)
    for name, at in (("before", np.searchsorted(marked, rows) - 1), ("after", np.searchsorted(marked, rows, "right"))):
        exists = (at >= 0) & (at < len(marked))
        target = marked[np.clip(at, 0, max(len(marked) - 1, 0))] if len(marked) else np.zeros_like(rows)
        yield f"rules.to_{name}", np.where(exists, np.minimum(np.abs(target - rows), 100), 150).astype(np.float32)
    yield "rules.marked_before", (d.sums[rows, S_MARKED] / np.maximum(rows, 1)).astype(np.float32)
    yield (
        "rules.marked_after",
        ((d.sums[-1, S_MARKED] - d.sums[rows, S_MARKED]) / np.maximum(n - rows, 1)).astype(np.float32),
    )


def _page_columns(d: Description, rows: Indices) -> Iterator[Column]:
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
            values[tag] = np.log1p(d.tags[:, vocabulary.TAGS.index(tag)].sum())
    for name, value in values.items():
        yield f"page.{name}", np.full(size, value, np.float32)


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


def _tree_columns(d: Description, rows: Indices) -> Iterator[Column]:
    total = np.maximum(d.sums[-1], 1)
    yield "tree.depth", d.depth[rows]
    chain = d.elements[rows]
    for level in LEVELS:
        region = chain[:, level]
        sums = d.sums[d.last[region]] - d.sums[d.first[region]]
        yield from _named(f"tree.{level}", RATIOS, ratios(sums))
        yield f"tree.{level}.words_of_page", (sums[:, S_WORDS] / total[S_WORDS]).astype(np.float32)
        yield f"tree.{level}.prose_of_page", (sums[:, S_PROSE] / total[S_PROSE]).astype(np.float32)
        yield f"tree.{level}.blocks", np.log1p(sums[:, S_BLOCKS]).astype(np.float32)
        span = np.maximum(d.last[region] - d.first[region], 1)
        yield f"tree.{level}.place", ((rows - d.first[region]) / span).astype(np.float32)
    distances = _distances(d.tags, chain)
    yield from _named("tree.to", vocabulary.TAGS, distances)


def _name_columns(d: Description, rows: Indices) -> Iterator[Column]:
    yield from _named("names", vocabulary.NAMES, _distances(d.named, d.elements[rows]))


def _distances(found: NDArray[np.bool_], chain: Indices) -> Floats:
    """Levels up to the nearest ancestor with each property; MAX_DISTANCE + 1 where there is none."""
    distances = np.full((len(chain), found.shape[1]), MAX_DISTANCE + 1, np.float32)
    for level in range(MAX_DISTANCE, -1, -1):
        distances[found[chain[:, level]]] = level
    return distances


def assemble(names: Sequence[str], *sources: Mapping[str, NDArray[Any]]) -> Floats:
    """The named features, in that order, from the sources that have them: rows x names."""
    merged: dict[str, NDArray[Any]] = {}
    for source in sources:
        merged.update(source)
    return np.stack([merged[name] for name in names]).astype(np.float32, copy=False).T


def feature_names(description: Description) -> tuple[str, ...]:
    """The names of all features of a page's kind, in the order of `columns`."""
    return tuple(name for name, _ in columns(description, np.zeros(1, np.intp)))
