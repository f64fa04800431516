"""Raw text all in one line is cut where sentences end and, in Chinese and Japanese, at the blanks of menus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content_cleaner import clean
from content_cleaner.blocks import text

CHINESE = (
    "河水连续上涨了九天，镇议会终于在老磨坊里开会，屋里没有人愿意第一个开口说，这座桥整个冬天都得关闭。",
    "到了午夜他们达成了一致，镇长走到码头去告诉摆渡的人，而他们其实早就知道了。",
    "码头上没有人记得比今年更冷的十一月，但是冰还没有来，生意照常进行，人们也照常在清晨等船。",
)
MENU = "首页 新闻 国内 国际 财经 科技 娱乐 体育 登录 注册"
FOOT = "版权所有 未经许可不得转载 关于我们 联系我们"
LONG = CHINESE * 4


def blocks(source: str) -> list[str]:
    return [block.text for block in text.cut(source).blocks]


def test_chinese_menus_are_cut_at_their_blanks() -> None:
    assert blocks(" ".join((MENU, *LONG, FOOT))) == [*MENU.split(), *LONG, *FOOT.split()]


@pytest.mark.parametrize("gap", ["\u3000", "   "])
def test_any_blank_is_one(gap: str) -> None:
    assert blocks(gap.join((*MENU.split(), *LONG))) == [*MENU.split(), *LONG]


def test_the_menu_of_a_page_in_one_line_goes() -> None:
    answer = clean(" ".join((MENU, *LONG, FOOT)), content_type="text/plain")
    assert "首页" not in answer.text
    assert "版权所有" not in answer.text
    assert all(sentence in answer.text for sentence in CHINESE)


def test_text_with_all_words_set_apart_is_not_cut_at_its_blanks() -> None:
    sentence = "河水 连续 上涨 了 九天 ， 镇议会 终于 在 老磨坊 里 开会 。"
    assert blocks(" ".join([sentence] * 20)) == [sentence] * 20


def test_blanks_beside_letters_and_numbers_cut_nothing() -> None:
    sentence = "这座桥由 Orrin 公司在 1911 年建成，全长 240 米，是河上最长的桥。"
    assert blocks(f"{MENU} {sentence * 12}") == [*MENU.split(), *[sentence] * 12]


@pytest.mark.parametrize(
    "text_above",
    [
        "むかし むかし、 ある ところに、 おじいさんと おばあさんが いました。 " * 4,
        "河水连涨整九天 议员聚坐磨坊边 无人愿说关桥事 只听窗外雨连绵 夜半方才议定后 镇长独步向河湾 ",
        "老磨坊主人陈国良先生 于今年三月五日 在家中安详离世 享年八十七岁 亲友将于星期六上午 在河边礼堂告别 ",
    ],
    ids=["for children", "verses", "an announcement"],
)
def test_what_is_set_apart_by_blanks_and_is_no_menu_stays_whole(text_above: str) -> None:
    assert blocks(text_above + "".join(LONG))[0] == text_above.split("。", maxsplit=1)[0].strip() + (
        "。" if "。" in text_above else f" {CHINESE[0]}"
    )


def test_the_rest_of_the_world_is_cut_at_sentences() -> None:
    english = ["The river had risen for nine days.", "Nobody wanted to be the first to say it."]
    assert blocks(" ".join(english * 8)) == english * 8


def test_blank_lines_above_a_text_change_nothing() -> None:
    source = "\n".join(
        (
            "The river had risen for nine days when the council met in the old mill above the quay.",
            "By midnight they had agreed, and the mayor walked down to the quay to tell the ferrymen.",
            "Nobody could remember a colder November, but the ice had not come to the harbour yet.",
        )
    )
    assert [block.joint for block in text.cut("\n\n\n" + source).blocks] == ["\n\n"] * 3
    assert clean("\r\n\r\n \r\n" + source).text == clean(source).text


def test_sentences_that_set_no_blanks_are_put_together_without_any() -> None:
    assert {block.joint for block in text.cut("".join(LONG)).blocks[1:]} == {""}


ENGLISH = "The council has voted to reopen the bridge on Saturday, after two years of waiting for the ferry."


def test_a_page_that_is_one_line_but_for_a_few_short_ones_is_cut_at_sentences() -> None:
    source = "\n".join(("Home", "News", "Sport", " ".join([ENGLISH] * 30), "Contact"))
    assert blocks(source) == ["Home", "News", "Sport", *[ENGLISH] * 30, "Contact"]


@pytest.mark.parametrize(("parted", "stays"), [(" ", False), ("\n\n", True)])
def test_in_one_line_an_unlikely_sentence_does_not_stay_for_what_stands_beside_it(
    parted: str, stays: bool, scored: Callable[..., None]
) -> None:
    unlikely = "Our shop sells flour from the old mill."
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday")
    lines = ["Share this article.", *[ENGLISH.replace("Saturday", day) for day in days], unlikely]
    likely = [0.95] * len(days)
    scored(0.01, *likely, 0.1)
    assert (unlikely in clean(parted.join(lines), content_type="text/plain").text) is stays
