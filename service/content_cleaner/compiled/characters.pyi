import numpy as np
from numpy.typing import NDArray

def tally(
    texts: list[str],
    table: NDArray[np.uint8],
    classes: NDArray[np.int64],
    words: NDArray[np.int64],
    capitalised: NDArray[np.int64],
    short_words: NDArray[np.int64],
    first: NDArray[np.intp],
    last: NDArray[np.intp],
) -> None: ...
