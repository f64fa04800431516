from __future__ import annotations

from typing import Any

import pytest

from training.styles import DIALECTS, MAX_CHARS, SHARES, markdown, render

BODY = [
    "The ferry to Nordholm sails again from Monday.",
    "It had been in the yard since March.",
    "Tickets cost nine crowns.",
]
GOLD = "\n\n".join(BODY)
MENU = (
    "<ul><li><a href='/'>Home</a></li><li><a href='/ferries'>Ferries</a></li><li><a href='/sky'>Weather</a></li></ul>"
)
HTML = f"{MENU}<script>let x</script><h2>Timetable</h2>" + "".join(f"<p>{line}</p>" for line in BODY)


def record(name: str = "page-1", html: str = HTML) -> dict[str, Any]:
    return {"id": name, "text": GOLD, "html": html}


def raw_text(page: dict[str, Any], style: str) -> str:
    joint = "\n" if style == "bs4" else "\n\n"
    return joint.join(["Home | Ferries | Weather", *BODY])


def all_styles(count: int = 60) -> dict[str, str]:
    """Every style at least once, each drawn by the ids of enough pages."""
    return {style: text for n in range(count) for style, text in render(record(f"page-{n}"), raw_text)}


def test_every_style_is_drawn_sooner_or_later() -> None:
    assert set(all_styles()) == set(SHARES)


def test_the_draw_depends_on_the_page_only() -> None:
    assert list(render(record(), raw_text)) == list(render(record(), raw_text))
    assert len({tuple(style for style, _ in render(record(f"page-{n}"), raw_text)) for n in range(30)}) > 1


def test_styles_that_every_page_has() -> None:
    always = {style for style, share in SHARES.items() if share >= 1}
    assert always <= {style for style, _ in render(record(), raw_text)}


def test_gold_styles_hold_the_gold_text_and_nothing_else() -> None:
    styles = all_styles()
    assert styles["gold"] == GOLD
    assert styles["gold-lines"] == "\n".join(BODY)
    assert styles["gold-wrapped"].split() == GOLD.split()
    assert max(map(len, styles["gold-wrapped"].split("\n"))) <= 100


def test_clean_markdown_holds_what_is_gold_and_its_marks() -> None:
    assert all_styles()["gold-markdown"] == GOLD


@pytest.mark.parametrize("dialect", DIALECTS)
def test_markdown_has_the_words_of_the_page_in_every_dialect(dialect: dict[str, Any]) -> None:
    found = markdown(HTML, **dialect)
    assert all(word in found.split() for word in " ".join(BODY).split())
    assert "let x" not in found
    assert ("(/ferries)" in found) == ("a" not in dialect.get("strip", ()))


def test_one_line_has_no_breaks_and_lines_no_blank_ones() -> None:
    styles = all_styles()
    assert "\n" not in styles["oneline"]
    assert "\n\n" not in styles["lines"]
    assert styles["oneline"].split() == styles["lines"].split()


def test_a_renderer_that_fails_costs_its_style_only() -> None:
    def failing(page: dict[str, Any], style: str) -> str:
        if style == "bs4":
            raise ValueError("no tree")
        return raw_text(page, style)

    drawn = {style for style, _ in render(record(), failing)}
    assert "bs4" not in drawn
    assert {"container", "page"} <= drawn


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_empty_texts_are_left_out(text: str) -> None:
    styles = [style for style, _ in render(record(html=text), lambda page, style: text)]
    assert all(style.startswith("gold") for style in styles)


def test_texts_above_the_limit_are_left_out() -> None:
    huge = "word " * (MAX_CHARS // 5 + 1)
    assert "page" not in {style for style, _ in render(record(), lambda page, style: huge)}
