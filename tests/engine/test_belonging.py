"""Lists of plain text that a kept line announces."""

from __future__ import annotations

import numpy as np
import pytest

from content_cleaner.belonging import with_announced
from content_cleaner.blocks import text

LISTED = "The train has these parts:\n\n* a battery\n* two doors\n\nIt runs from June."


@pytest.mark.parametrize(
    ("source", "kept", "named", "expected"),
    [
        (LISTED, (0, 3), (), (0, 1, 2, 3)),
        (LISTED, (0,), (), (0, 1, 2)),
        (LISTED, (3,), (), (3,)),  # what announces it goes itself
        (LISTED, (0, 3), (2,), (0, 3)),  # a rule finds something in it
        (LISTED.replace(":", "."), (0, 3), (), (0, 3)),
        (LISTED.replace("* ", ""), (0, 3), (), (0, 3)),
        ("One:\n\n1. first\n2. second", (0, 1), (), (0, 1)),  # not all of it is below the line
    ],
)
def test_an_announced_list(
    source: str, kept: tuple[int, ...], named: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    blocks = text.cut(source).blocks
    numbers = range(len(blocks))
    mask = np.array([number in kept for number in numbers])
    found = with_announced(mask, [number in named for number in numbers], blocks)
    assert tuple(np.flatnonzero(found).tolist()) == expected
