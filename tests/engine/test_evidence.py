"""When a plain text counts as scraped: by sure rules, or by a scorer that is sure of many of its blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from content_cleaner.evidence import is_scraped
from content_cleaner.rules import RULES, Rule

BY_ID = {rule.id: rule for rule in RULES}


def found(*ids: str, blocks: int = 20) -> list[tuple[Rule, ...]]:
    return [(BY_ID[name],) for name in ids] + [()] * (blocks - len(ids))


def scores(low: int, blocks: int = 20) -> NDArray[np.float32]:
    return np.array([0.01] * low + [0.3] * (blocks - low), np.float32)


def test_a_text_without_a_sign_is_clean() -> None:
    assert not is_scraped(found(), scores(0))


def test_one_sure_rule_of_a_widget_tells() -> None:
    assert is_scraped(found("signup-opening"), scores(0))


def test_a_rule_that_is_not_sure_tells_nothing() -> None:
    assert not is_scraped(found("signup-wording", "related-wording", "footer-wording", "share-wording"), scores(0))


def test_datelines_tell_only_where_there_are_several() -> None:
    assert not is_scraped(found("timestamp-labelled", "timestamp-labelled"), scores(0))
    assert is_scraped(found("timestamp-labelled", "timestamp-labelled", "timestamp-labelled"), scores(0))


def test_the_scorer_tells_where_it_is_sure_of_many_blocks() -> None:
    assert not is_scraped(found(), scores(2))
    assert is_scraped(found(), scores(3))
    assert not is_scraped(found(blocks=100), scores(3, blocks=100))
    assert is_scraped(found(blocks=100), scores(10, blocks=100))
