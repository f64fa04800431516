"""The trained scorers: how likely each block of a page belongs to the article."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import IO, Any, NamedTuple

import numpy as np

from content_cleaner.document import Kind, Page
from content_cleaner.model.arrays import Floats, Indices
from content_cleaner.model.columns import stacked
from content_cleaner.model.context import Context
from content_cleaner.model.description import Description, describe
from content_cleaner.model.features import groups
from content_cleaner.model.lexicon import Lexicon, Wording
from content_cleaner.model.trees import Ensemble

# Rows a time: bounds the memory that a document of a million lines takes.
SLICE = 4096
FORMAT = 2


class Scored(NamedTuple):
    """For n blocks: the probability (0..1) that each is article text, and its number of words."""

    scores: Floats
    words: Floats


class Scorer(NamedTuple):
    """Two ensembles: a first score from a block's own features, a second with the scores around it.

    The lexicon makes some of the features of both.
    """

    lexicon: Lexicon
    first: Ensemble
    second: Ensemble
    card: Mapping[str, Any]

    def score(self, page: Page, marks: Floats, headlines: Sequence[str] = ()) -> Scored:
        """Score each block of a page.

        `marks` is n x len(REASONS): 0 no rule of that reason, 1 a doubtful one, 2 a sure one.
        """
        if not page.blocks:
            return Scored(np.zeros(0, np.float32), np.zeros(0, np.float32))
        description = describe(page, marks, headlines)
        wording = Wording(self.lexicon, description)
        n = len(page.blocks)
        slices = [np.arange(start, min(start + SLICE, n)) for start in range(0, n, SLICE)]
        if len(slices) == 1:
            names, own = _own(description, wording, slices[0])
            first = self.first.score_named(names, own)
            return Scored(self._second(Context(description, first), (names, own), slices[0]), description.words)
        first = np.empty(n, np.float32)
        second = np.empty(n, np.float32)
        for rows in slices:
            first[rows] = self.first.score_named(*_own(description, wording, rows))
        context = Context(description, first)
        for rows in slices:
            second[rows] = self._second(context, _own(description, wording, rows), rows)
        return Scored(second, description.words)

    def _second(self, context: Context, own: tuple[tuple[str, ...], Floats], rows: Indices) -> Floats:
        return self.second.score_named(*stacked((own, *context.groups(rows))))


def _own(description: Description, wording: Wording, rows: Indices) -> tuple[tuple[str, ...], Floats]:
    return stacked((*groups(description, rows), *wording.groups(rows)))


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
        first, second = (_ensemble(arrays, name) for name in ("first", "second"))
        lexicon = _lexicon(arrays)
    return Scorer(lexicon, first, second, card)


def _lexicon(arrays: Mapping[str, Any]) -> Lexicon:
    text, names = (str(arrays[f"lexicon.{part}"]).split("\n") for part in ("text", "names"))
    weights = arrays["lexicon.weights"].astype(np.float64).tolist()
    bands = arrays["lexicon.bands"].astype(np.float32)
    rows = {name: row for row, name in enumerate(names) if name}
    return Lexicon(dict(zip(text, weights, strict=bool(weights))), rows, bands)


def _ensemble(arrays: Mapping[str, Any], name: str) -> Ensemble:
    return Ensemble(
        tuple(str(arrays[f"{name}.names"]).split("\n")),
        arrays[f"{name}.splits"].astype(np.int32),
        arrays[f"{name}.thresholds"].astype(np.float32),
        arrays[f"{name}.leaves"].astype(np.float32),
        float(arrays[f"{name}.bias"]),
    )


def arrays_of(scorer: Scorer) -> dict[str, Any]:
    """The scorer as arrays for `numpy.savez_compressed`; `load` reads them back."""
    lexicon = scorer.lexicon
    out: dict[str, Any] = {
        "card": np.array(json.dumps(scorer.card)),
        "lexicon.text": np.array("\n".join(lexicon.text)),
        "lexicon.weights": np.array(list(lexicon.text.values()), np.float16),
        "lexicon.names": np.array("\n".join(lexicon.names)),
        "lexicon.bands": lexicon.bands.astype(np.float16),
    }
    for name, ensemble in (("first", scorer.first), ("second", scorer.second)):
        out[f"{name}.names"] = np.array("\n".join(ensemble.names))
        out[f"{name}.splits"] = ensemble.splits.astype(np.int16)
        out[f"{name}.thresholds"] = ensemble.thresholds
        out[f"{name}.leaves"] = ensemble.leaves.astype(np.float16)
        out[f"{name}.bias"] = np.float64(ensemble.bias)
    return out
