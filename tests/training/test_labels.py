from __future__ import annotations

import numpy as np
import pytest

from training.labels import align, words

FIRST = "The mayor of Lindenau opened the rebuilt bridge on Saturday morning in heavy rain."
SECOND = "About two thousand people walked across, most of them under umbrellas, some of them barefoot."
THIRD = "The old bridge had been closed since the flood of 2021 carried away its middle pier."
MENU = "Home News Sports Weather Contact"
TEASER = "Read also how the harbour of Westmark got its new crane after nine years of planning."


def kept(texts: list[str], gold: str) -> list[bool]:
    return (align(texts, gold)[0] >= 0.5).tolist()


def test_words_are_lower_case_and_cjk_characters_count_one_by_one() -> None:
    assert words("Tea, 茶館 opens!") == ["tea", "茶", "館", "opens"]


def test_the_article_is_found_between_menu_and_teaser() -> None:
    assert kept([MENU, FIRST, SECOND, TEASER, THIRD], f"{FIRST}\n\n{SECOND}\n\n{THIRD}") == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_sizes_are_numbers_of_words() -> None:
    _, sizes = align([MENU, FIRST, "—"], FIRST)
    assert sizes.tolist() == [5, 14, 0]


def test_a_teaser_that_repeats_the_first_sentence_is_not_taken_for_it() -> None:
    gold = f"{FIRST}\n{SECOND}\n{THIRD}"
    assert kept([FIRST, SECOND, THIRD, FIRST], gold) == [True, True, True, False]


def test_gold_in_another_order_than_the_page_is_found_all_the_same() -> None:
    opening, rest = f"{FIRST} {TEASER}", f"{SECOND} {THIRD}"
    assert kept([rest, opening], f"{opening}\n{rest}") == [True, True]


def test_a_paragraph_that_is_longer_than_its_gold_has_a_share() -> None:
    shares, _ = align([f"{FIRST} {SECOND}"], FIRST)
    assert shares[0] == 0 or 0.3 < shares[0] < 0.7
    most, _ = align([f"{FIRST} {SECOND}"], f"{FIRST} {SECOND.removesuffix(' some of them barefoot.')}")
    assert 0.7 < most[0] < 1


@pytest.mark.parametrize("subheading", ["Open at last", "桥"])
def test_a_short_subheading_is_found_at_its_place(subheading: str) -> None:
    gold = f"{FIRST}\n{subheading}\n{SECOND}"
    assert kept([FIRST, subheading, SECOND], gold) == [True, True, True]


def test_chinese_text_is_found() -> None:
    body = "星期六上午，茶馆在大雨中重新开门，许多老顾客早早地来排队。"
    assert kept(["首页 新闻 体育", body], body) == [False, True]


def test_nothing_in_nothing_out() -> None:
    shares, sizes = align([], FIRST)
    assert shares.size == sizes.size == 0
    assert align([FIRST], "")[0].tolist() == [0]


def test_a_page_of_thousands_of_paragraphs_is_found_whole() -> None:
    texts = [" ".join(f"word{n}{letter}" for letter in "abcdefghij") for n in range(3000)]
    shares, _ = align(texts, "\n".join(texts))
    assert shares.dtype == np.float32
    assert shares.min() == 1
