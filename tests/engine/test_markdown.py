"""Markdown as converters make it of pages: what its words are, and that it comes back as it was written."""

from __future__ import annotations

import textwrap
import time

import pytest

from content_cleaner import Options, clean
from content_cleaner.blocks import markdown, marks, text
from content_cleaner.blocks.lines import MAX_BLOCKS

MAX_SECONDS = 10
PARAGRAPHS = (
    "The river had risen for nine days when the [council](https://example.com/council) met in the old mill, and nobody "
    "in the room wanted to be the **first** to say that the bridge would have to close for the winter.",
    "By midnight they had agreed, seven votes to two, and the mayor walked down to the quay to tell the ferrymen, who "
    'had known it since the morning and had already begun to paint the [second boat](/boats "Boats").',
    "Nobody on the quay could remember a colder November, but the ice had not come, and trade went on as usual.",
)
PAGE = "\n\n".join(
    (
        "[![Valley Post](/logo.svg)](/)\n* [Home](/)\n* [News](/news)\n* [Sport](/sport)\n* [Weather](/weather)",
        "# River town closes its bridge",
        "By [Jane Doe](/authors/jane-doe)",
        "![The bridge at dawn](/images/bridge.jpg)",
        *PARAGRAPHS,
        "### Related articles\n\n* [The ferry and its men](/ferry)\n* [Nine days of rain](/rain)",
        "[Facebook](https://facebook.com/share?u=1) [X](https://x.com/share?u=1)",
        "[Privacy policy](/privacy) | [Terms of use](/terms)\n\n© 2024 Valley Post",
    )
)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("The [council](https://example.com) met.", "The council met."),
        ('The [council](<a b> "Title") met.', "The council met."),
        ("A [river](https://example.com/wiki/River_(water)) rose.", "A river rose."),
        ("See [the note][1] and [this][].", "See the note and this."),
        ("[![The bridge](b.jpg) Bridge reopens](/bridge)", "Bridge reopens"),
        ("Bridge reopens](/bridge)", "Bridge reopens"),
        ("**Read more:** the *long* way", "Read more: the long way"),
        ("## Two days later", "Two days later"),
        (r"1\. May", "1. May"),
        ("Write to <mailto:jane@example.com> now", "Write to now"),
        ("2 * 3 * 4 and snake_case_names, a[0](1)", "2 * 3 * 4 and snake_case_names, a0"),
        ("A list [of things] and (brackets)", "A list [of things] and (brackets)"),
    ],
)
def test_a_reader_sees_the_words_and_not_the_targets(raw: str, seen: str) -> None:
    assert marks.words(raw) == seen


def test_the_article_comes_back_as_it_was_written() -> None:
    answer = clean(PAGE)
    assert answer.kind == "text"
    assert answer.title == "River town closes its bridge"
    assert answer.text == "\n\n".join(PARAGRAPHS)


def test_every_removal_says_where_it_stood() -> None:
    answer = clean(PAGE)
    assert {removal.reason for removal in answer.removed} >= {"byline", "caption", "navigation", "related", "footer"}
    for removal in answer.removed:
        assert PAGE[removal.start : removal.end] == removal.text


# What old pages become: a table that lays out the page, one row of it for all that stands side by side.
MENU = "  ".join(f"[{name}](/{name.lower()})" for name in ("Home", "News", "Sport", "Weather", "Letters", "Archive"))
TEASERS = "  ".join(f"[Story {n} of the week](/story-{n})   Read more" for n in range(12))
STORY = "  ".join(("**River town closes its bridge**", "By [Jane Doe](/authors/jane-doe)", *PARAGRAPHS * 2))
LAID_OUT = f"| [Valley | Post](/)  {MENU} | {STORY} | {TEASERS} |"
HEADED = f"{LAID_OUT}\n| --- | --- | --- |\n| © 2024 Valley Post | | |"


def _between_blocks(source: str) -> str:
    rest, end = "", 0
    for block in text.cut(source).blocks:
        rest += source[end : block.start]
        end = block.end
    return (rest + source[end:]).strip()


@pytest.mark.parametrize("source", [PAGE, LAID_OUT, HEADED, f"|{' |' * 900}", f"| {'x' * 1600}"])
def test_all_of_it_is_in_some_block(source: str) -> None:
    assert _between_blocks(source) == ""


@pytest.mark.parametrize("source", [LAID_OUT, HEADED])
def test_a_table_that_lays_out_a_page_is_cut_into_what_stands_in_it(source: str) -> None:
    texts = [block.text for block in text.cut(source).blocks]
    assert texts[:3] == ["Valley | Post", "Home", "News"]
    assert [text for text in texts if len(text) > 100] == list(map(marks.plain, PARAGRAPHS * 2))
    answer = clean(source)
    assert all(paragraph in answer.text for paragraph in PARAGRAPHS)
    assert not any(word in answer.text for word in ("Weather", "Story", "Read more", "2024"))


def test_a_row_of_data_is_one_block_however_many_rows_there_are() -> None:
    rows = [
        f"| {year} | [The ferry](/ferry-{year})  and its men | {'a long year, ' * 20} |" for year in range(1900, 1990)
    ]
    source = "\n".join(("| Year | Boat | Notes |", "| --- | --- | --- |", *rows))
    assert len(text.cut(source).blocks) == len(rows) + 1


def test_a_long_row_of_data_is_one_block() -> None:
    row = f"| {'many words ' * 80} | and |    {'a number of others ' * 60}   |"
    assert [block.kind for block in text.cut(f"{PAGE}\n\n{row}").blocks][-1] == "table-row"


def test_cells_of_a_long_row_go_on_in_its_line() -> None:
    row = f"| {'many words ' * 80}| {'and more  of them ' * 80}|"
    source = "\n\n".join((f"See [a](/a), [b](/b), [c](/c).\n\n{row}", *PARAGRAPHS))
    answer = clean(source, options=Options(favor="recall"))
    assert "words | and more\n\nof them" in answer.text


def test_wrapped_paragraphs_are_one_block_and_items_are_not() -> None:
    paragraph = (
        "The river had risen for nine days when the [council](/c) met in the old mill, and nobody in the room wanted "
        "to be the first to say that the bridge would have to close for the winter, or for longer than that. "
        "The ferrymen had known it since the morning and painted their boats"
    )
    source = (
        f"{textwrap.fill(paragraph, 70)}\n\n"
        "* [Home](/)\n* [News](/news)\n* A boat of the river, and a mill that stands at the far end of it\n\n"
        "So it was said in the old mill, and so it was written in the books.  \nA new line begins here."
    )
    blocks = text.cut(source).blocks
    assert [block.kind for block in blocks] == [
        "paragraph",
        "list-item",
        "list-item",
        "list-item",
        "paragraph",
        "paragraph",
    ]
    assert blocks[0].text.endswith("painted their boats")


def test_lines_that_end_before_the_width_are_not_joined() -> None:
    lines = (
        "[Home](/) [News](/news) [Sport](/sport)",
        "River town closes its bridge",
        "By Jane Doe",
        "The river had risen for nine days when the council met in the old mill of the town.",
        "Nobody in the room wanted to be the first to say it.",
        "By midnight they had agreed to close the bridge, seven votes to two, for the winter.",
        "The mayor walked down to the quay to tell the ferrymen what they had known for long.",
        "Share on Facebook",
        "Nobody on the quay could remember a colder November, but trade went on as usual.",
        "© 2024 Valley Post",
    )
    assert [block.text for block in text.cut("\n".join(lines)).blocks][1:] == list(lines[1:])


SOFT = [
    "The river had risen for nine days when the council",
    "met in the old mill, and nobody in the room wanted to be the first to say that the",
    "bridge would have to close for the winter.",
    "",
    "Engineers from the county found the cracks in the third and fourth pier in",
    "October, and their report, of which the paper has seen a copy, says that the masonry",
    "could give way without any",
    "warning in a flood like this one.",
    "",
    "Whoever lives on the far bank drives by the quarry from now on, for a quarter of an hour, and so does the bus,",
    "whose drivers were told on Monday.",
]


def test_line_breaks_of_the_source_mean_nothing() -> None:
    menu = "[Home](/) [News](/news) [Sport](/sport)"
    blocks = text.cut("\n".join([menu, "", *SOFT, "", "- one ferry,", "- and another one"])).blocks
    assert [block.text.count(" ") + 1 for block in blocks[1:4]] == [37, 42, 30]
    assert [block.text for block in blocks[4:]] == ["- one ferry,", "- and another one"]


def test_lines_of_code_say_nothing_of_those_of_the_text() -> None:
    code = ["```", *[f"let number_{number} = the_river.height_above_the_mark({number})" for number in range(8)], "```"]
    lines = [
        "The river and its bridge, a history in nine parts",
        "The ferry that nobody in the town remembers any more",
    ]
    blocks = text.cut("\n".join(["[Home](/) [News](/news) [Sport](/sport)", "", *code, "", *lines])).blocks
    assert [block.text for block in blocks[-2:]] == lines


def test_short_lines_are_verses_and_stay_apart() -> None:
    verses = [
        "The river rose,",
        "and rose again,",
        "until the mill",
        "and all the lamps",
        "were under water,",
        "and it went on",
    ]
    blocks = text.cut("\n".join(["[Home](/) [News](/news) [Sport](/sport)", "", *verses])).blocks
    assert [block.text for block in blocks[1:]] == verses


def test_underlined_headings_are_headings() -> None:
    source = "[a](/a) [b](/b) [c](/c)\n\nThe bridge\n==========\n\nThe ferry\n---\nIt rained.\n\n---\n\nThe end."
    headings = [(block.text, block.level) for block in text.cut(source).blocks if block.kind == "heading"]
    assert headings == [("The bridge", 1), ("The ferry", 2)]


@pytest.mark.parametrize("above", ["- the ferry runs until ten", "> It rained.", "# The ferry", "| a | b |"])
def test_only_paragraphs_are_underlined(above: str) -> None:
    blocks = text.cut(f"[a](/a) [b](/b) [c](/c)\n\n{above}\n---\nThe end.").blocks
    assert [block.level for block in blocks if block.text == "---"] == [0]


def test_a_text_of_very_many_lines_has_no_headings() -> None:
    source = "# The bridge\n\n" + "\n".join(f"[{number}](/{number}) It rained." for number in range(21_000))
    blocks = text.cut(source).blocks
    assert len(blocks) <= MAX_BLOCKS
    assert not any(block.level for block in blocks)


def test_fenced_code_is_one_block() -> None:
    source = "[a](/a) [b](/b) [c](/c)\n\n```python\nfor x in y:\n\n    print(x)\n```\n\nThe end."
    blocks = text.cut(source).blocks
    assert [block.kind for block in blocks] == ["paragraph", "code", "paragraph"]
    assert source[blocks[1].start : blocks[1].end].startswith("```python")


@pytest.mark.parametrize(
    "source",
    [
        "Write a link as [text](address), and an image with a sign of exclamation before it.",
        "f[i](x) + g[j](y) + h[k](z)\n"
        + "the series converges for every x, as one can see from the first terms\n" * 120,
    ],
)
def test_a_few_brackets_are_no_markdown(source: str) -> None:
    assert not markdown.is_markdown(source)


def test_images_of_an_article_in_markdown_are_no_sign_of_a_page() -> None:
    source = "\n\n".join(("# The bridge", "![The bridge](/images/bridge.jpg)", *PARAGRAPHS))
    assert clean(source).text == source


def test_an_article_in_markdown_without_a_page_around_it_is_unchanged() -> None:
    source = "\n\n".join(PARAGRAPHS) + "\n\nThe [mill](/mill) stands still."
    assert markdown.is_markdown(source)
    assert clean(source).text == source


HOSTILE = (
    *("[", "[](", "[a](b ", "![", "[x](y(z)", "[[a]", "**", "_", "<http://", "\\", "[a](b 'c", "[a][", "](", "* ", "`"),
    *("|--", "| - |\n", "$$\n", "    x = 1\n\n", "\n\n# a", "[a]: b\n", "* # ", "# a #", "¶ ", "---\n", "~~~~ a\n"),
    *("    word\n\n", "\n    word word\n    other\n", "\n\n    [a](b=c)\n", "[^1]: a\n"),
    *("```` \n", "\n\n```\n", "* a:\n", "- Share\n", "=", "-", "=\n", "--\n", "a\n=\n"),
    *("| [", "| [a](b", "|  [a", "| ![a] ", "|   ", "| \\|", "| [a](b)  "),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_markdown_takes_linear_time(unit: str) -> None:
    source = "[a](b) [c](d) [e](f)\n\n" + unit * (1_000_000 // len(unit))
    started = time.monotonic()
    answer = clean(source, content_type="text/plain")
    assert time.monotonic() - started < MAX_SECONDS
    assert sum(p.end - p.start for p in answer.passages) > 0.4 * len(source)


@pytest.mark.parametrize(
    "link",
    [
        "[Prices of flour](https://example.com/prices-of-\nflour-and-\nbread)",
        "[Prices of\nflour](https://example.com/prices)",
        "[\nPrices of flour](https://example.com/prices)",
    ],
    ids=["in its target", "in its text", "behind its bracket"],
)
def test_links_that_are_broken_over_lines_are_one_block(link: str) -> None:
    menu = "[Home](/)\n\n[News](/news)\n\n[Sport](/sport)\n\n"
    found = markdown.cut(f"{menu}{link}\n\nThe river rose.").blocks
    assert [block.text for block in found] == ["Home", "News", "Sport", "Prices of flour", "The river rose."]


def test_a_bracket_that_opens_no_link_joins_nothing() -> None:
    source = "[Home](/)\n\n[News](/news)\n\n[Sport](/sport)\n\nItems [sic\nWere many\n\nThe end."
    assert [block.text for block in markdown.cut(source).blocks][3:5] == ["Items [sic", "Were many"]
