"""The second look of a scorer: a small convolutional network over a document's blocks in their order.

It sees the features of every block, the first ensemble's log-odds and the words at both ends of the text as learned
vectors (as in fastText, Joulin et al. 2017), of plain text also the words inside, each as loud as training made it
(attention by word, as in Yang et al. 2016). It mixes them over ever wider surroundings (dilated convolutions with
residuals, as in WaveNet, van den Oord et al. 2016, read in both directions as in Web2Text, Vogels et al. 2018) and once
over the whole document. A few products of matrices: no library is needed to run it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import network as compiled
from content_cleaner.model.arrays import Floats, log1p
from content_cleaner.model.words import EDGE, Inside

# Blocks that are looked at together; a longer document is read in such pieces.
WINDOW = 4096
# Standardised features are cut off here: one odd page must not shout.
LIMIT = 5.0
DILATIONS = (1, 2, 4, 8)
# After this many layers every block learns of the whole document.
MEETING = 3
LOGIT_SCALE = 3.0
ROWS = 8
# Features that are standardised together: few enough for the processor's cache.
SLICE = 64
# Of the words at each end of a text the outermost are also read by themselves.
OUTERMOST = 3
WORD_SCALE = 3.0
LOUDNESS_SCALE = 3.0
# Counted among a text's words: one or two words say less than many.
SILENCE = 2.0
SURE = 1e-4


def _product(left: Floats, right: Floats) -> Floats:
    """left @ right, a few rows a time: a library of linear algebra would start threads for more, one for each core."""
    n = len(left) - len(left) % ROWS
    out = np.empty((len(left), right.shape[1]), np.float32)
    np.matmul(left[:n].reshape(-1, ROWS, left.shape[1]), right, out=out[:n].reshape(-1, ROWS, right.shape[1]))
    np.matmul(left[n:], right, out=out[n:])
    return out


def logits(scores: Floats) -> Floats:
    """Log-odds of probabilities, kept finite."""
    clipped = np.clip(scores, SURE, 1 - SURE)
    out: Floats = np.log(clipped / (1 - clipped))
    return out


def squashed(values: Floats) -> Floats:
    """Feature values with long tails drawn in: sign(x) * log(1 + |x|)."""
    out: Floats = np.copysign(log1p(np.abs(values)), values)
    return out


class Layer(NamedTuple):
    """A convolution over three blocks: `gain` (d), `weights` (3d x d: before, own, after), `bias` (d)."""

    gain: Floats
    weights: Floats
    bias: Floats


class Network(NamedTuple):
    """Weights for f features, d channels, and vectors of e numbers for the words of a vocabulary.

    vocabulary: rows of words in `vectors` (words x e, row 0 nought); loudness: of each word, where the words inside are
    read, else empty; places: 4e x d, for the means of the words at the beginning (outermost, all) and at the end, and
    e rows more for the words inside; centre, scale: f, of the squashed features; inward: (f + 1) x d, the last
    row for the first score; whole: 2d x d, for mean and maximum over the document; outward: d; straight: f + 1, past
    all layers; share: how much of the final log-odds is the network's, the rest being the first score's.
    """

    vocabulary: dict[str, int]
    vectors: Floats
    loudness: Floats
    places: Floats
    centre: Floats
    scale: Floats
    inward: Floats
    offset: Floats
    layers: tuple[Layer, ...]
    whole: Floats
    outward: Floats
    straight: Floats
    bias: float
    share: float

    @property
    def reads_inside(self) -> bool:
        """Whether the words inside texts are wanted."""
        return len(self.loudness) > 0

    def score(self, values: Floats, first: Floats, words: NDArray[np.int32], inside: Inside | None = None) -> Floats:
        """Probabilities of n consecutive blocks, at most WINDOW.

        values: n x f features; first: n first scores; words: n x 2 EDGE rows of the vocabulary (see `word_rows`);
        inside: the words inside, for a network that reads them.
        """
        before = logits(first)
        inputs = np.empty((len(values), values.shape[1] + 1), np.float32)
        standardise(values, self.centre, self.scale, inputs)
        inputs[:, -1] = before / LOGIT_SCALE
        hidden = np.maximum(_product(inputs, self.inward) + self._said(words, inside) + self.offset, 0)
        for number, (layer, dilation) in enumerate(zip(self.layers, DILATIONS, strict=True), 1):
            convolve(hidden, layer, dilation)
            if number == MEETING:
                document = np.concatenate((hidden.mean(axis=0), hidden.max(axis=0)))
                hidden += np.maximum(document @ self.whole, 0)
        own = _product(hidden, self.outward[:, None]) + _product(inputs, self.straight[:, None])
        mixed = self.share * (own[:, 0] + self.bias) + (1 - self.share) * before
        scores: Floats = (1 / (1 + np.exp(-mixed))).astype(np.float32)
        return scores

    def _said(self, words: NDArray[np.int32], inside: Inside | None) -> Floats:
        """What the words of each block add to its channels."""
        means = end_means(self.vectors, words)
        if inside is not None:
            means = np.concatenate((means, self._inside(inside)), axis=1)
        said: Floats = _product(means, self.places) * np.float32(WORD_SCALE)
        return said

    def _inside(self, inside: Inside) -> Floats:
        """The mean vector of the words inside each block, weighed by loudness and with silence among them."""
        loudness = np.exp(LOUDNESS_SCALE * self.loudness[inside.rows])
        heard = np.column_stack((self.vectors[inside.rows] * loudness[:, None], loudness))
        sums = np.zeros((len(heard) + 1, heard.shape[1]))
        np.cumsum(heard, axis=0, out=sums[1:])
        ends = np.cumsum(inside.sizes)
        totals = sums[ends] - sums[ends - inside.sizes]
        mean: Floats = (totals[:, :-1] / (totals[:, -1:] + SILENCE)).astype(np.float32)
        return mean


def standardise(values: Floats, centre: Floats, scale: Floats, out: Floats) -> None:
    """Put the features (n x f), squashed, centred, scaled and cut off, into the first columns of `out`."""
    if compiled is None:
        standardise_in_python(values, centre, scale, out)
        return
    by_feature = np.ascontiguousarray(values.T)
    for start in range(0, len(by_feature), SLICE):
        own = slice(start, min(start + SLICE, len(by_feature)))
        grown = np.abs(by_feature[own])
        log1p(grown, grown)
        compiled.standardised(by_feature[own], grown, centre[own], scale[own], LIMIT, out, start)


def standardise_in_python(values: Floats, centre: Floats, scale: Floats, out: Floats) -> None:
    """What `standardise` does where nothing is compiled."""
    out[:, : values.shape[1]] = np.clip((squashed(values) - centre) / scale, -LIMIT, LIMIT)


def end_means(vectors: Floats, words: NDArray[np.int32]) -> Floats:
    """Mean vectors of the words (n x 2 EDGE) at both ends, each of the outermost and of all: n x 4e."""
    if compiled is None:
        return end_means_in_python(vectors, words)
    means = np.empty((len(words), 4 * vectors.shape[1]), np.float32)
    compiled.end_means(vectors, words, EDGE, OUTERMOST, means)
    return means


def end_means_in_python(vectors: Floats, words: NDArray[np.int32]) -> Floats:
    """What `end_means` gives where nothing is compiled."""
    found = vectors[words]
    ends = (found[:, :EDGE], found[:, EDGE:])
    return np.concatenate([part.mean(axis=1) for end in ends for part in (end[:, :OUTERMOST], end)], axis=1)


def convolve(hidden: Floats, layer: Layer, dilation: int) -> None:
    """Add a layer to the channels (n x d) of each block: from it and the blocks `dilation` before and after it."""
    if compiled is None:
        convolve_in_python(hidden, layer, dilation)
        return
    n, channels = hidden.shape
    around = np.empty((n, 3 * channels), np.float32)
    compiled.around(hidden, _roots(hidden), layer.gain, dilation, around)
    compiled.add_positive(hidden, _product(around, layer.weights), layer.bias)


def convolve_in_python(hidden: Floats, layer: Layer, dilation: int) -> None:
    """What `convolve` does where nothing is compiled."""
    normed = hidden * (layer.gain / _roots(hidden)[:, None])
    n, channels = normed.shape
    around = np.zeros((n, 3 * channels), np.float32)
    around[dilation:, :channels] = normed[: max(0, n - dilation)]
    around[:, channels : 2 * channels] = normed
    around[: max(0, n - dilation), 2 * channels :] = normed[dilation:]
    hidden += np.maximum(_product(around, layer.weights) + layer.bias, 0)


def _roots(hidden: Floats) -> Floats:
    """The size of each block's channels: the root of their mean square."""
    roots: Floats = np.sqrt(np.einsum("ij,ij->i", hidden, hidden) / np.float32(hidden.shape[1]) + np.float32(1e-5))
    return roots
