"""Pages that scripts render from lists of blocks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from content_cleaner import clean

PARAGRAPHS = [
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to speak.",
    "By midnight they had agreed, seven votes to two. The mayor walked down to the quay to tell the ferrymen herself.",
    "Nobody on the quay could remember a colder November. The ice had not come, and trade went on as it always had.",
    "The bridge opens again in May. Until then the ferry sails every hour, and on Sundays every two, as it did in the "
    "year of the great flood, when the old bridge was taken by the ice and nobody could cross for a month.",
]


def page(state: Any, before: str = "") -> str:
    return f"<title>Bridge closes</title><body><div id=root></div><script>{before}{json.dumps(state)}</script></body>"


@pytest.mark.parametrize(
    ("blocks", "before"),
    [
        ([{"type": "paragraph", "text": text} for text in PARAGRAPHS], ""),
        ([{"type": "paragraph", "text": text} for text in PARAGRAPHS], "window.__STATE__ = "),
        ([{"type": "paragraph", "text": text} for text in PARAGRAPHS], 'window["__STATE__"] = '),
        ([{"type": "paragraph", "text": text} for text in PARAGRAPHS], "var a = []; (function(){ window.b = "),
        ([{"_type": "block", "children": [{"text": text[:30]}, {"text": text[30:]}]} for text in PARAGRAPHS], ""),
        ([{"nodeType": "paragraph", "value": f"<b>{text}</b>"} for text in PARAGRAPHS], ""),
        ([{"kind": "text", "content": {"html": f"{text}<br>"}} for text in PARAGRAPHS], ""),
    ],
    ids=["text", "assigned", "by name", "in a function", "spans", "html", "nested"],
)
def test_an_article_in_blocks_is_found(blocks: list[Any], before: str) -> None:
    teasers = [{"type": "text", "title": f"Teaser {n}", "text": "It rained. It rained again."} for n in range(20)]
    answer = clean(page({"article": {"body": blocks}, "more": teasers}, before), content_type="text/html")
    assert answer.text.split("\n\n") == PARAGRAPHS
    assert "script data" in answer.warnings[0]


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "text", "title": "A teaser", "text": text} for text in PARAGRAPHS],
        [{"type": "text", "url": "/a", "text": text} for text in PARAGRAPHS],
        [{"type": "comment", "value": text} for text in PARAGRAPHS],
        [{"type": "text-comment", "value": text} for text in PARAGRAPHS],
        [
            {"type": "paragraph", "text": "OK"},
            {"type": "paragraph", "text": "Cancel"},
            {"type": "paragraph", "text": "Go"},
        ],
    ],
    ids=["titles", "links", "comments", "comments of text", "labels"],
)
def test_lists_of_other_things_are_no_article(blocks: list[Any]) -> None:
    answer = clean(page({"items": blocks}), content_type="text/html")
    assert answer.text == ""
    assert answer.verdict == "empty"


@pytest.mark.parametrize(
    "source", ["[" * 500_000, '{"a":' * 200_000, '[{"type":"text","text":' * 50_000, "[1,2,3]" * 99]
)
def test_json_that_is_none_or_too_deep_is_no_error(source: str) -> None:
    assert clean(f"<p>A word.</p><script>{source}</script>", content_type="text/html").text == "A word."
