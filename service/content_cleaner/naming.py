"""Why a block was removed: its rule, or the rule of the group it stands in."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from content_cleaner.document import REASONS, Block, Page, Reason
from content_cleaner.rules import RULES, Rule

# Reasons that spread over a group: the lines of a widget belong together, captions and bylines stand alone.
SPREADING = frozenset(
    ("signup", "share", "related", "advert", "consent", "paywall", "comments", "navigation", "footer")
)
MAX_GROUP_DISTANCE = 6
MAX_LINK_WORDS = 8
MAX_LABEL_CHARS = 24
WEAK_RULES = frozenset(("timestamp-wording", "byline-wording"))
MAX_AUTHOR_WORDS = 4
POINTING = "related-label"
COLONS = (":", "：")
BY_MODEL = "model"
BY_GROUP = "same-group"
# No rule of its own says what such a passage is.
UNRULED = frozenset((BY_MODEL, BY_GROUP))


class Name(NamedTuple):
    """A reason and the id of the rule that gave it."""

    reason: Reason
    rule: str


UNNAMED = Name("boilerplate", BY_MODEL)
COPIED = Name("duplicate-block", "duplicate-passage")
QUOTED = Name("duplicate-block", "repeated-quote")
FURTHER = Name("related", "further-article")
ABOVE_CREDIT = Name("caption", "caption-above-credit")
BELOW_LABEL = Name("byline", "byline-below-label")
CAPTIONED = Name("caption", "caption-below-label")
NAMES = {rule.id: Name(rule.reason, rule.id) for rule in RULES}
SPREAD = {reason: Name(reason, BY_GROUP) for reason in REASONS}


def _told(rule: Rule) -> int:
    """A whole label tells most, then any sure rule, the element that holds a block, last a word in it."""
    if rule.decisive:
        return 0 if rule.id.endswith("-label") else 1
    return 2 if rule.id.endswith("-element") else 4 if rule.id.endswith("-wording") else 3


def names(page: Page, found: Sequence[tuple[Rule, ...]], removed: Sequence[bool]) -> list[Name | None]:
    """Reason and rule of each removed block, None for kept ones."""
    top = next((index for index, gone in enumerate(removed) if not gone), 0)
    own = [
        _own(block, matched, index < top) if gone and matched else None
        for index, (block, matched, gone) in enumerate(zip(page.blocks, found, removed, strict=True))
    ]
    # A word that stands in any text says less than the group the block stands in.
    strong = [name if name is not None and name.rule not in WEAK_RULES else None for name in own]
    near = _Nearest.of(strong, removed, _groups(page))
    named: list[Name | None] = [None] * len(own)
    before = None
    for index, gone in enumerate(removed):
        if not gone:
            before = None
            continue
        name = strong[index]
        if before is not None:
            if before.rule == POINTING:
                name = _pointed_at(index, found, page.blocks) or name
            elif name is None and before.reason == "duplicate-headline":
                name = _between(index, strong, page.blocks)
        before = strong[index]
        if name is None:
            own_name = own[index]
            place = near.place(index, own_name is not None)
            beside = strong[place] if place >= 0 else None
            if beside is not None:
                name = SPREAD[beside.reason]
            else:
                name = own_name or _linked(page.blocks[index], index < top) or UNNAMED
        named[index] = name
    return named


def _pointed_at(index: int, found: Sequence[tuple[Rule, ...]], blocks: Sequence[Block]) -> Name | None:
    """The headline behind "Read also:", unless a sure rule says what it is."""
    if not blocks[index - 1].text.endswith(COLONS):
        return None
    return None if any(rule.decisive for rule in found[index]) else Name("related", BY_GROUP)


def _between(index: int, named: Sequence[Name | None], blocks: Sequence[Block]) -> Name | None:
    """A few words between the headline and the date are the author's name."""
    after = named[index + 1] if index + 1 < len(named) else None
    if after is None or after.reason not in ("timestamp", "byline"):
        return None
    return Name("byline", BY_GROUP) if len(blocks[index].text.split()) <= MAX_AUTHOR_WORDS else None


def _linked(block: Block, above: bool) -> Name | None:
    """Links above the article that no rule names are a menu."""
    return Name("navigation", BY_MODEL) if above and 2 * block.link_chars > len(block.text) else None


def _own(block: Block, matched: tuple[Rule, ...], above: bool) -> Name:
    """The first rule names a block, but for lines that stand in several places.

    A short line that names the privacy policy is a footer's, not a consent notice; a label such as "News" or "Contact"
    `above` the article is the menu's, not a footer's or a list's of further reading.
    """
    first = matched[0] if len(matched) == 1 else _most_telling(matched)
    if above and first.reason in ("footer", "related") and len(block.text) <= MAX_LABEL_CHARS:
        return Name("navigation", first.id)
    if first.reason == "consent" and not first.decisive and len(block.text.split()) <= MAX_LINK_WORDS:
        first = next((rule for rule in matched if rule.reason == "footer"), first)
    return NAMES[first.id]


@functools.lru_cache(maxsize=4096)
def _most_telling(matched: tuple[Rule, ...]) -> Rule:
    return min(matched, key=_told)


def _groups(page: Page) -> list[int]:
    """A number for each block, the same for lines without a blank line between them (of HTML: items of one list)."""
    if page.kind == "html":
        return list(accumulate([block.joint == "\n\n" for block in page.blocks]))
    groups = []
    group, end = 0, 0
    for block in page.blocks:
        between = page.source[end : block.start]
        end = block.end
        group += max(between.count("\n"), between.count("\r")) > 1
        groups.append(group)
    return groups


class _Nearest(NamedTuple):
    """The nearest named blocks in the same run of removed blocks, where their names spread; -1 where there is none."""

    groups: Sequence[int]
    before: Sequence[int]
    after: Sequence[int]

    @classmethod
    def of(cls, named: Sequence[Name | None], removed: Sequence[bool], groups: Sequence[int]) -> _Nearest:
        """Of all blocks, by one pass from each end."""
        order = range(len(named))
        return cls(groups, _nearest(order, named, removed), _nearest(order[::-1], named, removed))

    def place(self, index: int, in_group: bool) -> int:
        """The place of the nearest named block, of the same group where it must be.

        A widget's heading names what follows, so the block before counts first, unless a blank line parts it off and
        none the one behind.
        """
        groups, before, after = self.groups, self.before[index], self.after[index]
        if before >= 0 and groups[before] == groups[index]:
            return before
        if after >= 0 and groups[after] == groups[index]:
            return after
        if in_group:
            return -1
        return before if before >= 0 else after


def _nearest(order: range, named: Sequence[Name | None], removed: Sequence[bool]) -> list[int]:
    """For each block the last one before it in the order that is named, where nothing kept stands between them."""
    found = [-1] * len(named)
    last = -1
    for index in order:
        if last >= 0 and -MAX_GROUP_DISTANCE <= index - last <= MAX_GROUP_DISTANCE:
            found[index] = last
        name = named[index]
        if name is not None:
            last = index if name.reason in SPREADING else -1
        elif not removed[index]:
            last = -1
    return found
