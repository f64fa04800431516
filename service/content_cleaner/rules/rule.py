"""What a rule is, and what a rule gets to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from content_cleaner.document import Block, Kind, Page, Reason
from content_cleaner.rules.phrasebook import Phrasebook

BOTH: frozenset[Kind] = frozenset(("html", "text"))
HTML: frozenset[Kind] = frozenset(("html",))
TEXT: frozenset[Kind] = frozenset(("text",))


class Hit(NamedTuple):
    """A phrase found in a block: its signal bit, and where it lies in `Candidate.line`."""

    bit: int
    start: int
    end: int


class Candidate(NamedTuple):
    """A block that some signal points to, with all that matchers need."""

    page: Page
    position: int  # of the block in page.blocks
    block: Block
    line: str  # the block's text folded (see phrasebook.fold), without leading symbols
    words: int  # a CJK character counts as half a word
    signals: int
    hits: tuple[Hit, ...]
    headlines: tuple[str, ...]  # candidate headlines reduced to their letters and digits (see duplicates.skeleton)
    book: Phrasebook

    def neighbour(self, step: int) -> Block | None:
        """The block `step` places further on (negative: before), None beyond the page's ends."""
        place = self.position + step
        return self.page.blocks[place] if 0 <= place < len(self.page.blocks) else None


Matcher = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True, eq=False)  # a rule is itself: what is remembered of rules is found at once
class Rule:
    """One reason to take a block for something else than article text.

    decisive: precise enough to remove a block that the model takes for article text; else it only names a removed
    block and is a feature of the model.
    needs: signal bits; the matcher is only asked where at least one of them is set.
    longest: words; longer blocks are not asked about.
    shortest: words; nor are shorter ones.
    matcher: None where the signals and the length say it all.
    """

    id: str
    reason: Reason
    decisive: bool
    needs: int
    longest: int
    matcher: Matcher | None
    why: str
    kinds: frozenset[Kind] = BOTH
    shortest: int = 1

    def matches(self, candidate: Candidate) -> bool:
        """Whether the rule applies; the same as what `find` asks, for use on a single block."""
        return (
            self.needs & candidate.signals != 0
            and self.shortest <= candidate.words <= self.longest
            and candidate.page.kind in self.kinds
            and (self.matcher is None or self.matcher(candidate))
        )
