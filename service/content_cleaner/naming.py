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
MAX_LINK_WORDS = 8
MAX_LABEL_CHARS = 24
WEAK_RULES = frozenset(("timestamp-wording", "byline-wording"))
MAX_AUTHOR_WORDS = 4
POINTING = "related-label"
COLONS = (":", "：")
BY_MODEL = "model"
BY_GROUP = "same-group"


class Name(NamedTuple):
    """A reason and the id of the rule that gave it."""

    reason: Reason
    rule: str


UNNAMED = Name("boilerplate", BY_MODEL)


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
    return [
        _pointed_at(index, strong, found, page.blocks)
        or strong[index]
        or _between(index, strong, page.blocks)
        or near.name(index, same_group=own[index] is not None)
        or own[index]
        or _linked(page.blocks[index], index < top)
        or UNNAMED
        if gone
        else None
        for index, gone in enumerate(removed)
    ]


def _pointed_at(
    index: int, named: Sequence[Name | None], found: Sequence[tuple[Rule, ...]], blocks: Sequence[Block]
) -> Name | None:
    """The headline behind "Read also:", unless a sure rule says what it is."""
    before = named[index - 1] if index else None
    if before is None or before.rule != POINTING or not blocks[index - 1].text.endswith(COLONS):
        return None
    return None if any(rule.decisive for rule in found[index]) else Name("related", BY_GROUP)


def _between(index: int, named: Sequence[Name | None], blocks: Sequence[Block]) -> Name | None:
    """A few words between the headline and the date are the author's name."""
    if not 0 < index < len(named) - 1:
        return None
    before, after = named[index - 1], named[index + 1]
    if before is None or after is None or before.reason != "duplicate-headline":
        return None
    if after.reason not in ("timestamp", "byline") or len(blocks[index].text.split()) > MAX_AUTHOR_WORDS:
        return None
    return Name("byline", BY_GROUP)


def _linked(block: Block, above: bool) -> Name | None:
    """Links above the article that no rule names are a menu."""
    return Name("navigation", BY_MODEL) if above and 2 * block.link_chars > len(block.text) else None


def _own(block: Block, matched: tuple[Rule, ...], above: bool) -> Name:
    """The first rule names a block, but for lines that stand in several places.

    A short line that names the privacy policy is a footer's, not a consent notice; a label such as "News" or "Contact"
    `above` the article is the menu's, not a footer's or a list's of further reading.
    """
    first = min(matched, key=_weakness)
    if above and first.reason in ("footer", "related") and len(block.text) <= MAX_LABEL_CHARS:
        return Name("navigation", first.id)
    if first.reason == "consent" and not first.decisive and len(block.text.split()) <= MAX_LINK_WORDS:
        first = next((rule for rule in matched if rule.reason == "footer"), first)
    return Name(first.reason, first.id)


def _weakness(rule: Rule) -> int:
    """A whole label tells most, then any sure rule, the element that holds a block, last a word in it."""
    if rule.decisive:
        return 0 if rule.id.endswith("-label") else 1
    return 2 if rule.id.endswith("-element") else 4 if rule.id.endswith("-wording") else 3


def _groups(page: Page) -> list[int]:
    """A number for each block, the same for lines without a blank line between them (of HTML: items of one list)."""
    groups = []
    group, end = 0, 0
    for block in page.blocks:
        if page.kind == "html":
            apart = block.joint == "\n\n"
        else:
            between = page.source[end : block.start]
            apart = max(between.count("\n"), between.count("\r")) > 1
        end = block.end
        group += apart
        groups.append(group)
    return groups


class _Nearest(NamedTuple):
    """The nearest named blocks in the same run of removed blocks, where their names spread."""

    named: Sequence[Name | None]
    groups: Sequence[int]
    before: Sequence[int | None]
    after: Sequence[int | None]

    @classmethod
    def of(cls, named: Sequence[Name | None], removed: Sequence[bool], groups: Sequence[int]) -> _Nearest:
        """Of all blocks, by one pass from each end."""
        order = range(len(named))
        return cls(named, groups, _nearest(order, named, removed), _nearest(order[::-1], named, removed))

    def name(self, index: int, *, same_group: bool) -> Name | None:
        """The reason of the nearest named block.

        A widget's heading names what follows, so the block before counts first, unless a blank line parts it off and
        none the one behind.
        """
        found = [near for near in (self.before[index], self.after[index]) if near is not None]
        for near in found:
            if self.groups[near] == self.groups[index]:
                return _spread(self.named[near])
        return _spread(self.named[found[0]]) if found and not same_group else None


def _nearest(order: range, named: Sequence[Name | None], removed: Sequence[bool]) -> list[int | None]:
    """For each block the last one before it in the order that is named, where nothing kept stands between them."""
    found: list[int | None] = [None] * len(named)
    last: int | None = None
    for index in order:
        if last is not None and abs(index - last) <= MAX_GROUP_DISTANCE:
            found[index] = last
        name = named[index]
        if not removed[index]:
            last = None
        elif name is not None:
            last = index if name.reason in SPREADING else None
    return found


def _spread(name: Name | None) -> Name | None:
    return Name(name.reason, BY_GROUP) if name is not None else None
