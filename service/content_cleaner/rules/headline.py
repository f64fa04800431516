"""The headline again: compared by its letters and digits, whatever the tag, the case or the punctuation."""

from __future__ import annotations

import re

from content_cleaner.rules.phrasebook import skeleton
from content_cleaner.rules.rule import Candidate, Rule
from content_cleaner.rules.signals import signal

_LONGEST = 60  # words
_SHORTEST = 8  # letters and digits; below it a headline says too little to compare
_SITE_WORDS = 5
_SEPARATORS = re.compile(r"\s[|\-–—»«•·:/]\s|[|»•]|: ")


def _same(candidate: Candidate) -> bool:
    bare = skeleton(candidate.block.text)
    return len(bare) >= _SHORTEST and bare in candidate.headlines


def _with_site(candidate: Candidate) -> bool:
    parts = _SEPARATORS.split(candidate.block.text)
    if not 2 <= len(parts) <= 6:
        return False
    bare = [skeleton(part) for part in parts]
    for cut in range(1, len(parts)):
        for kept, site in ((bare[:cut], parts[cut:]), (bare[cut:], parts[:cut])):
            whole = "".join(kept)
            if len(whole) >= 2 * _SHORTEST and whole in candidate.headlines:
                return sum(len(part.split()) for part in site) <= _SITE_WORDS
    return False


def _cut(candidate: Candidate) -> bool:
    text = candidate.block.text.rstrip()
    if not text.endswith(("…", "...", "[…]", "[...]")):
        return False
    bare = skeleton(text)
    return len(bare) >= 2 * _SHORTEST and any(
        headline.startswith(bare) and len(bare) >= 0.4 * len(headline) for headline in candidate.headlines
    )


def _nearly(candidate: Candidate) -> bool:
    bare = skeleton(candidate.block.text)
    return len(bare) >= 2 * _SHORTEST and any(
        (headline.startswith(bare) and len(bare) >= 0.6 * len(headline))
        or (bare.startswith(headline) and len(headline) >= 0.6 * len(bare))
        for headline in candidate.headlines
        if len(headline) >= 2 * _SHORTEST
    )


RULES = (
    Rule(
        "duplicate-headline",
        "duplicate-headline",
        True,
        signal("headline"),
        _LONGEST,
        _same,
        "The block is the headline, letter for letter: “RIVER TOWN REOPENS ITS BRIDGE”; not a sentence that quotes it: "
        "“Under the words ‘River town reopens its bridge’ the paper printed …”.",
    ),
    Rule(
        "headline-with-site",
        "duplicate-headline",
        True,
        signal("headline"),
        _LONGEST,
        _with_site,
        "The headline with the site's name before or after it: “River town reopens its bridge | Valley Post”; "
        "not “River town reopens its bridge - and nobody wants to cross it any more”.",
    ),
    Rule(
        "headline-cut",
        "duplicate-headline",
        True,
        signal("headline"),
        _LONGEST,
        _cut,
        "The headline cut short with dots: “River town reopens its …”; not a sentence that trails off: “River town …”.",
    ),
    Rule(
        "headline-nearly",
        "duplicate-headline",
        False,
        signal("headline"),
        30,
        _nearly,
        "The headline with a little more or less: “River town reopens its bridge after flood”; a first sentence may "
        "begin in the same words, so it never decides.",
    ),
)
