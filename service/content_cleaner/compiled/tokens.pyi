from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

class Numbers:
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...
    def get(self, token: str, default: int) -> int: ...
    def read(self, texts: list[str], flat: NDArray[np.intp], sizes: NDArray[np.intp]) -> int: ...

def shared_phrases(
    flat: NDArray[np.intp],
    sizes: NDArray[np.intp],
    unknown: int,
    own: NDArray[np.uint64],
    hits: NDArray[np.float64],
    found: NDArray[np.bool_],
) -> None: ...
