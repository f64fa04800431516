"""Time grows with the page, and stays far below what the engine can afford."""

from __future__ import annotations

import subprocess
import sys
import time

from content_cleaner.document import Page
from content_cleaner.rules import find

from .pages import lines_page

SENTENCE = "The river had risen for nine days when the council met in the old mill and nobody wanted to speak. "


def seconds(page: Page, repeats: int = 3) -> float:
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        find(page, ("The bridge of Orrin opens again",))
        best = min(best, time.process_time() - start)
    return best


def sample(blocks: int) -> Page:
    furniture = ["Share", "READ MORE: the bridge", "12 comments", "By Jane Doe", "5 March 2024", "Photo: Jane Doe"]
    return lines_page([furniture[i % 6] if i % 3 == 0 else SENTENCE for i in range(blocks)])


def test_a_page_takes_milliseconds() -> None:
    assert seconds(sample(300), 9) < 0.02


def test_a_hundred_thousand_blocks() -> None:
    assert seconds(sample(100_000), 1) < 6


def test_one_block_of_ten_million_characters() -> None:
    assert seconds(lines_page([SENTENCE * 100_000]), 1) < 6


def test_hostile_lines_take_no_longer() -> None:
    for line in ("(" * 690, "a " * 349, "Foto: " * 116, "share " * 116, "1." * 349, "@" * 699, "By " + "A " * 348):
        assert seconds(lines_page([line] * 300), 1) < 1, line[:10]


def test_phrases_load_fast() -> None:
    code = (
        "import time; from content_cleaner.rules.phrasebook import phrasebook;"
        "start = time.process_time(); phrasebook(); print(time.process_time() - start)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert float(answer.stdout) < 1
