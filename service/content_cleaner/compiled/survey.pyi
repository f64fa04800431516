from array import array
from collections.abc import Callable

class Trie:
    def __init__(self, phrases: list[str]) -> None: ...

def name_bits(names: list[str], trie: Trie, bits: tuple[int, ...]) -> list[int]: ...
def ancestry(
    labels: array[int],
    parents: array[int],
    own: list[int],
    elements: list[int],
    sizes: list[int],
    wide: tuple[float, int, int],
    at: int,
    inside: int,
) -> list[int]: ...
def fold_lines(text: str, fold_table: array[int]) -> str: ...
def skeleton(text: str, fold_table: array[int]) -> str: ...

class Shapes:
    def __init__(
        self,
        entire: dict[str, int],
        counters: str,
        flags: tuple[int, ...],
        begins_in_capitals: Callable[[str], object],
        is_glued: Callable[[str], bool],
    ) -> None: ...

def edges(texts: list[str], lines: list[str], signals: list[int], shapes: Shapes) -> None: ...
def place_phrases(
    lines: list[str], signals: list[int], anywhere: Trie, openings: Trie, bits: tuple[int, ...], opening: int
) -> dict[int, list[tuple[int, int, int]]]: ...
def word_counts(lines: list[str], joined_script: bool) -> list[int]: ...
