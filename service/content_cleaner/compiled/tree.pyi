from array import array
from typing import Any

from lxml.etree import _Element

from content_cleaner.document import Block, Label

def read(
    root: _Element, skipped: frozenset[str], max_depth: int, asked: Any
) -> tuple[list[Block], tuple[array[int], array[int], array[int]], list[Label]] | None: ...
