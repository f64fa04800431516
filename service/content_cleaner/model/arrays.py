"""Types of the arrays that the model works on, and what many features are: logarithms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]


def log1p(values: NDArray[Any], out: Floats | None = None) -> Floats:
    """log(1 + values) in single precision: processors give several at once, where `numpy.log1p` gives one by one."""
    grown: Floats = np.add(values, np.float32(1), out=out, dtype=np.float32, casting="same_kind")
    return np.log(grown, out=grown)
