from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content_cleaner.document import CleanedDocument, Metadata, Passage
from content_cleaner.render import dump_json, to_json, to_markdown, to_text

ACCIDENTS = [
    "# no heading",
    "1986. That was the year",
    "- no item",
    "> no quote",
    "<b>no tag</b>",
    "*no* _stress_ `at` all",
    "[no](link)",
    "![no](image)",
    "&lt; stays",
    "--- ",
    "===",
    "+ no",
    "~~~",
    "snake_case_name",
    "a\\*b",
    "3) three",
    "<https://example.com>",
    "1.",
    "#",
    "-",
    "___",
    "* * *",
    "\\",
    "[a]: https://example.com",
    "C #",
    "a ##",
]


def document(*blocks: tuple[str, str] | Passage, title: str | None = None) -> CleanedDocument:
    passages = tuple(
        block if isinstance(block, Passage) else Passage(block[1], 0, 0, block[0], "\n\n", 0, 1.0) for block in blocks
    )
    text = "\n\n".join(passage.text for passage in passages if passage.kept)
    return CleanedDocument("html", title, text, "en", "ok", 1.0, Metadata(), passages, 100)


def passage(kind: str, text: str, joint: str = "\n", level: int = 0) -> Passage:
    return Passage(text, 0, 0, kind, joint, level, 1.0)


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark").render(markdown))


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def words(html: str) -> tuple[str, list[str]]:
    parser = Words()
    parser.feed(html)
    return "".join("".join(parser.text).split()), parser.tags


def test_markdown_has_headline_headings_lists_quotes_and_code() -> None:
    answer = to_markdown(
        document(
            passage("paragraph", "The ferry came late.", "\n\n"),
            passage("heading", "Why", "\n\n", 1),
            passage("heading", "Ice", "\n\n", 3),
            passage("list-item", "• no pilot", "\n\n", 1),
            passage("list-item", "- no light", level=1),
            passage("list-item", "not even a lamp", level=2),
            passage("quote", "We waited.", "\n\n"),
            passage("quote", "Then we left.", "\n\n"),
            passage("code", "if x:\n    ```y```", "\n\n"),
            passage("table-row", "Monday | 7", "\n\n"),
            passage("table-row", "Tuesday | 8"),
            title="Ferry late",
        )
    )
    assert answer == (
        "# Ferry late\n\nThe ferry came late.\n\n## Why\n\n### Ice\n\n"
        "- no pilot\n- no light\n   - not even a lamp\n\n"
        "> We waited.\n>\n> Then we left.\n\n````\nif x:\n    ```y```\n````\n\nMonday | 7  \nTuesday | 8"
    )
    assert words(rendered(answer))[1] == (
        ["h1", "p", "h2", "h3", "ul", "li", "li", "ul", "li", "blockquote", "p", "p", "pre", "code", "p", "br"]
    )


def test_markdown_leaves_out_what_was_removed_and_a_headline_that_is_none() -> None:
    kept = passage("heading", "Ice", "\n\n", 1)
    assert to_markdown(document(passage("paragraph", "Share")._replace(reason="share"), kept)) == "# Ice"
    assert to_markdown(document()) == ""


def test_numbered_items_keep_their_numbers() -> None:
    items = [passage("list-item", "1. Boil", "\n\n"), passage("list-item", "2. Stir *well*")]
    assert to_markdown(document(*items)) == "1. Boil\n2. Stir \\*well\\*"


@pytest.mark.parametrize("text", ACCIDENTS)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "quote"])
def test_text_never_becomes_markup_by_accident(text: str, kind: str) -> None:
    tags = {"paragraph": ["p"], "heading": ["h2"], "quote": ["blockquote", "p"]}[kind]
    assert words(rendered(to_markdown(document((kind, text))))) == ("".join(text.split()), tags)


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)


@given(
    st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "quote", "line", "caption"]), printable), max_size=5)
)
def test_markdown_says_the_words_of_the_document(blocks: list[tuple[str, str]]) -> None:
    expected = "".join("".join(text.split()) for _, text in blocks)
    assert words(rendered(to_markdown(document(*blocks))))[0] == expected


def test_output_can_always_be_encoded() -> None:
    broken = document(("paragraph", "half \ud83d of it"), title="\udc00")
    for answer in (to_text(broken), to_markdown(broken), to_json(broken), to_json(broken, passages=True)):
        assert "\ufffd" in answer
        answer.encode()
    assert json.loads(to_json(broken))["text"] == "half \ufffd of it"


def test_json_is_one_compact_line_in_the_script_of_the_document() -> None:
    answer = to_json(document(("paragraph", "Žluťoučký\nkůň 馬"), title="馬"))
    assert json.loads(answer)["title"] == "馬"
    assert "馬" in answer
    assert "\n" not in answer
    assert '": ' not in answer
    assert "passages" not in json.loads(answer)
    assert json.loads(to_json(document(("code", "x")), passages=True))["passages"][0]["kind"] == "code"


def test_json_is_never_invalid() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dump_json({"score": float("nan")})


def test_text_is_the_text() -> None:
    one = document(("paragraph", "a"), ("paragraph", "b"), title="T")
    assert to_text(one) == "a\n\nb"
