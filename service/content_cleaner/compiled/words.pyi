from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

class Table:
    def __init__(
        self,
        weights: tuple[dict[str, float], ...],
        vocabulary: dict[str, int],
        sizes: tuple[int, int, int, int, int, int],
    ) -> None: ...
    def read(self, texts: Sequence[str]) -> tuple[array[float], array[int]]: ...
    def inside(self, texts: Sequence[str], most: int, chars: int) -> tuple[array[int], array[int]]: ...

def name_table(
    labels: Sequence[tuple[str, str]], numbers: dict[str, int], bands: NDArray[np.float32], sizes: tuple[int, int, int]
) -> array[float]: ...
