"""Verdicts on what is no article, and on short articles that are."""

from __future__ import annotations

import pytest

import content_cleaner
from content_cleaner.verdicts import ERROR_TITLE

STORY = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant. The ferry "
    "runs until May, and then the new bridge of steel will take the carts and the people across as before."
)
COOKIES = "<p>We use cookies to improve this site. You can change your cookie settings at any time.</p>"


def verdict(body: str, title: str = "Harbour news of the year") -> str:
    source = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return content_cleaner.clean(source, content_type="text/html").verdict


def article(text: str) -> str:
    return f"<article><h1>Harbour news of the year</h1><p>{text}</p></article>"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404 (Not Found)!!1",
        "Page not found | Valley Post",
        "Page cannot be found",
        "The page could not be found",
        "Not Found",
        "503 Service Unavailable",
        "Access denied",
        "Seite nicht gefunden - Talpost",
    ],
)
def test_titles_of_error_pages(title: str) -> None:
    assert ERROR_TITLE.search(title)


@pytest.mark.parametrize(
    "title",
    [
        "Fiat 500 recalled for its brakes",
        "500 dead in the flood of 1911",
        "403 houses for the valley",
        "Swimmers not found after the storm",
        "404 Main Street is sold",
        "The Peugeot 403: an inspector and his car",
    ],
)
def test_titles_of_articles(title: str) -> None:
    assert not ERROR_TITLE.search(title)


def test_a_button_in_the_header_makes_no_stub() -> None:
    assert verdict(f"<ul><li><a href='/in'>Log in</a></li></ul>{article(STORY)}") == "ok"


@pytest.mark.parametrize(
    "below",
    [
        "<ul><li><a href='/in'>Log in</a></li><li><a href='/in'>Log In</a></li></ul>",
        "<nav><a href='/hats'>Premium hats</a> <a href='/shop'>Subscriptions</a> <a href='/in'>Sign in</a></nav>",
        "<p><a href='/cape'>Long poncho cape for ladies, warm and soft, premium</a></p>",
    ],
)
def test_buttons_and_wares_below_make_no_stub(below: str) -> None:
    assert verdict(article(STORY) + below) == "ok"


def test_a_notice_behind_the_first_paragraph_does() -> None:
    notice = "<div class='paywall'><p>This article is for subscribers only.</p></div>"
    assert verdict(article(STORY) + notice) == "paywall_stub"


def test_a_notice_and_no_article_is_a_stub() -> None:
    assert verdict("<div class='paywall'><p>This article is for subscribers only.</p></div>") == "paywall_stub"


def test_a_cookie_dialog_behind_a_short_article_makes_no_wall() -> None:
    assert verdict(f"{article(STORY)}<div id='cookie-banner'>{COOKIES * 8}</div>") == "ok"


def test_a_page_that_holds_the_dialog_alone_is_a_wall() -> None:
    assert verdict(f"<div id='cookie-banner'>{COOKIES * 8}</div>", "Valley Post") == "consent_wall"
