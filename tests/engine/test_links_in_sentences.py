"""Sentences that line breaks cut at every link come together again, in scripts with capitals and in those without."""

import pytest

from content_cleaner.blocks import text

CHINESE = """\
旧灯塔搬迁工程周一开工
港务局周一宣布，将在冬季风暴来临之前把
旧灯塔
向内陆移动四十米，因为塔下的悬崖自春天以来已经崩塌了六米。
工程师将把塔身切下，放上轨道，用绞车慢慢拉动，整个过程大约需要一个星期，负责人
林晓
说，费用由
省政府
承担。
守塔人一家将在村里住到完工为止，灯会熄灭十个夜晚，届时通过广播通知过往船只。
"""
JAPANESE = """\
旧灯台の移設工事始まる
港湾局は月曜、冬の嵐が来る前に旧灯台を内陸へ四十メートル移すと発表した。崖は春から
六メートル
も崩れている。
技術者は塔を岩から切り離し、レールに載せて
ウインチ
で引く。天候が良ければ一週間ほどで終わると、局長の
佐藤健
さん（５２）は話す。
灯台守の一家は工事が終わるまで村に住む。灯は十日間消え、船には無線で知らせる。
"""
KOREAN = """\
낡은 등대를 옮기는 공사가 월요일에 시작됐다
항만청은 겨울 폭풍이 오기 전에 낡은 등대를 내륙으로 사십 미터 옮기겠다고
월요일
에 발표했다. 절벽은 봄부터 육 미터가 무너졌다.
기술자들은 탑을 바위에서 잘라 내 레일 위에 올리고
윈치
로 끌 계획이며, 날씨가 좋으면 일주일이 걸린다고 했다.
등대지기 가족은 공사가 끝날 때까지 마을에서 지낸다고
청장
은 말했다.
등불은 열흘 동안 꺼지고 배들은 무전으로 통보를 받는다.
"""
NORWEGIAN = """\
Fyret flyttes innover land
Havnestyret vedtok mandag å flytte det gamle fyret førti meter innover land før vinterstormene kommer, fordi klippen
under det har mistet seks meter siden våren.
Søndag går løperne
sprint
. Der stiller øya uten
Dahl
-arvtakeren
Jonas
, som er syk.
Han fikk svar fra
Karaova
'yı som de andre.
„Jeg trodde først det var
snø
“, sa naboen til avisen.
"""


def blocks(source: str) -> list[str]:
    return [block.text for block in text.cut(source).blocks]


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        (
            CHINESE,
            "港务局周一宣布，将在冬季风暴来临之前把旧灯塔向内陆移动四十米，因为塔下的悬崖自春天以来已经崩塌了六米。",
        ),
        (CHINESE, "整个过程大约需要一个星期，负责人林晓说，费用由省政府承担。"),
        (JAPANESE, "崖は春から六メートルも崩れている。"),
        (
            JAPANESE,
            "レールに載せてウインチで引く。天候が良ければ一週間ほどで終わると、局長の佐藤健さん（５２）は話す。",
        ),
        (KOREAN, "옮기겠다고 월요일에 발표했다. 절벽은"),
        (KOREAN, "올리고 윈치로 끌 계획이며"),
        (NORWEGIAN, "Søndag går løperne sprint. Der stiller øya uten Dahl-arvtakeren"),
        (NORWEGIAN, "Han fikk svar fra Karaova'yı som de andre."),
        (NORWEGIAN, "„Jeg trodde først det var snø“, sa naboen til avisen."),
    ],
)
def test_a_sentence_cut_at_links_is_whole_again(source: str, whole: str) -> None:
    assert any(whole in block for block in blocks(source))


@pytest.mark.parametrize(("source", "count"), [(CHINESE, 4), (JAPANESE, 4), (KOREAN, 5)])
def test_paragraphs_and_the_headline_stay_apart(source: str, count: int) -> None:
    assert len(blocks(source)) == count


POEM = """\
春风吹过旧港湾
灯塔站在云的边
渔火一点一点远
归人还在路上
海鸟落在石阶前
孩子数着浪的白
谁把名字写在沙
潮水又来
"""
MENU = """\
首页
新闻
体育
财经
天气
登录
"""


LIST = """\
-milk
-eggs and butter
-bread from the lower town
-plums, if there are any
-salt
-a newspaper
"""
VERSE = """\
'Twas late when the ferry came
'tis late still, said the man who was holding the rope
’twill be late
'em that were waiting have given up hope
'Twas late
’tis late still, and the bells on the other side are silent
"""


@pytest.mark.parametrize("source", [POEM, MENU, LIST, VERSE])
def test_lines_of_poems_lists_and_menus_stay_apart(source: str) -> None:
    assert blocks(source) == source.splitlines()


def test_a_quote_closed_as_in_german_ends_its_sentence() -> None:
    lines = [
        "Der Rat hat am Montag beschlossen, den alten Leuchtturm vor dem Winter zu versetzen, sagte der",
        "Vorsitzende",
        ", der auf der Insel lebt.",
        "Die Nachbarn sind dagegen: „Am besten bleibt alles, wie es ist.“",
        "verwandte Nachrichten",
        "Ein Gutachten kommt im Herbst und wird dann, wie es heißt, öffentlich vorgestellt und besprochen.",
    ]
    assert "verwandte Nachrichten" in blocks("\n".join(lines))
