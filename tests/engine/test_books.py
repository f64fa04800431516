"""Texts far longer than any article that the scorer learned from: a book is not taken for a thread."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from content_cleaner import clean
from content_cleaner.document import Page
from content_cleaner.model import scorer
from content_cleaner.model.arrays import Floats
from content_cleaner.model.description import Description, describe

SUBJECTS = "the ferryman|the old keeper|a woman from the mill|the baker's son|the harbour master|her sister|the teacher"
VERBS = "carried|remembered|had never seen|was looking for|had sold|wrote about|gave away|counted|hid|had promised"
OBJECTS = (
    "the second lamp|a letter from the north|nine baskets of eels|the key to the tower|a map of the islands|a song"
)
ENDS = "before the ice came|and nobody asked why|in the year of the flood|while the bells rang|as her mother had done"
MENU = "Home\n\nBooks\n\nAuthors\n\nSign in\n\nSubscribe to our newsletter\n\n"
FOOTER = "\n\nShare this page\n\nFacebook\n\n© 2024 Valley Library. All rights reserved.\n\nPrivacy policy"


def _sentence(chance: random.Random) -> str:
    subject, verb, thing, end = (chance.choice(words.split("|")) for words in (SUBJECTS, VERBS, OBJECTS, ENDS))
    return f"{subject[0].upper()}{subject[1:]} {verb} {thing}, {chance.randrange(2, 99)} of them, {end}."


def _book(paragraphs: int) -> list[str]:
    chance = random.Random(7)
    return [" ".join(_sentence(chance) for _ in range(chance.randrange(2, 6))) for _ in range(paragraphs)]


def _spoken(chance: random.Random) -> str:
    thing, verb = chance.choice(OBJECTS.split("|")), chance.choice(VERBS.split("|"))
    name, number = chance.choice(("Anna", "Jan", "Mrs Holt", "Peter")), chance.randrange(2, 999)
    return chance.choice(
        (f'"And {thing}?" said {name}.', f'"{number} of them," {name} said.', f'"Who {verb} {thing}?"')
    )


def _novel(paragraphs: int) -> list[str]:
    chance = random.Random(3)
    return [prose if chance.random() < 0.3 else _spoken(chance) for prose in _book(paragraphs)]


def _chapters(book: list[str]) -> str:
    heading = "<h2>Chapter {}</h2>".format
    return "".join(heading(at // 20 + 1) * (at % 20 == 0) + f"<p>{text}</p>" for at, text in enumerate(book))


@pytest.mark.parametrize("book", [*map(_book, (300, 900, 3000)), *map(_novel, (400, 900, 2500))], ids=len)
def test_a_book_on_a_page_is_kept_whole_and_the_page_is_not(book: list[str]) -> None:
    answer = clean(MENU + "\n\n".join(book) + FOOTER)
    kept = set(answer.text.split("\n\n"))
    assert sum(paragraph in kept for paragraph in book) >= 0.98 * len(book)
    assert not kept & {"Home", "Sign in", "Facebook", "Privacy policy"}


@pytest.mark.parametrize("book", [*map(_book, (300, 900, 3000)), *map(_novel, (400, 900, 2500))], ids=len)
@pytest.mark.parametrize("element", [_chapters, "<br><br>".join], ids=["chapters", "line-breaks"])
def test_a_book_in_html_is_kept_whole_and_the_page_is_not(book: list[str], element: Callable[[list[str]], str]) -> None:
    menu = "".join(f'<a href="/{name}">{name}</a> ' for name in ("Home", "Books", "Authors", "Sign in"))
    footer = '<p>© 2024 Valley Library. All rights reserved.</p><a href="/privacy">Privacy policy</a>'
    page = f"<nav>{menu}</nav><h1>The Ferry</h1><div>{element(book)}</div><footer>{footer}</footer>"
    answer = clean(f"<html><title>The Ferry</title><body>{page}</body></html>")
    assert sum(paragraph in answer.text for paragraph in book) >= 0.98 * len(book)
    assert "Sign in" not in answer.text
    assert "Privacy policy" not in answer.text


@pytest.mark.parametrize(("most", "times"), [(scorer.MAX_DESCRIBED, 8), (1000, 1)])
def test_a_page_of_too_many_elements_is_not_described_piece_by_piece(
    most: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = []

    def counted(page: Page, marks: Floats, headlines: Sequence[str] = ()) -> Description:
        described.append(len(page.blocks))
        return describe(page, marks, headlines)

    monkeypatch.setattr(scorer, "MAX_DESCRIBED", most)
    monkeypatch.setattr(scorer, "describe", counted)
    clean(f"<html><body><main>{_chapters(_book(900))}</main></body></html>")
    assert len(described) == times
