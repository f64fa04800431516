import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

def chosen(splits: NDArray[np.intp], thresholds: Floats, leaves: Floats, values: Floats, out: Floats) -> None: ...
