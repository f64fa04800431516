"""The expected results themselves: nothing is lost, nothing is made up, and the samples are as varied as they claim."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from bs4 import BeautifulSoup
from golden_seeds import SEEDS, Seed, all_seeds, fold_lines, squeeze

from content_cleaner import REASONS

SAMPLES = all_seeds()


def is_partition(raw: str, kept: tuple[str, ...], removed: tuple[str, ...]) -> bool:
    """Whether `raw` is `kept` and `removed`, each in its own order, merged without a gap."""

    @cache
    def merges(kept_used: int, removed_used: int, at: int) -> bool:
        if kept_used == len(kept) and removed_used == len(removed):
            return at == len(raw)
        next_kept, next_removed = kept[kept_used : kept_used + 1], removed[removed_used : removed_used + 1]
        return any(
            raw.startswith(part, at) and merges(kept_used + 1, removed_used, at + len(part)) for part in next_kept
        ) or any(
            raw.startswith(part, at) and merges(kept_used, removed_used + 1, at + len(part)) for part in next_removed
        )

    return merges(0, 0, 0)


def lines(text: str) -> tuple[str, ...]:
    return tuple(squeeze(line) for line in text.split("\n") if line.strip())


def visible_text(raw: str) -> str:
    soup = BeautifulSoup(raw, "html.parser")
    for element in soup(["script", "style", "head", "template"]):
        element.decompose()
    return squeeze(soup.get_text(" "))


def test_seeds_are_consistent_as_a_set() -> None:
    kinds = Counter(seed.content_type for seed in SAMPLES)
    assert kinds["text/plain"] >= 16
    assert kinds["text/html"] >= 12
    assert len({seed.name.split("-")[0] for seed in SAMPLES}) >= 12
    expected = {path.name.removesuffix(".expected.json") for path in SEEDS.glob("*.expected.json")}
    assert expected == {seed.name for seed in SAMPLES}


@pytest.mark.parametrize("seed", SAMPLES, ids=lambda seed: seed.name)
def test_seeds_are_consistent(seed: Seed) -> None:
    assert seed.title
    assert seed.text == fold_lines(seed.text).strip()
    assert "\n\n\n" not in seed.text
    assert {reason for _, reason in seed.removed} <= set(REASONS)
    assert seed.removed
    if seed.is_html:
        visible = visible_text(seed.raw)
        parts = (seed.title, *seed.text.split("\n"), *(text for text, _ in seed.removed))
        assert [part for part in parts if squeeze(part) not in visible] == []
        return
    kept, removed = lines(seed.text), tuple(squeeze(text) for text, _ in seed.removed)
    at_title = squeeze(seed.title)
    # The headline may stand before or behind removed lines, always before the text.
    assert is_partition(squeeze(seed.raw), (at_title, *kept), removed)
