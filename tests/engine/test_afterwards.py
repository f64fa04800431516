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
POSTS = [
    "The pigs of Harrow had it coming, and so had the bridge, which nobody has looked at since the flood.",
    "I have crossed it with a cart of hay and felt nothing move, but then the cart is old and shakes.",
    "Ask at the inn, they have a photograph of the stones before the lorry, and it shows the same gap.",
]
BELOW = [
    "I have walked over that bridge every day for thirty years and nobody ever asked me about the stones in it.",
    "The pigs are all right, by the way, two of them live with us now and sleep in the garage beside the car.",
]


class FewerBelow:
    """A scorer that is sure of the article, less sure of what stands below, and nearly sure of posts."""

    def __init__(self, below: float, posts: float = 0.85) -> None:
        self.below, self.posts = below, posts

    def score(self, page: Page, *_: object) -> scorer.Scored:
        words = np.array([len(block.text.split()) for block in page.blocks], np.float32)
        likely = [
            self.below if any(text in block.text for text in BELOW) else self.posts if block.text in POSTS else 0.96
            for block in page.blocks
        ]
        scores = [
            score if len(block.text.split()) > 5 else 0.02 for score, block in zip(likely, page.blocks, strict=True)
        ]
        return scorer.Scored(np.array(scores, np.float32), words)


def answer(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, below: float = 0.6, kind: str = "html", posts: float = 0.85
) -> CleanedDocument:
    monkeypatch.setattr(scorer, "load", lambda _: FewerBelow(below, posts))
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
        ([*ARTICLE, "Reply", BELOW[0], "Reply", BELOW[1], "Reply"], 0.6),  # each post
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


def thread(*marks: str) -> list[str]:
    return [line for pair in zip(marks, POSTS, strict=True) for line in pair]


THREADS = {
    "said when": thread("Jane Doe, 27 Sep 2011 | 15:22", "millrat, 28 Sep 2011 | 05:41", "J. Roe, 1 Oct 2011 | 18:12"),
    "in French": thread(
        "Soumis par claire, le lundi 29 octobre 2012 à 16h30",
        "Soumis par Jean Petit, le mardi 30 octobre 2012 à 11h45",
        "Soumis par claire, le mardi 30 octobre 2012 à 12h02",
    ),
    "hour first": thread("Piter 14:05:28, 6 января 2012", "Анна 01:48:26, 7 января 2012", "Piter 22:22, 7 января 2012"),
    "numbers": thread("~jan [2012-02-21 12:36]", "~ola [2012-01-03 06:43]", "~jan [2012-01-03 02:41]"),
    "how long ago": thread("millrat 16 minutes ago", "Jane Doe about an hour ago", "J. Roe 2 days ago"),
    "how long ago, in Korean": thread("방앗간 16분 전", "제인 1시간 전", "로미 2일 전"),
}


@pytest.mark.parametrize("posts", THREADS.values(), ids=THREADS)
def test_posts_that_say_when_they_were_written_go(posts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = answer([*ARTICLE, "3 comments", *posts], monkeypatch, kind="text")
    assert [line for line in cleaned.text.split("\n") if line] == ARTICLE
    assert {(p.reason, p.rule) for p in cleaned.passages if p.text in POSTS} == {("comments", "thread")}


def test_posts_of_a_page_go_where_they_say_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert POSTS[0] not in answer([*ARTICLE, "3 comments", *THREADS["numbers"]], monkeypatch).text
    assert POSTS[0] in answer([*ARTICLE, "3 comments", *THREADS["how long ago"]], monkeypatch).text


@pytest.mark.parametrize(
    "lines",
    [
        [*ARTICLE, *THREADS["numbers"]],  # no label
        [ARTICLE[0], "3 comments", *THREADS["numbers"]],  # too little above
        [*ARTICLE, "3 comments", *THREADS["numbers"][:4]],  # too few posts
        ["~mill [2012-01-03 02:40]", *ARTICLE, "3 comments", *THREADS["numbers"]],  # the first post of a thread
        [*ARTICLE, "Reply", *[line for post in THREADS["numbers"] for line in (post, "Reply")]],  # each post
        [*ARTICLE, "Comments", *thread("Open 9:00-12:30", "Open 13:00-17:00", "Open 18:00-21:00")],  # hours with no day
        [*ARTICLE, "Comments", *thread("Harrow 3:2 Mill", "Mill 12:15 Orrin", "Orrin 10:10 Harrow")],  # scores
        [
            *ARTICLE,
            "Comments",
            POSTS[0],
            "Monday 12 August, 18:30: the hall",
            "Friday 16 August, 9:30: the quay",
            *POSTS,
        ],
        [*ARTICLE, "Comments", *thread("Open Mon 9:00 - 5 pm", "Open Tue 9:00 - 5 pm", "Open Wed 9:00 - 1 pm")],
        [*ARTICLE, "Comments", *thread("Gala vor 10 Kindern", "Il y a 3 entreprises", "Hay y hace 12 sillas")],
        [*ARTICLE, "Comments", *thread("2 hours ago", "3 hours ago", "4 hours ago")],  # nobody's
        [*ARTICLE, "Comments", *thread("3. Minute, 15:10 Uhr", "15. Minute, 15:21 Uhr", "27. Minute, 15:32 Uhr")],
        [
            *ARTICLE,
            "Comments",
            *thread("The inn was sold 26 years ago.", "It burned 9 years ago.", "He died 2 years ago."),
        ],
        ["Posted by millrat 5 hours ago", *ARTICLE, "3 comments", *THREADS["how long ago"]],  # answers
    ],
    ids=[
        "no label",
        "little above",
        "few",
        "first post",
        "buttons",
        "opening hours",
        "scores",
        "agenda",
        "opening hours with pm",
        "no times",
        "live",
        "ticker",
        "sentences",
        "posted",
    ],
)
def test_what_may_be_no_thread_stays(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = answer(lines, monkeypatch, kind="text")
    assert [text for text in POSTS if text in lines and text not in cleaned.text] == []
    assert "thread" not in {p.rule for p in cleaned.passages}


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_label_inside_the_article_ends_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*ARTICLE, "Share this article", *POSTS, *BELOW]
    assert all(text in answer(lines, monkeypatch, 0.2, kind, 0.96).text for text in POSTS)
    longer = [f"{line} And {number} more of them." for number in range(3) for line in ARTICLE]
    cleaned = answer([*ARTICLE, "3 comments", *longer, *THREADS["numbers"]], monkeypatch, kind=kind)
    assert all(text in cleaned.text for text in longer)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_dated_statements_of_an_article_stay(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = answer([*ARTICLE, "Comments", *THREADS["said when"]], monkeypatch, kind=kind, posts=0.96)
    assert all(text in cleaned.text for text in POSTS)


RECIPE = ["Mix four cups of rye flour well", "Let the dough rest for a night", "Bake it on a stone until dark"]


def test_comments_of_plain_text_may_read_more_like_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    assert BELOW[0] not in answer([*ARTICLE, "12 comments", *BELOW], monkeypatch, 0.75, "text").text
    assert BELOW[0] in answer([*ARTICLE, "12 comments", *BELOW], monkeypatch, 0.75, "html").text
    assert BELOW[0] in answer([*ARTICLE, "Share this article", *BELOW], monkeypatch, 0.75, "text").text
    posted = ["Posted by millrat 5 hours ago", *ARTICLE, "12 comments", *BELOW]
    assert BELOW[0] in answer(posted, monkeypatch, 0.75, "text").text


def test_short_lines_below_a_label_may_be_a_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.BELOW", RECIPE)
    assert RECIPE[0] in answer([*ARTICLE, "12 comments", *RECIPE], monkeypatch, 0.75, "text").text
