"""Small pages for the tests: a block, its neighbours and, for HTML, the elements around it."""

from __future__ import annotations

import tomllib
from array import array
from pathlib import Path
from typing import Any, NamedTuple

from content_cleaner.document import Block, Elements, Label, Page

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A page with one block of interest, and the headlines given for it."""

    page: Page
    index: int
    headlines: tuple[str, ...]


def lines_page(lines: list[str], kind: str = "paragraph") -> Page:
    """A plain text, one block a line."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(line, start, start + len(line), kind))
        start += len(line) + 1
    return Page("text", "\n".join(lines), tuple(blocks))


def _labels(path: list[str]) -> tuple[Label, ...]:
    steps = [step.partition(".") for step in path]
    return (Label("html"), Label("body"), *(Label(tag, names.lower()) for tag, _, names in steps))


def make_case(entry: str | dict[str, Any]) -> Case:
    """A case as the case files write it: a text, or a table with its surroundings.

    text; before and after: neighbouring blocks; path: "tag.names" from the body inwards; headline; kind of the block;
    links: the share of its characters that are link text; head and listed: how many blocks a converter put above the
    page, and a text browser below it.
    """
    values = {"text": entry} if isinstance(entry, str) else entry
    before, after = values.get("before", []), values.get("after", [])
    page = lines_page([*before, values["text"], *after])
    index = len(before)
    blocks = list(page.blocks)
    block = blocks[index]._replace(kind=values.get("kind", "paragraph"))
    headlines = (values["headline"],) if "headline" in values else ()
    if "path" not in values:
        blocks[index] = block
        listed = range(len(blocks) - values.get("listed", 0), len(blocks))
        hints = {"head": values.get("head", 0), "listed": listed}
        return Case(Page("text", page.source, tuple(blocks), hints=hints), index, headlines)
    labels = _labels(values["path"])
    depths = array("i", range(len(labels)))
    elements = Elements(depths, array("i", [depth - 1 for depth in depths]), depths)
    links = int(values.get("links", 0) * len(block.text))
    blocks[index] = block._replace(element=len(elements) - 1, link_chars=links)
    return Case(Page("html", page.source, tuple(blocks), elements, labels), index, headlines)


def load(rule: str) -> dict[str, list[Any]]:
    """The case file of a rule: lists `match` and `not`."""
    return tomllib.loads((CASES / f"{rule}.toml").read_text("utf-8"))
