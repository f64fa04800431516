"""Counts of character and word classes for many texts at once."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import characters as compiled

(
    SPACE, LOWER, UPPER, LETTER, CJK, DIGIT, END, COMMA, QUOTE, DASH, BRACKET, BAR, MONEY, PUNCTUATION, SYMBOL, AT,
) = range(16)  # fmt: skip
CLASSES = [
    "space",
    "lower",
    "upper",
    "letter",
    "cjk",
    "digit",
    "end",
    "comma",
    "quote",
    "dash",
    "bracket",
    "bar",
    "money",
    "punctuation",
    "symbol",
    "at",
]
_SPECIAL = {
    END: ".!?…。！？؟।॥۔።։။។｡",
    COMMA: ",;:،、，；：؛",
    QUOTE: "\"'“”„‟«»‘’‹›「」『』《》＂",
    DASH: "-–—―‐‑~〜",
    BRACKET: "()[]{}（）【】〔〕［］",
    BAR: "|/\\•·▪►▶›→»←‹·●■◆★☆✓✔+*#=<>_^",
    MONEY: "$€£¥₽₹₩%‰",
    AT: "@©®™",
}
# Thai, Lao, Tibetan, Burmese, Khmer: so many characters a word has on average, with its vowels and tones.
WITHOUT_BLANKS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
WORD_SIZE = 6
# Above it: rare ideographs and unassigned planes.
_TABLE_SIZE = 0x20000


class Counts(NamedTuple):
    """For n texts: characters by class (n x 16), words, capitalised words, short words, letters, and edge classes."""

    classes: NDArray[np.float32]
    words: NDArray[np.float32]
    capitalised: NDArray[np.float32]
    short_words: NDArray[np.float32]
    first: NDArray[np.intp]
    last: NDArray[np.intp]


@functools.cache
def _table() -> NDArray[np.uint8]:
    table = np.full(_TABLE_SIZE, SYMBOL, np.uint8)
    by_category = {"Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Nd": DIGIT, "Zs": SPACE, "Cc": SPACE}
    by_group = {"L": LETTER, "N": DIGIT, "P": PUNCTUATION, "Z": SPACE, "M": LETTER}
    for code in range(0x3100):
        category = unicodedata.category(chr(code))
        table[code] = by_category.get(category, by_group.get(category[0], SYMBOL))
    table[0x3040:0x3100] = table[0x3400:0xA000] = table[0xF900:0xFB00] = CJK
    table[0x3100:0x3400] = table[0xAC00:0xD7B0] = CJK
    table[0xA000:0xAC00] = table[0xFB00:0xFE00] = LETTER
    table[0xFF10:0xFF1A] = DIGIT
    for kind, characters in _SPECIAL.items():
        for character in characters:
            table[ord(character)] = kind
    table.setflags(write=False)
    return table


class Tally(NamedTuple):
    """Whole numbers of n texts: characters by class (n x 16), runs of letters or digits by kind, and edge classes."""

    classes: NDArray[np.int64]
    words: NDArray[np.int64]
    capitalised: NDArray[np.int64]
    short_words: NDArray[np.int64]
    first: NDArray[np.intp]
    last: NDArray[np.intp]


def count(texts: Sequence[str]) -> Counts:
    """Counts of each text; a CJK character counts as a word, as in the field's word-level metrics.

    Of scripts that set no blanks between words (Thai, Burmese) WORD_SIZE characters do, where they are more words so.
    """
    classes, words, capitalised, short_words, first, last = tally(texts)
    characters = classes.astype(np.float32)
    for row in np.flatnonzero(classes[:, LETTER] > WORD_SIZE * words).tolist():
        words[row] = max(words[row], len(WITHOUT_BLANKS.findall(texts[row])) // WORD_SIZE)
    return Counts(
        characters,
        words.astype(np.float32) + characters[:, CJK],
        capitalised.astype(np.float32),
        short_words.astype(np.float32),
        first,
        last,
    )


def tally(texts: Sequence[str]) -> Tally:
    """Whole numbers of what the texts are made of."""
    if compiled is None:
        return tally_in_python(texts)
    n = len(texts)
    numbers = np.empty((3, n), np.int64)
    edges = np.empty((2, n), np.intp)
    found = Tally(np.empty((n, len(CLASSES)), np.int64), *numbers, *edges)
    compiled.tally(list(texts), _table(), *found)
    return found


def tally_in_python(texts: Sequence[str]) -> Tally:
    """What `tally` gives where nothing is compiled."""
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, _TABLE_SIZE - 1)
    kinds = _table()[codes]
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    owner = np.repeat(np.arange(len(texts)), lengths + 1)
    n = len(texts)
    classes = np.bincount(owner * 16 + kinds, minlength=n * 16).reshape(n, 16).astype(np.int64, copy=False)
    classes[:, SPACE] -= 1
    inside = ((kinds >= LOWER) & (kinds <= LETTER)) | (kinds == DIGIT)
    before = np.concatenate(([False], inside[:-1]))
    after = np.concatenate((inside[1:], [False]))
    opens = np.flatnonzero(inside & ~before)
    sizes = np.flatnonzero(inside & ~after) - opens + 1
    opener = owner[opens]
    capitalised = np.bincount(opener[kinds[opens] == UPPER], minlength=n)
    short = np.bincount(opener[(sizes <= 3) & (kinds[opens] != UPPER) & (kinds[opens] != DIGIT)], minlength=n)
    return Tally(
        classes,
        np.bincount(opener, minlength=n).astype(np.int64, copy=False),
        capitalised.astype(np.int64, copy=False),
        short.astype(np.int64, copy=False),
        kinds[starts].astype(np.intp),
        kinds[np.maximum(starts + lengths - 1, 0)].astype(np.intp),
    )
