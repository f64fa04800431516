"""What articles in Markdown hold besides paragraphs, in the middle of a scraped page: none of it may be lost."""

from __future__ import annotations

import pytest

from content_cleaner import clean

PARAGRAPHS = (
    "The river had risen for nine days when the [council](https://example.com/council) met in the old mill, and nobody "
    "in the room wanted to be the **first** to say that the bridge would have to close for the winter.",
    "By midnight they had agreed, seven votes to two, and the mayor walked down to the quay to tell the ferrymen, who "
    'had known it since the morning and had already begun to paint the [second boat](/boats "Boats").',
    "Nobody on the quay could remember a colder November, but the ice had not come, and trade went on as usual.",
)
FIRST, SECOND, THIRD = PARAGRAPHS
HEAD = "[![Valley Post](/logo.svg)](/)\n* [Home](/)\n* [News](/news)\n* [Sport](/sport)\n* [Weather](/weather)"
HEADLINE = "# River town closes its bridge"
FOOT = "\n\n".join(
    (
        "### Related articles\n\n* [The ferry and its men](/ferry)\n* [Nine days of rain](/rain)",
        "[Facebook](https://facebook.com/share?u=1) [X](https://x.com/share?u=1)",
        "[Privacy policy](/privacy) | [Terms of use](/terms)\n\n© 2024 Valley Post",
    )
)
ARTICLES = {
    "list at the end": (
        "The council decided three things:",
        "* the bridge closes on Monday\n* the ferry runs until ten\n* the tolls stay as they are",
    ),
    "table at the end": (
        "The votes were counted twice:",
        "| Name | Vote |\n| --- | --- |\n| Miller | yes |\n| Carter | no |\n| Weaver | yes |",
    ),
    "table without outer bars": (
        "The votes:",
        "Name | Vote\n--- | ---\nMiller | yes\nCarter | no",
        "So it was written in the books.",
    ),
    "code with the words of a button": (
        "The toll is counted like this:",
        "```python\ndef toll(carts):\n    share = 2\n\n    return carts * share  # Share this\n```",
        "It has been so for years.",
    ),
    "short code at the end": ("To see the water level, run:", "```\nlevel --river main\n```"),
    "indented code": (
        "The toll is counted like this:",
        "    carts = 3\n    print(carts * 2)",
        "It has been so for years.",
    ),
    "heading like a button": (
        "## Share",
        "A share of the toll goes to the ferrymen, who spend it on paint and rope and on the lamps along the quay.",
    ),
    "item like a button": (
        "The lamps on the quay have three settings:",
        "- Bright light\n- Dark mode\n- Slow blink",
        "The keeper sets them by hand.",
    ),
    "section break": ("* * *", "In the morning the ice had come after all, and the boats lay still at the old quay."),
    "nested list": (
        "The council decided:",
        "* On the bridge\n    * it closes on Monday\n    * it opens in March\n* On the ferry\n    * it runs until ten",
        "So it was written in the books of the town.",
    ),
    "formula": (
        "The level follows",
        "$$\nh = \\frac{v^2}{2g}\n$$",
        "where the speed is taken at the quay, as the old books have it.",
    ),
    "steps": ("1. Close the bridge on both sides.\n2. Tell the ferrymen on the quay.\n3. Write it in the books.",),
    "formula of several lines": (
        "The level follows",
        "$$\nShare\n\n= 2 \\times 3\n$$",
        "where the speed is taken at the quay, as the old books have it.",
    ),
    "speakers in brackets": (
        "[Anna]: I think the bridge must close before the ice comes down the river.",
        "[Update]: The bridge was opened again on Monday, to everybody's surprise.",
    ),
    "footnote": ("The old book[^1] says more about the winters of the town.", "[^1]: See the page on the ice."),
    "address in angle brackets": ("The [old book][1] says more about it.", "[1]: <https://example.com/book>"),
    "headings in a row": ("## Water", "### Level", "The level is taken at the quay, as the old books have it."),
    "link defined below": ("The [old book][1] says more about the winters of the town.", "[1]: /book"),
}


def page(*parts: str, headline: str = HEADLINE) -> str:
    return "\n\n".join((HEAD, headline, *parts, FOOT))


@pytest.mark.parametrize("parts", ARTICLES.values(), ids=ARTICLES.keys())
def test_all_that_an_article_holds_stays_as_it_was_written(parts: tuple[str, ...]) -> None:
    assert clean(page(*PARAGRAPHS, *parts)).text == "\n\n".join((*PARAGRAPHS, *parts))


def test_the_last_sentence_behind_a_pointer_stays_and_the_pointer_goes() -> None:
    last = "The bridge will open again in March."
    answer = clean(page(*PARAGRAPHS, "[Read more: The ferry and its men](/ferry)", last))
    assert answer.text == "\n\n".join((*PARAGRAPHS, last))


def test_definitions_of_links_that_only_a_menu_uses_go() -> None:
    answer = clean(page(*PARAGRAPHS, "[Archive][9] | [Shop][9]\n\n[9]: /archive"))
    assert "[9]" not in answer.text


@pytest.mark.parametrize(
    "fence",
    ["```", "```html\n<p>", "~~~\nThe end of the line", "``` and so on ```"],
)
def test_a_fence_that_nothing_closes_holds_nothing(fence: str) -> None:
    answer = clean(page(fence, *PARAGRAPHS))
    assert answer.text.endswith("\n\n".join(PARAGRAPHS))
    assert not any(passage.kind == "code" for passage in answer.passages)


def test_a_longer_fence_holds_shorter_ones() -> None:
    code = "````\n```\nShare this\n```\n````"
    assert clean(page(*PARAGRAPHS, "Code is fenced so:", code)).text.endswith(code)


def test_a_page_without_links_is_markdown_by_its_headings() -> None:
    source = "\n\n".join((HEADLINE, *PARAGRAPHS, "## Level", "Run:", "```sh\nlevel\n\n# Share\n```"))
    answer = clean(source, content_type="text/plain")
    assert [passage.kind for passage in answer.passages].count("code") == 1
    assert answer.text == source


@pytest.mark.parametrize("front", ["\n", "\ufeff", "\r\n\r\n"])
def test_what_stands_in_front_of_markdown_does_not_hide_it(front: str) -> None:
    labels = "Title: River town closes its bridge\n\nURL Source: https://example.com/bridge\n\nMarkdown Content:\n"
    answer = clean(front + labels + "\n\n".join(PARAGRAPHS), content_type="text/plain")
    assert (answer.title, answer.text) == ("River town closes its bridge", "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("headline", ["River town closes its bridge", "River town closes its bridge | Valley Post"])
def test_the_head_of_a_reader_service_gives_the_title_and_goes(headline: str) -> None:
    labels = f"Title: {headline}\n\nURL Source: https://example.com/bridge\n\nPublished Time: 2024-11-02\n\n"
    source = labels + "Markdown Content:\n" + "\n\n".join(PARAGRAPHS)
    answer = clean(source, content_type="text/plain")
    assert (answer.title, answer.text) == ("River town closes its bridge", "\n\n".join(PARAGRAPHS))
    assert {removal.rule for removal in answer.removed} == {"reader-head"}


def test_a_line_of_the_page_that_begins_as_a_label_does_stays() -> None:
    labels = "Title: River town closes its bridge\n\nURL Source: https://example.com/bridge\n\nMarkdown Content:\n"
    warning = "Warning: the ice on the river does not carry anybody yet, as the keeper of the bridge says."
    answer = clean(labels + "\n\n".join((warning, *PARAGRAPHS)), content_type="text/plain")
    assert answer.text == "\n\n".join((warning, *PARAGRAPHS))


def test_of_two_headings_the_one_without_the_site_is_the_title() -> None:
    labels = (
        "Title: River town closes its bridge - Valley Post\n\nURL Source: https://example.com/\n\nMarkdown Content:\n"
    )
    above = "River town closes its bridge - Valley Post\n====\n\n# River town closes its bridge"
    answer = clean(labels + "\n\n".join((above, *PARAGRAPHS)), content_type="text/plain")
    assert (answer.title, answer.text) == ("River town closes its bridge", "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("author:\n  title: Editor in chief\ntitle: The bridge", "The bridge"),
        ("title: >-\n  The bridge\ndate: 2024-11-02", "The bridge"),
        ("title: 'The bridge'  # draft\ndate: 2024-11-02", "The bridge"),
        ('title: The critics on "Hamlet"\ndate: 2024-11-02', 'The critics on "Hamlet"'),
        ('title: "The bridge"\r\ndate: 2024-11-02', "The bridge"),
    ],
)
def test_titles_of_front_matter(lines: str, title: str) -> None:
    assert clean(f"---\n{lines}\n---\n\n{page(*PARAGRAPHS, headline='')}").title == title


@pytest.mark.parametrize("second", ["The council has met again, and again.", "", "Nobody: \n\nSo it was."])
def test_a_rule_above_a_sentence_with_a_colon_is_no_front_matter(second: str) -> None:
    above = f"---\nUpdate: the council has met again.\n\n{second}\n\n"
    answer = clean(above + "\n\n".join((*PARAGRAPHS, "---", FOOT)), content_type="text/plain")
    assert all(paragraph in answer.text for paragraph in PARAGRAPHS)
    assert "Valley Post" not in answer.text


def test_front_matter_with_line_ends_of_windows() -> None:
    front = "---\ntitle: River town closes its bridge\nauthor: Jane Doe\n---\n\n"
    source = (front + page(*PARAGRAPHS)).replace("\n", "\r\n")
    answer = clean(source, content_type="text/plain")
    assert answer.title == "River town closes its bridge"
    assert answer.text.split("\n\n") == list(PARAGRAPHS)


def test_indented_links_are_no_code() -> None:
    answer = clean(page(*PARAGRAPHS, "    [The ferry](/ferry?id=1)\n    [Rain](/rain?id=2)"))
    assert answer.text == "\n\n".join(PARAGRAPHS)


def test_the_name_of_a_program_is_the_title_and_its_first_section_is_not() -> None:
    parts = ("Ferry is light.", "## Installing the package from the index", *PARAGRAPHS)
    assert clean(page(*parts, headline="# Ferry")).title == "Ferry"


def test_front_matter_gives_the_title_and_goes_whole_from_a_page() -> None:
    front = "---\ntitle: River town closes its bridge\nauthor: Jane Doe\ntags:\n  - rivers\n  - winter\n---\n\n"
    answer = clean(front + page(*PARAGRAPHS))
    assert (answer.title, answer.text) == ("River town closes its bridge", "\n\n".join(PARAGRAPHS))
    assert [removal.text for removal in answer.removed if removal.rule == "front-matter"][-1] == "---"


def test_an_authors_own_text_keeps_its_front_matter() -> None:
    front = "---\ntitle: River town closes its bridge\nauthor: Jane Doe\n---"
    source = "\n\n".join((front, HEADLINE, *PARAGRAPHS))
    answer = clean(source, content_type="text/plain")
    assert (answer.title, answer.text) == ("River town closes its bridge", source)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("# `bridge` closes in River town", "bridge closes in River town"),
        ("# River town closes its bridge #", "River town closes its bridge"),
        ("# River town closes its bridge[¶](#closes \"Permanent link\")", "River town closes its bridge"),
        ("# [Valley Post](/)\n\n## River town closes its bridge", "River town closes its bridge"),
        ("* # River town closes its bridge", "River town closes its bridge"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_as_readers_see_it(above: str, title: str) -> None:
    assert clean(page(*PARAGRAPHS, headline=above)).title == title


def test_a_heading_below_the_article_is_not_its_title() -> None:
    answer = clean("\n\n".join((HEAD, *PARAGRAPHS, "# Letters to the editor of the Valley Post", FOOT)))
    assert answer.title != "Letters to the editor of the Valley Post"


def test_numbered_items_are_no_notice_of_a_price() -> None:
    steps = "1. Close the bridge on both sides.\n2. Tell the ferrymen on the quay.\n3. Write it in the books."
    assert clean(page(FIRST, steps)).verdict == "ok"
