import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]

def ancestors(parents: Indices, holder: Indices, out: Indices) -> None: ...
def ranges(parents: Indices, holder: Indices, first: Indices, last: Indices, ends: Indices) -> None: ...
def paths(
    ancestors: Indices,
    tags: Indices,
    names: Indices,
    distinct: int,
    factors: NDArray[np.uint64],
    out: NDArray[np.uint64],
) -> None: ...
def things(sorts: Indices, out: NDArray[np.float64]) -> None: ...
