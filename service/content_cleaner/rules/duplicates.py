"""Text that the page shows twice."""

from __future__ import annotations

from content_cleaner.rules.matchers import none_of, of_kind
from content_cleaner.rules.rule import Rule
from content_cleaner.rules.signals import signal

_ANY_LENGTH = 100_000

RULES = (
    Rule(
        "duplicate-paragraph",
        "duplicate-block",
        True,
        signal("repeated"),
        _ANY_LENGTH,
        none_of(of_kind("code", "table-row")),
        "A long paragraph that stood above already, word for word, as where a page holds its text twice; not a "
        "refrain, which is shorter: “And the river rolled on.”",
        shortest=25,
    ),
    Rule(
        "duplicate-line",
        "duplicate-block",
        False,
        signal("repeated"),
        24,
        None,
        "A short line seen before, as a teaser shown twice; songs repeat lines too: “And the river rolled on.”",
        shortest=2,
    ),
)
