"""What stands below a label of comments or sharing goes where it reads less like the article; else it stays."""

import numpy as np
import pytest

from content_cleaner import clean
from content_cleaner.document import CleanedDocument, Options, Page
from content_cleaner.model import scorer

ARTICLE = [
    "The bridge over the mill stream has been closed since Tuesday, because a lorry with forty pigs had driven "
    "against its railing at night and the two outer stones have moved since then by the width of a hand.",
    "Until the engineers from the county have been here, whoever wants to reach the school goes round by the quarry, "
    "which takes a quarter of an hour on foot, and the bus stops at the inn instead of the church.",
    "A temporary bridge of the army lies in a depot beyond the mountains; the mayor has asked for it in a letter, and "
    "the answer was that it had been lent to another village with another stream.",
]
BELOW = [
    "I have walked over that bridge every day for thirty years and nobody ever asked me about the stones in it.",
    "The pigs are all right, by the way, two of them live with us now and sleep in the garage beside the car.",
]


class FewerBelow:
    """A scorer that is sure of the article and less sure of what stands below."""

    def __init__(self, below: float) -> None:
        self.below = below

    def score(self, page: Page, *_: object) -> scorer.Scored:
        words = np.array([len(block.text.split()) for block in page.blocks], np.float32)
        likely = [self.below if any(text in block.text for text in BELOW) else 0.96 for block in page.blocks]
        scores = [
            score if len(block.text.split()) > 5 else 0.02 for score, block in zip(likely, page.blocks, strict=True)
        ]
        return scorer.Scored(np.array(scores, np.float32), words)


def answer(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, below: float = 0.6, kind: str = "html"
) -> CleanedDocument:
    monkeypatch.setattr(scorer, "load", lambda _: FewerBelow(below))
    if kind == "text":
        return clean("\n\n".join(["Home", "Read more:", *lines]), content_type="text/plain")
    return clean("<main>" + "".join(f"<p>{line}</p>" for line in lines) + "</main>", content_type="text/html")


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("label", ["Comments", "12 comments", "Share this article", "Kommentare (3)", "Комментарии"])
def test_what_stands_below_goes(label: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = answer([*ARTICLE, label, *BELOW], monkeypatch, kind=kind)
    assert [line for line in cleaned.text.split("\n") if line] == ARTICLE
    reason = "boilerplate" if label.startswith("Share") else "comments"
    assert {(p.reason, p.rule) for p in cleaned.passages if p.text in BELOW} == {(reason, "below-article")}


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        ([*ARTICLE, "Comments", *BELOW], 0.94),  # as sure as the article
        ([*ARTICLE, *BELOW], 0.6),  # no label
        ([ARTICLE[0], "Comments", *BELOW], 0.6),  # too little above
        ([*ARTICLE, "Reply", BELOW[0], "Reply", BELOW[1], "Reply"], 0.6),  # a button of each post
        (["Comments", *ARTICLE, *BELOW], 0.6),  # a menu's, above
    ],
)
def test_what_stays(lines: list[str], below: float, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = answer(lines, monkeypatch, below)
    assert [text for text in BELOW if text not in cleaned.text] == []
    assert "below-article" not in {p.rule for p in cleaned.passages}


@pytest.mark.parametrize("options", [Options(keep=frozenset(("comments",))), Options(favor="recall")])
def test_callers_may_keep_comments(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "load", lambda _: FewerBelow(0.6))
    page = "<main>" + "".join(f"<p>{line}</p>" for line in [*ARTICLE, "Comments", *BELOW]) + "</main>"
    cleaned = clean(page, content_type="text/html", options=options)
    assert [text for text in BELOW if text not in cleaned.text] == []
