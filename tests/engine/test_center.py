"""Where blocks stand to the middle of a page."""

from __future__ import annotations

import numpy as np

from content_cleaner import intake, pipeline
from content_cleaner.model import features
from content_cleaner.model.description import describe

FIRST = "The river had risen for nine days when the council met in the old mill, and nobody wanted to speak first."
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
PAGE = f"""<body><nav><a>Menu</a></nav><main><h1>The bridge</h1><div><p>{FIRST}</p><p>{SECOND}</p>
    <div><p>A note</p></div></div><p>Below</p></main><footer>Imprint</footer></body>"""
# Menu, headline, two paragraphs, note, "Below", imprint


def center(html: str, name: str, element: str = "candidate") -> list[float]:
    page, _ = pipeline.cut(intake.read(html, "text/html", max_chars=100_000))
    description = describe(page, pipeline.mark(page, ())[1])
    columns = dict(features.columns(description, np.arange(len(page.blocks))))
    return [round(value, 2) for value in columns[f"center.{element}.{name}"].tolist()]


def test_levels_up_to_what_holds_a_block() -> None:
    assert center(PAGE, "up") == center(PAGE, "up", "main") == [2, 1, 0, 0, 0, 1, 2]


def test_blocks_to_it_and_the_place_in_it() -> None:
    assert center(PAGE, "away") == [-2, -1, 0, 0, 0, 1, 2]
    assert center(PAGE, "place") == [-1, -1, 0, 0.33, 0.67, -1, -1]
    assert center(PAGE, "below") == [-1, -1, 1, 1, 2, -1, -1]


def test_what_is_linked_counts_less() -> None:
    teasers = "".join(f"<p><a>{text}</a></p>" for text in (FIRST, SECOND, FIRST[:-1] + " again."))
    page = f"<body><div>{teasers}</div><div><p>{SECOND}</p></div></body>"
    assert center(page, "away") == [-3, -2, -1, 0]


def test_most_of_the_prose_may_stand_in_two_elements() -> None:
    page = f"<body><section><p>{FIRST}</p></section><section><p>{SECOND}</p></section></body>"
    assert center(page, "below", "main") == [2, 2]
    assert center(page, "up", "main") == [0, 0]


def test_pages_without_prose_or_elements() -> None:
    assert center("<p>One</p><p>Two</p>", "up", "main") == [0, 0]
    assert center("only words", "up") == [0]
