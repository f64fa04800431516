"""The headline of raw text, told by its being there twice."""

from __future__ import annotations

from content_cleaner import metadata
from content_cleaner.blocks import text

PROSE = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter."
)
HEADLINE = "River town closes its bridge"


def certain(*lines: str) -> tuple[str, ...]:
    return metadata.headlines(text.cut("\n\n".join(lines))).certain


def test_a_line_that_stands_twice_above_the_prose_is_the_headline() -> None:
    assert certain(HEADLINE, "By Jane Doe", HEADLINE, PROSE) == (HEADLINE,)


def test_a_notice_may_stand_above_it() -> None:
    assert certain("We use cookies to make this site better for you and for others.", HEADLINE, HEADLINE, PROSE) == (
        HEADLINE,
    )


def test_a_heading_below_the_beginning_of_the_article_is_none() -> None:
    assert certain(PROSE, PROSE.replace("river", "lake"), HEADLINE, "A summary", HEADLINE, PROSE) == ()


def test_a_lead_that_stands_twice_is_none() -> None:
    lead = "河水上涨了九天，议会在旧磨坊开会。今年冬天这座桥要关闭"
    body = "河水上涨了九天以后，议会在旧磨坊里开会，房间里没有人愿意第一个说出今年冬天这座桥必须关闭。" * 3
    assert certain("河边小镇关闭大桥", lead, "记者报道", lead + "。", body) == ()
