"""Why a block was removed: its rule, or the rule of the group it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from content_cleaner.document import Block, Page, Reason
from content_cleaner.rules import Rule

# Reasons that spread over a group: the lines of a widget belong together, captions and bylines stand alone.
SPREADING = frozenset(
    ("signup", "share", "related", "advert", "consent", "paywall", "comments", "navigation", "footer")
)
MAX_GROUP_DISTANCE = 6
BY_MODEL = "model"
BY_GROUP = "same-group"


class Name(NamedTuple):
    """A reason and the id of the rule that gave it."""

    reason: Reason
    rule: str


def names(page: Page, found: Sequence[tuple[Rule, ...]], removed: Sequence[bool]) -> list[Name | None]:
    """Reason and rule of each removed block, None for kept ones."""
    named: list[Name | None] = [
        Name(matched[0].reason, matched[0].id) if gone and matched else None
        for matched, gone in zip(found, removed, strict=True)
    ]
    _spread(page.blocks, removed, named)
    return [
        (name or Name("boilerplate", BY_MODEL)) if gone else None for name, gone in zip(named, removed, strict=True)
    ]


def _spread(blocks: Sequence[Block], removed: Sequence[bool], named: list[Name | None]) -> None:
    """Give nameless removed blocks the reason of the nearest named one in the same run of removed blocks.

    A run ends at a kept block; inside of it, groups are lines without a blank line between them, and a nameless block
    looks a few blocks back first (a widget's heading names it), then ahead.
    """
    n = len(blocks)
    original = [name.reason if name else None for name in named]
    nearest: list[tuple[Reason, int] | None] = [None] * n
    for order in (range(n), range(n - 1, -1, -1)):
        last: tuple[Reason, int] | None = None
        for index in order:
            if not removed[index]:
                last = None
                continue
            reason = original[index]
            if reason is not None:
                last = (reason, index) if reason in SPREADING else None
            elif last is not None and abs(index - last[1]) <= MAX_GROUP_DISTANCE:
                best = nearest[index]
                if best is None or abs(index - last[1]) < abs(index - best[1]):
                    nearest[index] = last
    for index, found in enumerate(nearest):
        if found is not None and named[index] is None:
            named[index] = Name(found[0], BY_GROUP)
