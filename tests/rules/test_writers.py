"""The names in bylines of many languages, and lines that only look like writers."""

from __future__ import annotations

import pytest

from content_cleaner import clean
from content_cleaner.rules import writers

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."
JUNK = ("Sign up for our newsletter", "Read more: Ferry fares to rise", "© 2024 Valley Post. All rights reserved.")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By JANE DOE", ["JANE DOE"]),
        ("By Jane Doe and John Roe, Valley Post", ["Jane Doe", "John Roe"]),
        ("By Jane Doe | Staff Writer | jane@valley.example", ["Jane Doe"]),
        ("Written by: Jane Doe", ["Jane Doe"]),
        ("Von Jana Muster, Lokalredakteurin", ["Jana Muster"]),
        ("Text: Jana Muster", ["Jana Muster"]),
        ("Par Claire Aubry (avec l'agence)", ["Claire Aubry"]),
        ("Propos recueillis par Claire Aubry", ["Claire Aubry"]),
        ("Por: Ana Gil", ["Ana Gil"]),
        ("Di Anna Neri", ["Anna Neri"]),
        ("Door onze verslaggever Ruben Dijk", ["Ruben Dijk"]),
        ("Af Mette Dam", ["Mette Dam"]),
        ("TEXT: Johan Frisk", ["Johan Frisk"]),
        ("Teksti: Päivi Laine", ["Päivi Laine"]),
        ("Autor: Petra Nová", ["Petra Nová"]),
        ("Rozmawiała Ewa Nowak", ["Ewa Nowak"]),
        ("Szerző: Kis Anna", ["Kis Anna"]),
        ("Текст: Ольга Весна", ["Ольга Весна"]),
        ("Автор: Олена Дзвін, Світло", ["Олена Дзвін"]),
        ("Γράφει η Μαρία Νέου", ["Μαρία Νέου"]),
        ("Yazan: Ayşe Demir", ["Ayşe Demir"]),
        ("Reporter Dimas Prakoso", ["Dimas Prakoso"]),
        ("Tác giả: Minh Anh", ["Minh Anh"]),
        ("كتب: سامر الحلو", ["سامر الحلو"]),
        ("מאת: דנה כהן", ["דנה כהן"]),
        ("Written by: रश्मि त्रिवेदी, Edited by: अनिल कुमार", ["रश्मि त्रिवेदी"]),
        ("작성자: 김도현", []),
        ("김도현 기자", ["김도현"]),
        ("김도현·이하린 기자", ["김도현", "이하린"]),
        ("記者陳怡安／雲城報導", ["陳怡安"]),
        ("记者 林晓楠", ["林晓楠"]),
        ("作者：方圆", ["方圆"]),
        ("取材・文＝佐伯みのり 写真＝藤井亮", ["佐伯みのり"]),
    ],
)
def test_names_behind_labels(line: str, names: list[str]) -> None:
    assert writers.read(line) == writers.Byline(names, True)


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Jana Muster",
        "Redaktion: Jana Muster",
        "Edited by Jane Doe",
        "Übersetzung: Jana Muster",
        "责任编辑：王芳",
        "Text messages cost Jane Doe her job",
        "Haber Yok",
        "글 읽는 시간",
        "記者会見は中止された",
    ],
)
def test_no_label_of_writers(line: str) -> None:
    assert not writers.read(line).labelled or not writers.read(line).names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the river had risen by a metre",
        "By the newsroom",
        "By News Desk",
        "Par La Rédaction",
        "Por: Redacción Digital",
        "Von unserer Redaktion",
        "By " + "Jane " * 40,
        "By 5 March 2024",
        "By",
        "",
        "作者：度娘刘冬一夜蹿红成为新的话题人物了",
        "By Jane MusterPublished",
    ],
)
def test_lines_without_a_name(line: str) -> None:
    assert writers.read(line).names == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By", True),
        ("Von", True),
        ("Автор:", True),
        ("作者：", True),
        ("By:", True),
        ("Photo:", False),
        ("By the", False),
    ],
)
def test_labels_alone(line: str, expected: bool) -> None:
    assert writers.is_label(line) is expected


def author(*lines: str) -> str | None:
    return clean("\n\n".join(("The bridge closes for the winter", *lines)), content_type="text/plain").metadata.author


def test_the_name_may_stand_in_the_line_below_its_label() -> None:
    assert author("By", "Jane Doe", "5 March 2024, 10:45", FIRST, SECOND, THIRD, *JUNK) == "Jane Doe"


def test_labels_of_menus_far_above_are_none() -> None:
    menu = [f"© 2024 Valley Post, Office {number}" for number in range(40)]
    assert author("Solutions", "By Company Size", *menu, FIRST, SECOND, THIRD, *JUNK) is None


@pytest.mark.parametrize("line", ["By " + "a " * 50_000, ":" * 100_000, "Autor: " + "Å" * 100_000, "기자" * 50_000])
def test_hostile_lines_cost_nothing(line: str) -> None:
    assert writers.read(line).names == []
    assert not writers.is_label(line)
