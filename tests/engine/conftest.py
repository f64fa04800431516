"""What several tests of the engine need."""

from collections.abc import Callable

import numpy as np
import pytest

from content_cleaner.document import Page
from content_cleaner.model import scorer


class Scores:
    """A scorer that gives the blocks of a page the scores it was made with; one score is every block's."""

    def __init__(self, *scores: float) -> None:
        self.scores = scores

    def score(self, page: Page, *_: object) -> scorer.Scored:
        words = np.array([len(block.text.split()) for block in page.blocks], np.float32)
        given = self.scores * len(words) if len(self.scores) == 1 else self.scores
        return scorer.Scored(np.array(given, np.float32), words)


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the scores of the blocks of the pages to come."""
    return lambda *scores: monkeypatch.setattr(scorer, "load", lambda kind: Scores(*scores))


@pytest.fixture
def likely(scored: Callable[..., None]) -> None:
    """All blocks are likely: what goes is taken by rules."""
    scored(0.95)
