"""What text browsers and converters add to a page goes, or does not hide what the page says."""

from __future__ import annotations

import pytest

from content_cleaner import clean
from content_cleaner.blocks import dumps, text

BODY = (
    "The council has voted to reopen the bridge on Saturday, after two years in which the ferry was the only way over.",
    "Engineers found no damage below the waterline, and the ferry stops on Sunday night for good.",
    "Nobody at the mill had expected it so soon, and the owner has flour for a whole winter in her barn.",
)
LYNX = f"""   [1]Home [2]News [3]Sport [4]Contact

Bridge reopens

   {BODY[0]}

   {BODY[1].replace("the ferry", "[5]the ferry")} See the note [2].

   {BODY[2]}

   © 2024 Valley Post. [6]All rights reserved. [7]Privacy policy

References

   Visible links:
   1. https://example.com/
   2. https://example.com/news
   3. https://example.com/sport
   4. https://example.com/contact
   5. https://example.com/ferry
   6. https://example.com/privacy

   Hidden links:
   8. file:///top
"""


def test_numbers_and_targets_of_links_of_a_text_browser_go() -> None:
    answer = clean(LYNX, content_type="text/plain")
    assert answer.text.removeprefix("Bridge reopens\n\n") == f"{BODY[0]}\n\n{BODY[1]} See the note [2].\n\n{BODY[2]}"
    assert {removal.rule for removal in answer.removed if "https" in removal.text} == {"browser-references"}


def test_line_ends_of_windows_are_line_ends() -> None:
    assert (
        clean(LYNX.replace("\n", "\r\n"), content_type="text/plain").text == clean(LYNX, content_type="text/plain").text
    )


def test_numbers_of_links_without_a_text_go() -> None:
    images = LYNX.replace("Bridge reopens\n", "Bridge reopens\n\n   [5] [6]\n")
    assert dumps.MASK not in clean(images, content_type="text/plain").text


def test_spans_hold_the_numbers_all_the_same() -> None:
    sliced = [LYNX[block.start : block.end] for block in text.cut(LYNX).blocks]
    assert "".join("".join(sliced).split()) == "".join(LYNX.split())
    assert any("[5]the ferry" in part for part in sliced)


@pytest.mark.parametrize(
    "source",
    [
        "It rose.[1] It fell again.[2]\n\nReferences\n\n1. J. Doe, The river, Valley Press\n2. R. Roe, The bridge",
        "The river rose.\n\nReferences\n\n1. https://example.com/river\n2. https://example.com/bridge",
        "References\n\nThe mayor gave two: [1] and [2].",
        "Boats [1] were small. Floats [2] came later.\n\nReferences\n\n1. https://example.com/a\n2. https://example.com/b",
        "See [1].\n\nReferences\n\n1. https://example.com/river\n\nThe bridge is open again.",
    ],
    ids=["sources of other kinds", "nothing numbered", "a heading alone", "marks behind words", "text below"],
)
def test_references_of_an_article_are_its_own(source: str) -> None:
    assert dumps.references(source) == len(source)
    assert clean(source, content_type="text/plain").text.split() == source.split()


HTML_TO_TEXT = f"""Home [https://example.com/]
News [https://example.com/news]
Sport [/sport]
Contact [mailto:post@example.com]

[https://example.com/bridge.jpg]

{BODY[0]}

{BODY[1].replace("the ferry", "the ferry [https://example.com/ferry]")}

{BODY[2]}

Privacy [https://example.com/privacy]
"""


def test_targets_behind_links_do_not_hide_a_menu_and_stay_in_the_article() -> None:
    answer = clean(HTML_TO_TEXT, content_type="text/plain")
    assert answer.text.split("\n\n") == [
        BODY[0], BODY[1].replace("the ferry", "the ferry [https://example.com/ferry]"), BODY[2],
    ]  # fmt: skip
    assert "Sport [/sport]" in [removal.text for removal in answer.removed]


def test_a_few_addresses_in_brackets_mask_nothing() -> None:
    source = "The river rose [https://example.com/river]. It fell again [https://example.com/bridge]."
    assert dumps.without_targets(source) == source


BBCODE = "\n\n".join(f"[quote]\nThe pump {number} is fine.\n[/quote]\n\nThat was right." for number in range(6))
SHARES = "\n\n".join(f"[/srv/music{number}]\npath = /srv/music{number}\nread only = yes" for number in range(6))


@pytest.mark.parametrize("source", [BBCODE, SHARES], ids=["quotes of a forum", "sections of settings"])
def test_other_brackets_are_no_targets(source: str) -> None:
    assert dumps.without_targets(source) == source
    assert clean(source, content_type="text/plain").text.split() == source.split()


def test_texts_parted_by_bars_are_cut_at_them() -> None:
    labels = ["Home", "News", "Sport", "Weather", "Culture", "Contact"] * 4
    source = " | ".join((*labels, *BODY, *labels))
    answer = clean(source, content_type="text/plain")
    assert answer.text == "\n\n".join(BODY)
    cut = text.cut(source).blocks
    assert "".join("".join(source[block.start : block.end] for block in cut).split()) == "".join(source.split())


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(["town | river | bridge", "-----+-------+-------", *["Orrin | Lea | stone"] * 30]),
        "\n".join(" | ".join(f"c{row}{column}" for column in range(21)) for row in range(3)),
        "| C | G | Am | F " * 10 + "|",
        f"Home | News | Sport\n{' '.join(BODY)}\nPrivacy | Terms",
        "|" * 500,
        f"{' '.join(BODY * 12)} Home | News | {'Sport | ' * 20}",
    ],
    ids=["table", "wide table", "chords", "menus", "nothing else", "menu behind an article"],
)
def test_other_bars_part_nothing(source: str) -> None:
    assert dumps.without_bars(source) == source
