"""Article sentences that look like junk: no decisive rule may take them, alone or among others."""

from __future__ import annotations

import json

import pytest

from content_cleaner.document import Page
from content_cleaner.rules import find

from .pages import CASES, lines_page

PARAGRAPH = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
NEGATIVE = json.loads((CASES / "negative.json").read_text("utf-8"))


def decisive_ids(page: Page, index: int) -> list[str]:
    return [rule.id for rule in find(page, ("The bridge of Orrin opens again",))[index] if rule.decisive]


def test_sentences_are_many_and_of_many_languages() -> None:
    assert len(NEGATIVE) >= 100
    assert len({entry["language"] for entry in NEGATIVE}) >= 15
    assert len({entry["text"] for entry in NEGATIVE}) == len(NEGATIVE)


@pytest.mark.parametrize("entry", NEGATIVE, ids=lambda entry: f"{entry['language']}-{entry['text'][:24]}")
def test_no_decisive_rule_takes_an_article_sentence(entry: dict[str, str]) -> None:
    alone = lines_page([entry["text"]])
    among = lines_page([PARAGRAPH, entry["text"], PARAGRAPH.replace("river", "lake")])
    last = lines_page(["A bridge", PARAGRAPH, entry["text"]])
    assert (decisive_ids(alone, 0), decisive_ids(among, 1), decisive_ids(last, 2)) == ([], [], [])
