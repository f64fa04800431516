"""The trained scorers: how likely each block of a page belongs to the article."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import IO, Any, NamedTuple

import numpy as np

from content_cleaner.document import Kind, Page
from content_cleaner.model import context
from content_cleaner.model.arrays import Floats
from content_cleaner.model.columns import stacked
from content_cleaner.model.description import CLOSING, Description, describe
from content_cleaner.model.features import groups
from content_cleaner.model.lexicon import Lexicon, Reader, Wording
from content_cleaner.model.network import WINDOW, Layer, Network
from content_cleaner.model.trees import Ensemble

FORMAT = 5
# The long pages that were learned from are threads and lists, at best with an article at their beginning. A page of
# more blocks, nearly all of whose words stand in sentences that end, is a book: it is scored in pieces.
LONGEST = 300
MIN_ENDED = 0.9
PIECE = 150
# Each piece is described with all elements of the page and all that its head says (elements and characters): past so
# many of them in all pieces, which takes a few tenths of a second, the page is scored as a whole.
MAX_DESCRIBED = 4_000_000


class Scored(NamedTuple):
    """For n blocks: the probability (0..1) that each is article text, and its number of words."""

    scores: Floats
    words: Floats


@dataclass(frozen=True, slots=True)
class Scorer:
    """An ensemble of trees for each block by itself, and a network for the blocks in their order.

    The lexicon makes some of the features of both. A third look, small trees again, weighs the scores of both by those
    of the blocks around: in HTML by those that look alike, in plain text by the segment that is most of the article.
    """

    lexicon: Lexicon
    first: Ensemble
    network: Network
    third: Ensemble | None
    card: Mapping[str, Any]
    reader: Reader = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reader", Reader(self.lexicon, self.network.vocabulary))

    def score(self, page: Page, marks: Floats, headlines: Sequence[str] = ()) -> Scored:
        """Score each block of a page.

        `marks` is n x len(REASONS): 0 no rule of that reason, 1 a doubtful one, 2 a sure one.
        """
        n = len(page.blocks)
        if not n:
            return Scored(*np.zeros((2, 0), np.float32))
        description = describe(page, marks, headlines)
        count = math.ceil(n / PIECE)
        if not _is_book(description) or count * _shared_size(page) > MAX_DESCRIBED:
            return self._score(description)
        pieces = np.array_split(np.arange(n), count)
        parts = [slice(int(piece[0]), int(piece[-1]) + 1) for piece in pieces]
        scored = [
            self._score(describe(replace(page, blocks=page.blocks[part]), marks[part], headlines)) for part in parts
        ]
        return Scored(*(np.concatenate(columns) for columns in zip(*scored, strict=True)))

    def _score(self, description: Description) -> Scored:
        """Score each of the n > 0 blocks of a page."""
        page, n = description.page, len(description.words)
        first, scores = np.zeros((2, n), np.float32)
        wording = Wording(self.reader, description)
        for start in range(0, n, WINDOW):
            rows = np.arange(start, min(start + WINDOW, n))
            names, values = stacked((*groups(description, rows), *wording.groups(rows)))
            first[rows] = self.first.score_named(names, values)
            heard = None
            if self.network.reads_inside:
                heard = self.reader.inside([block.text for block in page.blocks[start : start + WINDOW]])
            own = self.first.own(names, values)
            scores[rows] = self.network.score(own, first[rows], wording.words[rows], heard)
        if self.third is not None:
            third = self.third.score_named(*stacked(context.groups(description, first, scores)))
            scores = context.mixed(scores, third, page.kind)
        return Scored(scores, description.words)


def _is_book(description: Description) -> bool:
    """Whether a page is far longer than an article, and ends its sentences, as menus and lists do not."""
    words = description.words
    return len(words) > LONGEST and bool(words[CLOSING[description.counts.last]].sum() >= MIN_ENDED * words.sum())


def _shared_size(page: Page) -> int:
    """How many elements and characters of the head every piece of the page has."""
    return len(page.elements) + sum(map(len, page.hints.get("statements", {}).values()))


@functools.cache
def load(kind: Kind) -> Scorer:
    """The scorer for HTML or for plain text that comes with the package."""
    resource = files("content_cleaner.model").joinpath(f"{kind}.npz")
    with resource.open("rb") as stream:
        return read(stream)


def read(stream: IO[bytes]) -> Scorer:
    """A scorer from an artefact; raises `ValueError` where this version cannot read its format."""
    with np.load(stream, allow_pickle=False) as arrays:
        card = json.loads(str(arrays["card"]))
        if card["format"] != FORMAT:
            raise ValueError(f"the artefact has format {card['format']}, this version reads {FORMAT}")
        third = _ensemble(arrays, "third") if "third.names" in arrays else None
        return Scorer(_lexicon(arrays), _ensemble(arrays, "first"), _network(arrays), third, card)


def _lexicon(arrays: Mapping[str, Any]) -> Lexicon:
    weights, bands = (arrays[f"lexicon.{part}"].astype(np.float32) for part in ("weights", "bands"))
    names = str(arrays["lexicon.names"]).split("\n")
    return Lexicon(str(arrays["lexicon.text"]), weights, {name: row for row, name in enumerate(names) if name}, bands)


def _ensemble(arrays: Mapping[str, Any], part: str) -> Ensemble:
    return Ensemble(
        tuple(str(arrays[f"{part}.names"]).split("\n")),
        arrays[f"{part}.splits"].astype(np.int32),
        arrays[f"{part}.thresholds"].astype(np.float32),
        arrays[f"{part}.leaves"].astype(np.float32),
        float(arrays[f"{part}.bias"]),
    )


def _network(arrays: Mapping[str, Any]) -> Network:
    def read(name: str) -> Floats:
        return arrays[f"network.{name}"].astype(np.float32)  # type: ignore[no-any-return]

    layers = tuple(Layer(*parts) for parts in zip(read("gains"), read("weights"), read("biases"), strict=True))
    words = str(arrays["network.vocabulary"]).split("\n")
    return Network(
        vocabulary={word: row for row, word in enumerate(words, 1) if word},
        vectors=read("vectors"),
        loudness=read("loudness"),
        places=read("places"),
        centre=read("centre"),
        scale=read("scale"),
        inward=read("inward"),
        offset=read("offset"),
        layers=layers,
        whole=read("whole"),
        outward=read("outward"),
        straight=read("straight"),
        bias=float(arrays["network.bias"]),
        share=float(arrays["network.share"]),
    )


def arrays_of(scorer: Scorer) -> dict[str, Any]:
    """The scorer as arrays for `numpy.savez_compressed`; `load` reads them back."""
    lexicon = scorer.lexicon
    out: dict[str, Any] = {
        "card": np.array(json.dumps(scorer.card)),
        "lexicon.text": np.array(lexicon.keys),
        "lexicon.weights": lexicon.weights.astype(np.float16),
        "lexicon.names": np.array("\n".join(lexicon.names)),
        "lexicon.bands": lexicon.bands.astype(np.float16),
    }
    out |= _arrays_of_ensemble(scorer.first, "first")
    if scorer.third is not None:
        out |= _arrays_of_ensemble(scorer.third, "third")
    network = scorer.network
    halves = {
        name: getattr(network, name)
        for name in ("vectors", "loudness", "places", "inward", "offset", "whole", "outward", "straight")
    }
    for name, parts in zip(("gains", "weights", "biases"), zip(*network.layers, strict=True), strict=True):
        halves[name] = np.stack(parts)
    out["network.vocabulary"] = np.array("\n".join(network.vocabulary))
    out |= {f"network.{name}": values.astype(np.float16) for name, values in halves.items()}
    out |= {f"network.{name}": getattr(network, name) for name in ("centre", "scale")}
    return out | {f"network.{name}": np.float64(getattr(network, name)) for name in ("bias", "share")}


def _arrays_of_ensemble(ensemble: Ensemble, part: str) -> dict[str, Any]:
    return {
        f"{part}.names": np.array("\n".join(ensemble.names)),
        f"{part}.splits": ensemble.splits.astype(np.int16),
        f"{part}.thresholds": ensemble.thresholds,
        f"{part}.leaves": ensemble.leaves.astype(np.float16),
        f"{part}.bias": np.float64(ensemble.bias),
    }
