"""The passages of an answer put together: its text, and what was set apart before anything was scored."""

from __future__ import annotations

from collections.abc import Sequence

from content_cleaner.document import Page, Passage

BREAKS = {"": 0, " ": 1, "\n": 2, "\n\n": 3}
SCRIPT = "page-script"


def joined(passages: Sequence[Passage]) -> str:
    """The kept passages with the strongest break between any two that the blocks between them ask for.

    Where something went from between two that touch in the source, they are two lines.
    """
    parts: list[str] = []
    joint = ""
    apart = False
    for passage in passages:
        if parts and BREAKS[passage.joint] > BREAKS[joint]:
            joint = passage.joint
        if passage.kept:
            parts += ["\n" if apart and parts and not joint else joint, passage.text]
            joint, apart = "", False
        else:
            apart = True
    return "".join(parts)


def with_aside(passages: tuple[Passage, ...], page: Page) -> tuple[Passage, ...]:
    """The passages with the scripts and styles of a plain text, which are set apart before anything is scored."""
    aside = [
        Passage(block.text, block.start, block.end, block.kind, block.joint, 0, 0.0, "boilerplate", SCRIPT)
        for block in page.hints.get("aside", ())
    ]
    return tuple(sorted((*passages, *aside), key=lambda passage: passage.start)) if aside else passages
