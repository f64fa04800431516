"""Dialogs, forms, signatures and menus inside an article go; what is named so and is the article stays."""

import pytest

from content_cleaner import clean
from content_cleaner.document import CleanedDocument

PARAGRAPHS = (
    "The ferry to the outer islands has a new timetable since Monday, and the school on the largest of them now begins "
    "half an hour later, because its two teachers live on the mainland.",
    "Fishermen had asked for an early crossing for years; they get one on Tuesdays and Fridays, as long as the quay is "
    "not under repair, which the harbour master expects to last until the spring.",
    "Whoever missed the last boat could so far sleep in the waiting room, and its key still hangs by the door, says "
    "the woman who has swept it for thirty years.",
)
ASIDE = "A word that stands here for no reason other than that somebody put it into the middle of the page."

pytestmark = pytest.mark.usefixtures("likely")


def answer(middle: str) -> CleanedDocument:
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return clean(f"<main>{first}{middle}{second}{third}</main>", content_type="text/html")


@pytest.mark.parametrize(
    ("middle", "reason", "rule"),
    [
        (f"<dialog><p>{ASIDE}</p></dialog>", "boilerplate", "dialog-element"),
        (f"<div class='c-modal__body'><p>{ASIDE}</p></div>", "boilerplate", "dialog-element"),
        (f"<form><p>{ASIDE}</p></form>", "boilerplate", "form-element"),
        (f"<fieldset><p>{ASIDE}</p></fieldset>", "boilerplate", "form-element"),
        (f"<div class='editors-notice'>{ASIDE}</div>", "boilerplate", "notice-element"),
        (f"<section id='poll-17'><p>{ASIDE}</p></section>", "boilerplate", "poll-element"),
        (f"<div class='post-signature'>{ASIDE}</div>", "comments", "signature-element"),
        (f"<ul class='reviews'><li>{ASIDE}</li></ul>", "comments", "review-element"),
        (f"<aside class='onebox'><p>{ASIDE}</p></aside>", "related", "link-preview"),
        (f"<div class='widget author-box'><p>{ASIDE}</p></div>", "byline", "author-box"),
        (f"<div class='printfooter'>{ASIDE}</div>", "navigation", "wiki-element"),
        (f"<nav><p>{ASIDE}</p></nav>", "navigation", "menu-element"),
        (f"<footer><p>{ASIDE}</p></footer>", "footer", "foot-element"),
    ],
)
def test_what_is_no_part_of_the_article(middle: str, reason: str, rule: str) -> None:
    cleaned = answer(middle)
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)
    assert [(p.reason, p.rule) for p in cleaned.passages if p.text == ASIDE] == [(reason, rule)]


@pytest.mark.parametrize(
    "middle",
    [
        f"<div class='details'><p>{ASIDE}</p></div>",
        f"<p><a class='popup' href='#note'>{ASIDE}</a></p>",  # opens one
        f"<div class='previews'><p>{ASIDE}</p></div>",  # no review
        f"<div class='information'><p>{ASIDE}</p></div>",  # no form
        f"<aside><p>{ASIDE}</p></aside>",
        f"<div class='postprofile_left'><p>{ASIDE}</p></div>",  # a row of the table of a post
        f"<div class='mw-content'><p>{ASIDE}</p></div>",
        f"<p class='author'>{ASIDE}</p>",
        f"<div class='with-author-box'><p>{ASIDE}</p></div>",
        f"<p><a class='btn' href='/a'>{ASIDE}</a></p>",  # a sentence
    ],
)
def test_other_elements(middle: str) -> None:
    assert answer(middle).text.split("\n\n") == [PARAGRAPHS[0], ASIDE, *PARAGRAPHS[1:]]


@pytest.mark.parametrize("name", ["message-userExtras", "postprofile", "userBanner userBanner--staff"])
def test_what_a_forum_says_of_who_wrote_a_post(name: str) -> None:
    cleaned = answer(f"<dl class='{name}'><dd>Posts: 1,204</dd></dl>")
    assert [p.rule for p in cleaned.passages if p.text == "Posts: 1,204"] == ["profile-element"]
    assert ASIDE in answer(f"<dl class='{name}'><dd>{ASIDE}</dd></dl>").text


@pytest.mark.parametrize("name", ["btn btn-primary", "wp-block-button__link wp-element-button", "cmp-button"])
def test_a_button_goes_and_the_title_of_a_section_that_opens_stays(name: str) -> None:
    assert "timetable here" not in answer(f"<p><a class='{name}' href='/a'>See the timetable here</a></p>").text
    assert "timetable here" in answer(f"<h2><a class='{name}' href='/a'>See the timetable here</a></h2>").text
    assert "timetable here" in answer(f"<p><a class='{name} btn-link' href='/a'>See the timetable here</a></p>").text
    assert "timetable here" in answer(f"<p><button class='{name}'>See the timetable here</button></p>").text
    assert "timetable here" in answer(f"<ul><li class='{name}'>See the timetable here</li></ul>").text
    assert "timetable here?" in answer(f"<p><a class='{name}' href='/a'>Is there a timetable here?</a></p>").text


def test_a_biography_named_like_a_box_is_the_article() -> None:
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<main><div class='author-bio'>{first}</div>{second}{third}</main>"
    assert clean(page, content_type="text/html").text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("opening", ["<form>", "<div class='modal-page'>", "<div class='reviews'>", "<footer>"])
def test_what_holds_most_of_the_text_is_the_article(opening: str) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    cleaned = clean(f"<main>{opening}{body}</main>", content_type="text/html")
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)


def test_many_small_ones_that_are_most_of_the_text() -> None:
    people = "".join(f"<div class='poll-result'><p>{paragraph}</p></div>" for paragraph in PARAGRAPHS)
    cleaned = clean(f"<main><p>{ASIDE}</p>{people}</main>", content_type="text/html")
    assert cleaned.text.split("\n\n") == [ASIDE, *PARAGRAPHS]


INVITATION = "Sign up for our newsletter"
PROMISE = "One long story every Sunday, and no noise."
FIELD = "<div><input placeholder='Your address'><button>Go</button></div>"


def rules_of(document: CleanedDocument, text: str) -> list[str]:
    return [passage.rule for passage in document.passages if passage.text == text and passage.reason == "signup"]


@pytest.mark.parametrize("box", ["<div>{}</div>", "<section><div><div>{}</div></div></section>"])
def test_the_sentences_of_a_box_where_one_signs_up_go(box: str) -> None:
    given = answer(box.format(f"<p>{PROMISE}</p><p>{INVITATION}</p>{FIELD}"))
    assert rules_of(given, PROMISE) == ["signup-box"]
    assert given.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "middle",
    [
        f"<div><p>{PROMISE}</p>{FIELD}</div>",  # nothing says what the field is for
        f"<div><p>{PROMISE}</p><p>{INVITATION}</p></div>",  # no field
        f"<p>{PROMISE}</p><div><p>{INVITATION}</p>{FIELD}</div>",  # beside the box
    ],
)
def test_what_is_in_no_box_of_that_kind_stays(middle: str) -> None:
    assert PROMISE in answer(middle).text


def test_two_invitations_around_a_sentence_make_a_box_too() -> None:
    box = f"<div><h3>Support independent journalism</h3><p>{PROMISE}</p><a href='/give'>Donate now</a></div>"
    assert rules_of(answer(box), PROMISE) == ["signup-box"]
    assert PROMISE in answer(f"<div><h3>Support independent journalism</h3><p>{PROMISE}</p></div>").text


def test_a_box_that_holds_much_of_the_article_is_none() -> None:
    first, second, third = PARAGRAPHS
    page = f"<main><p>{first}</p><div><p>{second}</p><p>{INVITATION}</p>{FIELD}</div><p>{third}</p></main>"
    assert second in clean(page, content_type="text/html").text
