"""Every sample document gives exactly the result written down for it."""

from __future__ import annotations

from collections import Counter

import pytest
from golden_seeds import Seed, all_seeds, fold, fold_lines

from content_cleaner import clean

SEEDS = all_seeds()
PLAIN = [seed for seed in SEEDS if not seed.is_html]
HTML = [seed for seed in SEEDS if seed.is_html]


# What the cleaner does not manage yet; strict, so that a better one shows.
KNOWN_FAILURES = {
    "en-poem-winter": "the titles of other poems below a poem look like its lines",
    "en-press-release": "a contact block on its own lines at the end looks like the footer that follows",
    "pl-award-winners": "a list of names near the end, with one paragraph after it, is taken for a list of links",
}


def with_known_failures(seeds: list[Seed]) -> list[object]:
    return [
        pytest.param(
            seed,
            id=seed.name,
            marks=[pytest.mark.xfail(reason=KNOWN_FAILURES[seed.name], strict=True)]
            if seed.name in KNOWN_FAILURES
            else [],
        )
        for seed in seeds
    ]


def removals(seed: Seed) -> list[tuple[str, str]]:
    answer = clean(seed.raw, content_type=seed.content_type)
    return [(fold(removal.text), removal.reason) for removal in answer.removed]


@pytest.mark.parametrize("seed", with_known_failures(SEEDS))
def test_title_and_text(seed: Seed) -> None:
    answer = clean(seed.raw, content_type=seed.content_type)
    assert fold_lines(answer.text) == fold_lines(seed.text)
    assert fold(answer.title or "") == fold(seed.title or "")


@pytest.mark.parametrize("seed", with_known_failures(PLAIN))
def test_removals_of_plain_text_are_exact_and_in_order(seed: Seed) -> None:
    assert removals(seed) == list(seed.removed)


@pytest.mark.parametrize("seed", HTML, ids=lambda seed: seed.name)
def test_removals_of_html_include_the_listed_ones(seed: Seed) -> None:
    missing = Counter(seed.removed) - Counter(removals(seed))
    assert not missing


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_clean_text_cleaned_again_is_unchanged(seed: Seed) -> None:
    again = clean(seed.text, content_type="text/plain")
    assert fold_lines(again.text) == fold_lines(seed.text)
    assert again.removed == ()
