import numpy as np
from numpy.typing import NDArray

Sums = NDArray[np.float64]
Indices = NDArray[np.intp]

def between(sums: Sums, low: Indices, high: Indices, out: Sums) -> None: ...
def of_groups(sums: Sums, groups: Indices, out: Sums) -> None: ...
def ratios(totals: Sums, out: NDArray[np.float32]) -> None: ...
def branches(
    totals: Sums,
    things: Sums,
    first: Indices,
    last: Indices,
    inside: Indices,
    rows: Indices,
    words: float,
    prose: float,
    out: NDArray[np.float32],
) -> None: ...
def nearest(places: Indices, rows: Indices, out: Indices) -> None: ...
def distances(traits: NDArray[np.bool_], chain: Indices, nearest: NDArray[np.uint8]) -> None: ...
