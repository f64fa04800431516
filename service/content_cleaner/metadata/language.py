"""The language of a text."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.metadata.grams import Automaton, sequences, table

_STEPS, _SLICE = 255, 1024
# No part of the library's interface: without them its own automaton does the work.
REPLACED = ("_raw_score", "_sparse_score")
# More of a text does not change the answer, and costs.
MAX_CHARS = 300


def language(text: str, page_language: str | None = None) -> str | None:
    """ISO 639-1 code of the text by py3langid; None where there is too little of it to tell."""
    if sum(map(str.isalpha, text[:400])) < 12:
        return page_language
    code, _ = _identifier().classify(text[:MAX_CHARS])
    return str(code)


class Coarse:
    """A table of numbers in a byte each, read row by row: half the memory of the halves it was made of."""

    def __init__(self, table: NDArray[np.floating[Any]]) -> None:
        self.least = np.float32(table.min())
        self.step = np.float32(table.max() - self.least) / np.float32(_STEPS)
        self.bytes = np.empty(table.shape, np.uint8)
        for start in range(0, len(table), _SLICE):
            numbers = table[start : start + _SLICE].astype(np.float32)
            self.bytes[start : start + _SLICE] = np.rint((numbers - self.least) / self.step)

    def __getitem__(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        numbers = self.bytes[rows].astype(np.float32)
        numbers *= self.step
        numbers += self.least
        return numbers


@functools.cache
def _identifier() -> Any:
    """py3langid with the languages that have a code of two letters ("zh", not "yue"), in a sixth of the memory."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    full = LanguageIdentifier.from_model_file(MODEL_FILE)
    columns = [column for column, code in enumerate(full.nb_classes) if len(code) == 2]
    codes = [full.nb_classes[column] for column in columns]
    if not all(hasattr(full, name) for name in REPLACED):
        full.set_languages(codes)
        return full
    grams = table(sequences(Automaton(full.tk_nextmove, full.tk_row, full.tk_output)))

    class Identifier(LanguageIdentifier):  # type: ignore[misc]  # a class without types
        """The same, by a table of what its automaton finds."""

        __slots__ = ()

        def _raw_score(self, text: bytes) -> Any:
            visits = grams.visits(text)
            return self._sparse_score(visits, self.nb_ptc) if visits else super()._raw_score(b"")

    return Identifier(Coarse(full.nb_ptc[:, columns]), full.nb_pc[columns], codes, (), (), tk_row=())
