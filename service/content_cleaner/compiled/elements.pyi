import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]

def ancestors(parents: Indices, holder: Indices, out: Indices) -> None: ...
def ranges(parents: Indices, holder: Indices, first: Indices, last: Indices, ends: Indices) -> None: ...
