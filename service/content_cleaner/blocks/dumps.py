"""What text browsers add when they print a page: numbers of links, and a list of their targets at the end.

`lynx -dump` and `elinks -dump` write “[12]Budget” where a page links to its budget, and below the page, under
“References”, the address of each number.
"""

from __future__ import annotations

import re

# Stands for each character of a mark: nobody sees it, and the offsets stay.
MASK = "\u2060"
REFERENCES = "References"
REFERENCE = re.compile(r"[^\S\n]*(?:(?P<target>\d{1,5}\.[^\S\n]+\S[^\n]*)|(?:Visible|Hidden) links:?)?[^\S\n]*(?:\n|\Z)")
MARK = re.compile(r"\[(\d{1,5})\]")
MIN_REFERENCES = 2
# Links without a text have a number and no mark.
MAX_SKIPPED = 50


def references(source: str) -> int:
    """Where the list of targets at the end of a text begins; the text's length where there is none."""
    at = source.rfind(f"{REFERENCES}\n")
    if at < 0 or source[source.rfind("\n", 0, at) + 1 : at].strip():
        return len(source)
    count, end = 0, at + len(REFERENCES) + 1
    while end < len(source):
        line = REFERENCE.match(source, end)
        if line is None:
            return len(source)
        count += line["target"] is not None
        end = line.end()
    marked = count >= MIN_REFERENCES and MARK.search(source, 0, at) is not None
    return at if marked else len(source)


def unmarked(source: str, end: int) -> str:
    """The text with the numbers of its links masked, up to where their targets are listed."""
    parts: list[str] = []
    last = expected = 0
    for mark in MARK.finditer(source, 0, end):
        number = int(mark[1])
        if expected <= number <= expected + MAX_SKIPPED:  # else the page's own, as of a note
            parts += (source[last : mark.start()], MASK * len(mark[0]))
            last, expected = mark.end(), number + 1
    return "".join((*parts, source[last:]))
