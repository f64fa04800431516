"""Words count that enough sites use: a page in other surroundings holds words of several sites and proves nothing."""

from __future__ import annotations

import pytest

from training.corpus import MIXED, Sample, html_page, sample
from training.network import MIN_DOMAINS, vocabulary

TEXT = "The ferry sails again from Monday, and bicycles travel free until the season ends."


def samples(suffix: str) -> list[Sample]:
    made = [
        sample(
            {"id": str(n), "url": f"https://site{n}.example/x", "type": "article", "lang": "en", "text": TEXT},
            f"mine{suffix if n else ''}",
            html_page(f"<p>{TEXT}</p>"),
        )
        for n in range(MIN_DOMAINS)
    ]
    return [one for one in made if one is not None]


@pytest.mark.parametrize(("suffix", "known"), [("", True), ("/nameless", True), (MIXED, False)])
def test_sites_that_use_a_word(suffix: str, known: bool) -> None:
    assert ("ferry" in vocabulary(samples(suffix), reads_inside=True)) is known
