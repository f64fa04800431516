"""What several tests of the engine need."""

import numpy as np
import pytest

from content_cleaner.document import Page
from content_cleaner.model import scorer


class Likely:
    """A scorer that takes all blocks for article text."""

    def score(self, page: Page, *_: object) -> scorer.Scored:
        words = np.array([len(block.text.split()) for block in page.blocks], np.float32)
        return scorer.Scored(np.full(len(words), 0.95, np.float32), words)


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks are likely: what goes is taken by rules."""
    monkeypatch.setattr(scorer, "load", lambda kind: Likely())
