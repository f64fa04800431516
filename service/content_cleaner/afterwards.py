"""What comes after the article: below a label of comments or of sharing, where what stands below reads less like one.

Comments read like an article, one by one; what tells them is where they stand, and that the scorer is less sure of them
than of the text above the label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.certainty import Seen
from content_cleaner.document import Reason
from content_cleaner.naming import Name
from content_cleaner.rules import Rule

# Below a bar to share stand comments as well as teasers.
NAMES: Mapping[Reason, Name] = {
    "comments": Name("comments", "below-article"),
    "share": Name("boilerplate", "below-article"),
}
LABEL = "-label"
MIN_WORDS_ABOVE = 100
MIN_ABOVE, MAX_BELOW, MIN_FALL = 0.8, 0.7, 0.2
# A label that stands again below text is a button of each post of a thread, not the head of what follows.
MIN_WORDS_BETWEEN = 15
MAX_LABELS = 12
MAX_LABEL_CHARS = 60
NOT_LETTERS = re.compile(r"[\W\d_]+")


def rest(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """Which of n kept blocks stand below the label that ends the article, and what they are; none without a label."""
    labels = [i for i in np.flatnonzero(seen.of(*NAMES) & ~kept).tolist() if _name(seen.found[i])]
    if not labels:
        return []
    words = np.concatenate(([0.0], np.cumsum(seen.words * kept, dtype=np.float64)))
    sums = np.concatenate(([0.0], np.cumsum(seen.words * kept * seen.scores, dtype=np.float64)))
    for label in labels[:MAX_LABELS]:
        above, below = words[label], words[-1] - words[label]
        if above < MIN_WORDS_ABOVE or below <= 0:
            continue
        sure, less_sure = sums[label] / above, (sums[-1] - sums[label]) / below
        if sure < MIN_ABOVE or less_sure > MAX_BELOW or sure - less_sure < MIN_FALL:
            continue
        name = _name(seen.found[label])
        if name is not None and not _stands_again(seen, label, words):
            return [(kept & (np.arange(len(kept)) > label), name)]
    return []


def _name(rules: Sequence[Rule]) -> Name | None:
    """What stands below a block of these rules, where it is a label that may end the article."""
    named = (NAMES.get(rule.reason) for rule in rules if rule.decisive and rule.id.endswith(LABEL))
    return next(filter(None, named), None)


def _stands_again(seen: Seen, label: int, words: NDArray[np.float64]) -> bool:
    """Whether the label stands a second time, with kept text in between."""
    blocks = seen.page.blocks
    own = _letters(blocks[label].text)
    first = next(filter(None, NOT_LETTERS.split(blocks[label].text.lower())), "")
    start = int(np.searchsorted(words[:-1], words[label] + MIN_WORDS_BETWEEN))
    return any(
        first in block.text.lower() and _letters(block.text) == own
        for block in blocks[max(start, label + 1) :]
        if len(block.text) <= MAX_LABEL_CHARS
    )


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text[:MAX_LABEL_CHARS]).lower()
