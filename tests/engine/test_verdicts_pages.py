"""Pages without an article say so: errors, walls, checks of the visitor, lists of teasers."""

import pytest

from content_cleaner import clean

NAV = "<header><a href='/'>Fjordposten</a><nav><a href='/a'>Home</a><a href='/b'>Sport</a></nav></header>"


def verdict(body: str, title: str = "Fjordposten") -> str:
    page = f"<html><head><title>{title}</title></head><body>{NAV}<main>{body}</main></body></html>"
    return clean(page, content_type="text/html").verdict


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Página não encontrada", "A página que procura não existe ou foi movida."),
        ("Stránka nenalezena", "Hledaná stránka neexistuje nebo byla přesunuta."),
        ("Siden ble ikke funnet", "Siden du leter etter finnes ikke lenger."),
        ("Az oldal nem található", "A keresett oldal nem létezik, vagy áthelyezték."),
        ("Halaman tidak ditemukan", "Halaman yang Anda cari tidak ada atau telah dipindahkan."),
        ("404", "This page does not exist any more."),
        ("Something went wrong", "Please try again in a few minutes."),
        ("Just a moment...", "Verifying you are human. This may take a few seconds."),
    ],
)
def test_error_and_check_pages(heading: str, text: str) -> None:
    assert verdict(f"<h1>{heading}</h1><p>{text}</p>") == "error_page"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Ferry cancelled</h1><p>Something went wrong with the engine of the morning ferry, the company said on "
        "Monday. Nobody was hurt, and the boat was towed back to the harbour.</p>",
        "<h1>Pool closed</h1><p>The page of the swimming club was not found on Monday, its chairman said, because the "
        "bill had not been paid. It is under maintenance and comes back on Friday.</p>",
    ],
)
def test_briefs_about_errors_are_articles(body: str) -> None:
    assert verdict(body) == "ok"


@pytest.mark.parametrize(
    ("heading", "notice", "buttons"),
    [
        (
            "We value your privacy",
            "We and our 312 partners store and access information on your device, such as cookies, and process "
            "personal data to personalise ads, measure their performance and develop services.",
            ("Accept all", "Reject all", "Manage preferences"),
        ),
        (
            "Wir schätzen Ihre Privatsphäre",
            "Wir und unsere 312 Partner speichern Informationen auf Ihrem Gerät, etwa in Cookies, und verarbeiten "
            "personenbezogene Daten, um Werbung zu personalisieren und unsere Dienste zu verbessern.",
            ("Alle akzeptieren", "Ablehnen", "Einstellungen"),
        ),
    ],
)
def test_bare_consent_walls(heading: str, notice: str, buttons: tuple[str, ...]) -> None:
    asked = "".join(f"<button>{button}</button>" for button in buttons)
    assert verdict(f"<div><h1>{heading}</h1><p>{notice}</p>{asked}</div>") == "consent_wall"


TEASERS = [
    ("Council votes to widen the harbour bridge", "The vote was close, and the cost is not yet known."),
    ("Bakery in the lower town closes after ninety years", "Nobody wants to get up at two in the morning any more."),
    ("Ferry to the islands runs every hour again", "The summer timetable starts on Friday."),
    ("Old lighthouse moves forty metres inland", "The cliff below it has lost six metres since spring."),
    ("School choir wins the county contest", "They sang a song about a goat."),
    ("Storm warning for the west coast", "Gusts of up to a hundred kilometres an hour are expected."),
]


def test_cards_with_a_linked_headline_and_a_sentence_are_an_index() -> None:
    cards = "".join(
        f"<div><h2><a href='/{n}'>{head}</a></h2><p>{text}</p></div>" for n, (head, text) in enumerate(TEASERS)
    )
    assert verdict(f"<h1>Local news</h1>{cards}") == "index_page"


def test_an_article_with_linked_subheadings_is_none() -> None:
    body = "".join(
        f"<h2><a href='#{n}'>{head}</a></h2><p>{f'{text} ' * 12}</p>" for n, (head, text) in enumerate(TEASERS)
    )
    assert verdict(f"<article><h1>What happened in the valley this year</h1>{body}</article>") == "ok"
