"""Markdown, as reader services and converters make it of pages: blocks by its syntax, texts without link targets.

A block's span holds the Markdown as it was written; its text is what a reader of the rendered page sees, so that the
scorer and the rules meet the words of a menu and not the addresses behind them.
"""

from __future__ import annotations

import re

from content_cleaner.blocks.lines import MAX_BLOCKS, Line, merged, read
from content_cleaner.document import Block, Page

# Syntax: https://spec.commonmark.org/0.31.2/#links; possessive, so that no text takes more than linear time.
_TARGET = r"""\(\s*+(?:<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?+\s*+\)"""
_TEXT = r"\[([^\[\]\n]*+(?:\[[^\[\]\n]*+\][^\[\]\n]*+)*+)\]"
IMAGE = re.compile(rf"!\[([^\[\]\n]*+)\]{_TARGET}")
LINK = re.compile(rf"{_TEXT}(?:{_TARGET}|\[[^\[\]\n]{{0,80}}+\])")
# Links that hold whole blocks begin on one line and end on another.
LINK_END = re.compile(rf"\]{_TARGET}")
LINK_START = re.compile(r"\[(?=\s|$)")
AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*+>")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=[^\s*_])|(?<=[^\s*_])(\*{1,3}|_{2,3})(?![\w*])")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
UNDERLINE = re.compile(r"=+$|--+$")
FENCE = re.compile(r"```|~~~")
OPENS = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s|#{1,6}\s|>|\||(?:[-*_]\s*+){3,}+$")
LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\S")
HARD_BREAK = ("  ", "\\")
IMAGE_ALONE = "image"
SHAPE = "markdown"

# So many links make a text Markdown; a text about Markdown shows one or two.
MIN_LINKS = 3
MAX_SAMPLED_CHARS = 100_000
MIN_LINKED_LINES = 0.03
# Lines without a link of a text that is wrapped are hardly longer than this, and some are nearly so long.
MAX_WRAP_WIDTH = 100
MIN_WRAP_WIDTH = 60
MIN_WRAPPED_LINES = 4
MAX_BEYOND = 0.05


def is_markdown(source: str) -> bool:
    """Whether a text has as many Markdown links as a page written in it has."""
    if source.count("](", 0, MAX_SAMPLED_CHARS) < MIN_LINKS:
        return False
    sample = source[:MAX_SAMPLED_CHARS]
    links = sum(1 for _ in LINK.finditer(sample))
    return links >= max(MIN_LINKS, MIN_LINKED_LINES * (sample.count("\n") + 1))


def cut(source: str) -> Page:
    """Cut Markdown into blocks whose spans hold every character of it that is not white space."""
    lines = read(source)
    groups = _joined(source, lines, wrapped=_is_wrapped(source, lines))
    if len(groups) > MAX_BLOCKS:
        groups = [(line, False) for line in merged([line for line, _ in groups])]
    blocks = tuple(_block(source, line, code=code) for line, code in groups)
    return Page(kind="text", source=source, blocks=blocks, hints={"shape": SHAPE})


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
    return " ".join(HEADING.sub("", text, count=1).split() if text.startswith("#") else text.split())


def _is_wrapped(source: str, lines: list[Line]) -> bool:
    """Whether paragraphs are wrapped at a width: hardly a plain line goes beyond it, and several come near it."""
    plain_lengths = [line.end - line.start for line in lines if "](" not in source[line.start : line.end]]
    near = sum(MIN_WRAP_WIDTH <= length <= MAX_WRAP_WIDTH for length in plain_lengths)
    beyond = sum(length > MAX_WRAP_WIDTH for length in plain_lengths)
    return near >= MIN_WRAPPED_LINES and beyond <= MAX_BEYOND * len(plain_lengths)


def _joined(source: str, lines: list[Line], *, wrapped: bool) -> list[tuple[Line, bool]]:
    """The lines of each paragraph and of each piece of fenced code taken together, and whether they are code."""
    groups: list[tuple[Line, bool]] = []
    fenced = False
    for index, line in enumerate(lines):
        fence = FENCE.match(source, line.start) is not None
        underlines = UNDERLINE.match(source, line.start, line.end) is not None
        goes_on = underlines or (wrapped and _goes_on(source, lines[index - 1], line))
        if fenced or (groups and line.gap == 1 and goes_on):
            before, code = groups[-1]
            groups[-1] = Line(before.start, line.end, before.gap), code
        else:
            groups.append((line, fence))
        fenced ^= fence
    return groups


def _goes_on(source: str, before: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if source[before.end : before.end + 2] in HARD_BREAK or source.startswith(HARD_BREAK[1], before.end - 1):
        return False
    if OPENS.match(source, line.start, line.end) or HEADING.match(source, before.start):
        return False
    return not (_is_link(source[before.start : before.end]) or _is_link(source[line.start : line.end]))


def _is_link(raw: str) -> bool:
    """Whether a line is one link or image and nothing else."""
    return raw[:1] in "[!" and (LINK.fullmatch(raw) is not None or IMAGE.fullmatch(raw) is not None)


def _block(source: str, line: Line, *, code: bool) -> Block:
    start, end, gap = line
    raw = " ".join(source[start:end].split())
    joint = "\n" if gap == 1 and start else "\n\n"
    if code:
        return Block(raw, start, end, "code", joint)
    above, _, last = source[start:end].rpartition("\n")
    if above and UNDERLINE.match(last.strip()):
        return Block(plain(" ".join(above.split())) or raw, start, end, "heading", joint, level=1 if "=" in last else 2)
    text = plain(raw)
    if not text:
        return Block(IMAGE_ALONE, start, end, "caption" if IMAGE.search(raw) else "paragraph", joint)
    linked = sum(len(plain(found.group(1))) for found in LINK.finditer(raw)) if "](" in raw else 0
    heading = HEADING.match(raw)
    if heading is not None:
        return Block(text, start, end, "heading", joint, link_chars=linked, level=len(heading.group(1)))
    return Block(text, start, end, _kind(raw), joint, link_chars=linked)


def _kind(raw: str) -> str:
    if LIST_MARK.match(raw):
        return "list-item"
    if raw.startswith("|"):
        return "table-row"
    return "quote" if raw.startswith(">") and len(raw) > 1 else "paragraph"
