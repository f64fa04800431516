"""How sentences end in the languages of the world."""

from __future__ import annotations

import re

SENTENCE_SIGNS = tuple(".!?…。！？؟।॥۔።։။។")
CLOSING = "\"'”’»«“‘)]）」』"
CLOSING_QUOTES = ("」", "』")
# A Greek question mark is a semicolon.
GREEK_QUESTION = re.compile("[\u0370-\u03ff][;\u037e]$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a whole sentence does, in a full stop or the like, behind which there may be quotes."""
    if text.endswith(CLOSING_QUOTES):
        return True
    bare = text.rstrip(CLOSING)
    return bare.endswith(SENTENCE_SIGNS) or GREEK_QUESTION.search(bare) is not None
