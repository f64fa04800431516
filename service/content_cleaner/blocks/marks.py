"""The marks of Markdown: how its lines and pieces are told, and what a reader of the rendered page sees of them.

Syntax: https://spec.commonmark.org/0.31.2/; the patterns are possessive, so that no text takes more than linear time.
"""

from __future__ import annotations

import re

_TARGET = r"""\(\s*+(?:<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?+\s*+\)"""
_TEXT = r"\[([^\[\]\n]*+(?:\[[^\[\]\n]*+\][^\[\]\n]*+)*+)\]"
IMAGE = re.compile(rf"!\[([^\[\]\n]*+)\]{_TARGET}")
LINK = re.compile(rf"{_TEXT}(?:{_TARGET}|\[[^\[\]\n]{{0,80}}+\])")
# Links that hold whole blocks begin on one line and end on another.
LINK_END = re.compile(rf"\]{_TARGET}")
LINK_START = re.compile(r"\[(?=\s|$)")
# Converters wrap links as well: inside of their text, and behind hyphens of their targets.
OPEN_TEXT = re.compile(r"(?<![\\\]])\[[^\[\]]{0,300}+\Z")
CLOSES_TEXT = re.compile(r"[^\[\]\n]*+\]\(")
OPEN_TARGET = re.compile(r"\]\((?:[^()\s]*+(?<=-)\n[^\S\n]*+)*+[^()\s]*+(?<=-)\Z")
BROKEN_TARGET = re.compile(r"\]\((?:[^()\s]*+(?<=-)\n[^\S\n]*+)++[^()\s]*+\)")
AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*+>")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=[^\s*_])|(?<=[^\s*_])(\*{1,3}|_{2,3})(?![\w*])")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
HEADING = re.compile(r"(?:[-*+]\s+)?(#{1,6})\s+(?=\S)")
HEADING_END = re.compile(r"\s+#++\s*+$")
PERMALINK = re.compile(r"\s*+(?:\[(?:¶|#|\\#)\]\([^()\s]*+(?:\s++\"[^\"\n]*+\")?+\)|¶)\s*+$")
UNDERLINE = re.compile(r"=+$|--+$")
# Of one line.
FENCE = re.compile(r"`{3,}+(?=[^`]*+$)|~{3,}+|\$\$$")
OPENS = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s|#{1,6}\s|>|\||(?:[-*_]\s*+){3,}+$")
LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\S")
# The line between a table's head and its rows.
DELIMITERS = re.compile(r"\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)++\|?$|\|\s*+:?-++:?\s*+\|$")
# Where a link goes that is named elsewhere in the text, and a footnote.
DEFINITION = re.compile(
    r"""\[([^\[\]^\n][^\[\]\n]{0,80}+)\]:\s*+(?:<[^<>\n]*+>|https?://\S*+|[./#]\S*+|mailto:\S*+)(?:\s++["'(].*)?$"""
)
FOOTNOTE = re.compile(r"\[(\^[^\[\]\n]{1,80}+)\]:\s")
REFERENCE = re.compile(r"\[([^\[\]\n]{1,80}+)\](?![(:])")
CODE_SIGN = re.compile(r"[={}<>$\\;`_]|\w\(|->|::|^[#./]|^--?\w")
HARD_BREAK = "  "
ADDRESS_SIGNS = "/.#:?<"


def plain(raw: str) -> str:
    """What a reader of the rendered Markdown sees; `raw` has no line breaks."""
    text = LINK_END.sub("", LINK.sub(r"\1", IMAGE.sub("", raw))) if "](" in raw or "][" in raw else raw
    if "[" in text:
        text = LINK_START.sub("", text)
    if "<" in text:
        text = AUTOLINK.sub("", text)
    if "*" in text or "__" in text:
        text = EMPHASIS.sub("", text)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    return " ".join(text.split())


def unbroken(source: str) -> str:
    """Markdown with the line breaks inside of targets taken out."""
    return BROKEN_TARGET.sub(lambda found: "".join(found[0].split()), source)


def heading(raw: str) -> tuple[str, int]:
    """The words of a heading and its level, 0 for what is none; `raw` has no line breaks."""
    sign = HEADING.match(raw)
    if sign is None:
        return "", 0
    return plain(HEADING_END.sub("", PERMALINK.sub("", raw[sign.end() :]))), len(sign.group(1))


def words(raw: str) -> str:
    """What a reader sees of a line, heading or not."""
    seen, level = heading(raw)
    return seen if level else plain(raw)


def is_link(raw: str) -> bool:
    """Whether a line is one link or image and nothing else."""
    return raw[:1] in "[!" and (LINK.fullmatch(raw) is not None or IMAGE.fullmatch(raw) is not None)


def leads_somewhere(link: str) -> bool:
    """Whether a link's target is an address, and not the argument of a call in code: “handlers[name](event)”."""
    return any(sign in link.rpartition("](")[2] for sign in ADDRESS_SIGNS) or "][" in link


def linked_chars(raw: str) -> int:
    """How many characters of the words of a line are links."""
    return sum(len(plain(found.group(1))) for found in LINK.finditer(raw)) if "](" in raw else 0


def kind(raw: str) -> str:
    """Of a line that is no heading and no code: the kind of block it is."""
    if LIST_MARK.match(raw):
        return "list-item"
    if raw.startswith("|"):
        return "table-row"
    return "quote" if raw.startswith(">") and len(raw) > 1 else "paragraph"
