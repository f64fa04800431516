"""A paragraph that a page holds twice stays once, whichever of the two the model takes for the article's."""

from collections.abc import Callable

import pytest

from content_cleaner import clean

BODY = [
    "The harbour board decided on Monday to move the old lighthouse forty metres inland before the winter storms come, "
    "because the cliff below it has lost six metres since spring.",
    "Engineers will cut the tower from its rock, set it on rails and pull it by winches, which takes about a week if "
    "the weather holds, the board’s chairwoman said at a meeting in the town hall.",
    "The keeper’s family, who have lived beside it for three generations, will stay in the village until the work is "
    "done; the lamp itself will be dark for ten nights, and ships are warned by radio.",
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def page(above: str, below: str) -> str:
    return f"<html><head><title>Lighthouse moves inland</title></head><body>{above}{below}</body></html>"


def test_a_page_that_holds_its_article_twice_gives_it_once() -> None:
    article = f"<article><h1>Lighthouse moves inland</h1>{ARTICLE}</article>"
    answer = clean(page(article, f"<div class='print'>{ARTICLE}</div>"), content_type="text/html")
    assert [answer.text.count(paragraph) for paragraph in BODY] == [1, 1, 1]


@pytest.mark.parametrize("first", [0.01, 0.2, 0.9])
def test_of_two_copies_one_stays_whichever_is_likely(first: float, scored: Callable[..., None]) -> None:
    scored(first, 0.95, 0.9, 0.9)
    source = f"<p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[0]}</p><p>{BODY[2]}</p>"
    answer = clean(source, content_type="text/html")
    assert [answer.text.count(paragraph) for paragraph in BODY] == [1, 1, 1]


def test_of_two_unlikely_copies_none_stays(scored: Callable[..., None]) -> None:
    scored(0.01, 0.95, 0.02, 0.9)
    source = f"<p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[0]}</p><p>{BODY[2]}</p>"
    assert BODY[0] not in clean(source, content_type="text/html").text


LIST = [
    "Ferry times", "Monday to Friday at half past six and noon", "Saturday at nine",
    "On Sundays and on the days of the regatta the boat leaves when the church bells have stopped",
    "Bicycles travel free of charge, horses do not, and dogs need a ticket that costs as much as one for a child",
    "Tickets are sold on board, in the harbour office and, from May to September, at the kiosk below the lighthouse",
]  # fmt: skip
REFRAIN = ["And the river rolled on", "And the lamps went out one by one", "And nobody came to the door"] * 3
CHORUS = [
    "Oh tell me that you know by now you are the one I wait for",
    "You are the one I wait for, love, when all the lamps are low",
] * 5


def _of_lines(lines: list[str], scored: Callable[..., None], tag: str = "p") -> str:
    scored(*[0.95] * len(lines))
    whole = {"p": "{}", "tr": "<table>{}</table>"}[tag].format
    inner = {"p": "<p>{}</p>", "tr": "<tr><td>{}</td><td>7</td></tr>"}[tag].format
    return clean(whole("".join(map(inner, lines))), content_type="text/html").text


def test_a_passage_that_stands_twice_stays_once(scored: Callable[..., None]) -> None:
    text = _of_lines([*BODY, *LIST, BODY[0] + " So it was.", *LIST], scored)
    assert [text.count(line) for line in LIST] == [1] * len(LIST)


def test_the_answer_names_copies(scored: Callable[..., None]) -> None:
    lines = [*BODY, *LIST, BODY[0] + " So it was.", *LIST]
    scored(*[0.95] * len(lines))
    answer = clean("".join(f"<p>{line}</p>" for line in lines), content_type="text/html")
    assert [p.rule for p in answer.passages if p.reason == "duplicate-block"] == ["duplicate-passage"] * len(LIST)


@pytest.mark.parametrize("lines", [REFRAIN, CHORUS, LIST[:3]])
def test_refrains_and_short_passages_may_stand_twice(lines: list[str], scored: Callable[..., None]) -> None:
    text = _of_lines([*BODY, *lines, BODY[0] + " So it was.", *lines], scored)
    assert all(text.count(line) == 2 * lines.count(line) for line in lines)


def test_rows_of_a_table_may_be_the_same(scored: Callable[..., None]) -> None:
    text = _of_lines([*LIST, "In winter", *LIST], scored, "tr")
    assert [text.count(line) for line in LIST] == [2] * len(LIST)
