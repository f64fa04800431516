"""Of articles that a page loads one below the other, the one it is about stays alone."""

import pytest

from content_cleaner import clean
from content_cleaner.document import CleanedDocument

LIGHTHOUSE = [
    "Before the first storm of the winter the lighthouse is to stand forty metres further from the sea, the harbour "
    "board has decided by seven votes to two, after a spring in which the cliff came six metres closer.",
    "Rails have been laid already, and the winches come by ship on Thursday from a yard that once moved a church in "
    "the same way, stone by stone on the drawings, in one piece on the day.",
    "Whoever lives beside the tower may stay in the village meanwhile, at the expense of the county; ships are told by "
    "radio that there will be no light for ten nights, and fishermen know it anyway.",
    "A path along the edge of the cliff, closed since the landslide, will be open again for walkers in summer, which "
    "is why those who had gathered signatures against the plan have put them away.",
]
BAKERY = [
    "The last bakery in the lower town closes at the end of the month, after ninety years, because nobody wants to get "
    "up at two in the morning any longer, as its owner puts it with a shrug.",
    "He has asked his two daughters, an apprentice and a cousin from the mountains, and each of them came for a trial "
    "week in autumn, and each of them said on the Friday that it had been very interesting.",
    "Bread will be sold from a van on Tuesdays and Saturdays, the mayor has promised, and she is in talks with a "
    "company from the city that would put a machine for rolls into the hall of the station.",
    "Customers have hung letters of thanks in the window; one of them only says that the plum cake was the best thing "
    "about a childhood that otherwise had little to recommend it, and that it will be missed.",
    "The oven, built in 1931 and fired with beech wood to this day, goes to the museum of crafts, where it is to be "
    "lit once a year for the harvest festival, provided that the fire brigade agrees to it.",
]
SHORT = "A short entry about something else that happened on the same day, told in a sentence and then forgotten."

pytestmark = pytest.mark.usefixtures("likely")


def article(headline: str, paragraphs: list[str], level: int = 1) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<article><h{level}>{headline}</h{level}>{body}</article>"


def answer(*articles: str) -> CleanedDocument:
    title = "<title>Lighthouse moves inland</title>"
    return clean(f"<html><head>{title}</head><body>{''.join(articles)}</body></html>", content_type="text/html")


OWN = article("Lighthouse moves inland", LIGHTHOUSE)


def test_an_article_below_with_a_headline_of_its_own_goes() -> None:
    cleaned = answer(OWN, f"<div>{article('Nobody wants the bakery', BAKERY)}</div>")
    assert all(paragraph in cleaned.text for paragraph in LIGHTHOUSE)
    assert not any(paragraph in cleaned.text for paragraph in BAKERY)
    assert {p.rule for p in cleaned.passages if p.text in BAKERY} == {"further-article"}
    assert {p.reason for p in cleaned.passages if p.text in BAKERY} == {"related"}


def test_an_article_in_an_element_like_the_first_goes() -> None:
    def story(headline: str, paragraphs: list[str]) -> str:
        body = article(headline, paragraphs).replace("article>", "section>")
        return f"<div class='story' data-url='/{len(headline)}'>{body}</div>"

    cleaned = answer(story("Lighthouse moves inland", LIGHTHOUSE), story("Nobody wants the bakery", BAKERY))
    assert all(paragraph in cleaned.text for paragraph in LIGHTHOUSE)
    assert {p.rule for p in cleaned.passages if p.text in BAKERY} == {"further-article"}


@pytest.mark.parametrize(
    "below",
    [
        article("Nobody wants the bakery", BAKERY, level=2),  # a part of the article
        article("Lighthouse moves inland", BAKERY),  # its second page
        article("A short entry", [SHORT]),  # an entry of a list
        f"<section><h1>Nobody wants the bakery</h1>{''.join(f'<p>{line}</p>' for line in BAKERY)}</section>",
    ],
)
def test_parts_and_entries_stay(below: str) -> None:
    cleaned = answer(OWN, below)
    assert all(line in cleaned.text for line in (*LIGHTHOUSE, *BAKERY, SHORT) if line in below or line in OWN)


def test_chapters_inside_the_article_stay() -> None:
    inner = f"<section><h1>Nobody wants the bakery</h1>{''.join(f'<p>{line}</p>' for line in BAKERY)}</section>"
    cleaned = answer(OWN.replace("</article>", f"{inner}</article>"))
    assert all(line in cleaned.text for line in (*LIGHTHOUSE, *BAKERY))


def test_all_stay_where_the_first_has_hardly_any_text() -> None:
    cleaned = answer(article("Lighthouse moves inland", LIGHTHOUSE[:1]), article("Nobody wants the bakery", BAKERY))
    assert all(line in cleaned.text for line in BAKERY)


def test_a_list_of_many_articles_stays() -> None:
    entries = [article(f"Bakery number {number}", [f"{number}: {line}" for line in BAKERY]) for number in range(40)]
    cleaned = answer(OWN, *entries)
    assert all(f"{number}: {BAKERY[0]}" in cleaned.text for number in range(40))
