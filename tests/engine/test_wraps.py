"""Paragraphs that a text browser has wrapped are joined, menus and poems around them are not."""

from __future__ import annotations

import textwrap

import pytest

from content_cleaner import clean
from content_cleaner.blocks import text

PARAGRAPHS = (
    "The council has voted to reopen the bridge on Saturday, after two years in which the ferry was the only way over "
    "the river for the people of the lower town and their carts, dogs and prams.",
    "Engineers found no damage below the waterline. The ferry stops on Sunday night, and its two captains, who are "
    "brothers, have been offered work at the quay, which they have not yet accepted or refused.",
    "Nobody at the mill had expected it so soon. The owner, Jane Doe, who had stored flour for a whole winter, said "
    "that she would now have to sell bread to half of the county before the first warm days of the year.",
)
MENU = ("Home", "News", "Sport", "Weather and traffic", "Culture", "Contact")


def blocks(source: str) -> list[str]:
    return [block.text for block in text.cut(source).blocks]


def dump(width: int = 76, indent: str = "   ") -> str:
    """A page as `lynx -dump` prints it."""
    menu = "\n".join(f"{indent}  * {label}" for label in MENU)
    body = "\n\n".join(
        textwrap.fill(paragraph, width, initial_indent=indent, subsequent_indent=indent) for paragraph in PARAGRAPHS
    )
    return f"{indent}The Valley Post\n\n{menu}\n\nBridge reopens\n\n{body}\n\n{menu}\n"


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_paragraphs_are_joined_and_menus_are_not(width: int) -> None:
    found = blocks(dump(width))
    assert [paragraph for paragraph in PARAGRAPHS if paragraph in found] == list(PARAGRAPHS)
    assert [f"* {label}" for label in MENU] == found[1:7] == found[-6:]


def test_the_answer_has_whole_paragraphs() -> None:
    assert clean(dump(), content_type="text/plain").text.endswith("\n\n".join(PARAGRAPHS))


def test_items_of_a_list_are_joined_each_by_itself() -> None:
    items = [
        textwrap.fill(f"* {paragraph}", 76, initial_indent="     ", subsequent_indent="       ")
        for paragraph in PARAGRAPHS
    ]
    found = blocks(f"Menu\n\nNews\n\n{chr(10).join(items)}\n\nContact")
    assert found == ["Menu", "News", *[f"* {paragraph}" for paragraph in PARAGRAPHS], "Contact"]


POEM = """The bridge is gone and the river is wide,
the ferry is late and so is the tide,
the miller has flour and no one to sell,
and far down the valley they're ringing a bell.

The captain is sleeping, his brother is too,
the quay has a lamp that is broken in two,
and nobody asked, and nobody knew,
and nobody paid for the lamp."""
PEOPLE = """Jane Doe, mayor of the lower town since the spring of last year
John Roe, engineer
Max Moe, captain of the ferry and owner of both of its boats
Ann Poe, miller and grandmother of the captain and of his brother
Sue Low, nobody's aunt"""
RECIPE = """2 eggs
300 g of flour from the mill, sieved twice and kept in a dry place
1 l of milk
1 pinch of salt
Butter for the pan, or the fat of a goose where there is one to be had
Sugar"""


LOWER_VERSE = """the evening light falls on the harbour wall
and nobody is there to see it fall but me
and the dog that belongs to the ferryman
who says he will not sail again this year
because the engine coughs and the wind
has a way of turning round on him at noon

we sit and count the boats that come back in
there are fewer than there were in the spring
and the names on the sterns are hard to read
under the salt and the rust and the weed
we say them aloud as if that would help
the way one says the names of the saints"""
CODE = """lift(crane, load):
    total = sum(crane.load for crane in harbour.cranes)
    free = [crane for crane in harbour.cranes if crane]
    limit = harbour.limit if wind < 12 else harbour.low
    names = sorted({crane.name for crane in free if night})
    return total, free, limit, names, wind, tide, night

berth(boat, quay):
    rows = [boat for boat in harbour.boats if boat.is_in]
    seen = {boat.name: boat.captain for boat in rows if wind}"""


@pytest.mark.parametrize("source", [POEM, PEOPLE, RECIPE], ids=["poem", "people", "recipe"])
def test_lines_that_no_width_breaks_stay_lines(source: str) -> None:
    assert blocks(source) == [line for line in source.split("\n") if line]


@pytest.mark.parametrize("source", [LOWER_VERSE, CODE], ids=["verse in lower case", "code"])
def test_texts_whose_lines_mean_something_come_back_as_they_are(source: str) -> None:
    answer = clean(source, content_type="text/plain")
    assert [line for line in answer.text.split("\n") if line] == [line.strip() for line in source.split("\n") if line]


def test_verse_below_a_very_long_paragraph_keeps_its_lines() -> None:
    source = f"How it came back\n\n{' '.join(PARAGRAPHS * 5)}\n\nThe song goes:\n\n{POEM}"
    joints = [block.joint for block in text.cut(source).blocks if block.text.startswith("and nobody")]
    assert joints == ["\n", "\n"]


def test_wide_characters_take_two_columns() -> None:
    sentence = "河水连续上涨了九天镇议会终于在老磨坊里开会屋里没有人愿意第一个开口说这座桥整个冬天都得关闭"
    wrapped = "\n".join(textwrap.wrap(sentence * 3 + "。", 38))
    source = f"首页\n\n新闻\n\n{wrapped}\n\n{wrapped}\n\n联系我们"
    assert blocks(source) == ["首页", "新闻", sentence * 3 + "。", sentence * 3 + "。", "联系我们"]
