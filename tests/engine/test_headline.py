"""The headline of raw text: it stands twice, the first line announces it, it is set off, or it is the likeliest."""

from __future__ import annotations

import pytest

from content_cleaner import clean, metadata, titling
from content_cleaner.blocks import text
from content_cleaner.document import Block, Passage

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


def test_a_reader_service_names_the_title() -> None:
    assert certain(f"Title: {HEADLINE}", "URL Source: https://example.com/bridge", PROSE) == (HEADLINE,)
    assert certain(f"Title: {HEADLINE}", "Author: Jane Doe", PROSE) == ()


def test_buttons_that_stand_twice_are_none() -> None:
    assert certain("Subscribe now", "Sign in", "Subscribe now", "Sign in", HEADLINE, PROSE) == ()


MENU = ("News", "Sport", "Weather", "Traffic", "Valley Post", "Jobs", "Shop", "Archive", "Contact")


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} | Valley Post",
        f"{HEADLINE} - News - Valley Post",
        f"Valley Post – {HEADLINE}",
        HEADLINE.upper(),
    ],
)
def test_the_title_in_the_first_line_announces_the_heading_below_the_menus(title: str) -> None:
    assert certain(title, *MENU, HEADLINE, "By Jane Doe", PROSE) == (HEADLINE,)


def test_a_site_that_the_first_line_names_is_no_headline() -> None:
    assert certain(f"{HEADLINE} | Valley Post", *MENU, PROSE) == ()


def test_a_teaser_with_no_prose_below_it_is_no_headline() -> None:
    assert certain(f"{HEADLINE} | Valley Post", PROSE, *MENU, HEADLINE, *MENU, *MENU, *MENU) == ()


BODY = "\n".join((PROSE, PROSE.replace("river", "lake"), PROSE.replace("winter", "summer")))


def test_a_first_line_set_off_by_the_only_blank_line_is_the_title() -> None:
    answer = clean(f"{HEADLINE}\n\n{BODY}")
    assert answer.title == HEADLINE
    assert answer.text == BODY.replace("\n", "\n\n")
    assert answer.removed == ()


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADLINE}.\n\n{BODY}",  # a sentence
        f"Dear Ms Doe,\n\n{BODY}",
        f"{HEADLINE}\n{BODY}",
        f"{HEADLINE}\n\n{PROSE}\n\n{PROSE.replace('river', 'lake')}",
        f"{HEADLINE}\n\nThe river\nrose\nand rose\nand fell",
    ],
)
def test_a_first_line_that_is_not_set_off_so_stays(content: str) -> None:
    answer = clean(content)
    assert answer.title is None
    assert answer.text.split() == content.split()


def headline_at(*lines: tuple[str, str | None]) -> int | None:
    passages = [
        Passage(line, 0, len(line), "paragraph", "\n", 0, 0.5, reason, "model" if reason else "")  # type: ignore[arg-type]
        for line, reason in lines
    ]
    return titling.headline_at(passages, [Block(line, 0, len(line)) for line, _ in lines])


def test_the_likeliest_removed_line_above_the_article_is_its_headline() -> None:
    menu = [(label, "boilerplate") for label in MENU]
    prose = [
        (line, None) for line in (PROSE, "The town closes the bridge again in spring, and the river will not mind.")
    ]
    assert headline_at(*menu, (HEADLINE, "boilerplate"), ("Jane Doe", "byline"), *prose) == 9


def test_a_kept_line_stays_in_the_text() -> None:
    assert headline_at(("News", "boilerplate"), (HEADLINE, None), (PROSE, None)) is None


@pytest.mark.parametrize(
    "lines", [(), (("News", "boilerplate"),), ((PROSE, None),), (("News", "boilerplate"), (PROSE, None))]
)
def test_where_no_line_looks_like_one_there_is_none(lines: tuple[tuple[str, str | None], ...]) -> None:
    assert headline_at(*lines) is None


@pytest.mark.parametrize(
    ("line", "below", "title"),
    [
        (f"{HEADLINE} | Valley Post", PROSE, HEADLINE),
        (f"{HEADLINE} - Valley Post", "Valley Post", HEADLINE),
        (f"{HEADLINE} - for good", PROSE, f"{HEADLINE} - for good"),
        (f"# {HEADLINE}", PROSE, HEADLINE),
    ],
)
def test_a_title_loses_the_name_of_the_site(line: str, below: str, title: str) -> None:
    assert metadata.title_of(line, text.cut(f"{line}\n\n{below}")) == title


@pytest.mark.parametrize(
    "title", ["Rope walk - Wikipedia", "Rope walk – The Rope Society of Great Britain and Ireland"]
)
def test_a_short_heading_is_the_title_that_a_reader_service_gives_with_the_site(title: str) -> None:
    source = (
        f"Title: {title}\n\nURL Source: https://example.org/rope\n\nMarkdown Content:\n# Rope walk\n\n"
        "A rope walk is a long straight narrow lane where long strands are laid before they are twisted into rope.\n\n"
        "Because some are so long, workers ride bicycles from one end to the other, as an old photograph shows.\n"
    )
    cleaned = clean(source, content_type="text/plain")
    assert cleaned.title == "Rope walk"
    assert cleaned.text.startswith("A rope walk is")


def test_a_line_of_a_menu_does_not_hide_the_headline_above_byline_and_date() -> None:
    source = (
        "Inicio\nPortada\nReabre el puente viejo tras dos años cerrado\nPor Juan Telles\n2 de marzo de 2026\n"
        "El puente viejo sobre el Linden volvió a abrirse al tráfico el lunes, dos años después de una riada.\n"
        "La obra costó dos millones de euros, que pagaron a medias el pueblo y la provincia, según el alcalde.\n"
        "Compartir en Facebook\n"
    )
    assert clean(source, content_type="text/plain").title == "Reabre el puente viejo tras dos años cerrado"
