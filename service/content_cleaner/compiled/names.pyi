from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

class Categories:
    def __init__(self, categories: Sequence[Sequence[str]]) -> None: ...
    def mark(self, names: list[str], out: NDArray[np.bool_]) -> None: ...
