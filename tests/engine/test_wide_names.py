"""Names of elements that hold most of a page say what the page is, not what stands in them."""

from __future__ import annotations

import pytest

from content_cleaner import rules
from content_cleaner.blocks import html

PARAGRAPH = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant for them."
)
SHORT = "Notes from the river"


def _reasons(names: str, inside: str, beside: str = "") -> set[str]:
    page = f"<body><div class='{names}'><div><ul><li>{SHORT}</li></ul>{inside}</div></div>{beside}</body>"
    cut = html.cut(page, html.parse(page))
    matched = zip(cut.blocks, rules.find(cut, ()), strict=True)
    return {rule.id for block, found in matched if block.text == SHORT for rule in found}


@pytest.mark.parametrize("names", ["layout-sidebar", "page-banner", "share"])
def test_what_holds_nearly_all_of_a_page_is_no_part_of_it(names: str) -> None:
    article = "".join(f"<p>{PARAGRAPH} {number}.</p>" for number in range(8))
    assert not {"navigation-element", "advert-element", "share-element"} & _reasons(names, article)


def test_comments_may_be_longer_than_the_article() -> None:
    threads = "".join(f"<p>{PARAGRAPH} {number}.</p>" for number in range(8))
    assert "comments-element" in _reasons("comments", threads)


@pytest.mark.parametrize(
    ("names", "rule"), [("layout-sidebar", "navigation-element"), ("page-banner", "advert-element")]
)
def test_what_holds_little_is(names: str, rule: str) -> None:
    article = "".join(f"<p>{PARAGRAPH} {number}.</p>" for number in range(8))
    assert rule in _reasons(names, "", article)
