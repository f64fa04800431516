"""The names in bylines of many languages, and lines that only look like writers."""

from __future__ import annotations

import time

import pytest

from content_cleaner.rules import writers


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By JANE DOE", ["JANE DOE"]),
        ("By JANE DOE FOR THE VALLEY POST", ["JANE DOE"]),
        ("By Jane Doe and John Roe, Valley Post", ["Jane Doe", "John Roe"]),
        ("By Jane Doe | Staff Writer | jane@valley.example", ["Jane Doe"]),
        ("By April Jones", ["April Jones"]),
        ("By Robert A Caro", ["Robert A Caro"]),
        ("Von Jan Nowak und Edgar Guest", ["Jan Nowak", "Edgar Guest"]),
        ("Von Jana Muster März 2024", ["Jana Muster"]),
        ("Von Jana Muster, Lokalredakteurin", ["Jana Muster"]),
        ("Par Claire Aubry (avec l'agence)", ["Claire Aubry"]),
        ("Propos recueillis par Claire Aubry", ["Claire Aubry"]),
        ("Di Anna Neri", ["Anna Neri"]),
        ("Door onze verslaggever Ruben Dijk", ["Ruben Dijk"]),
        ("Af Mette Dam", ["Mette Dam"]),
        ("Deur Jan Nel", ["Jan Nel"]),
        ("By Anna Small", ["Anna Small"]),
        ("Rozmawiała Ewa Nowak", ["Ewa Nowak"]),
        ("Γράφει η Μαρία Νέου", ["Μαρία Νέου"]),
        ("March 12, 2024 by Jane Doe 23 Comments", ["Jane Doe"]),
        ("Posted on 5 March 2024 by Jane Doe", ["Jane Doe"]),
        ("Publicado el 5 de marzo de 2024 por Ana Gil", ["Ana Gil"]),
    ],
)
def test_names_behind_openings(line: str, names: list[str]) -> None:
    assert writers.read(line) == writers.Byline(names, "opening")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Written by: Jane Doe", ["Jane Doe"]),
        ("Text: Jana Muster", ["Jana Muster"]),
        ("Por: Ana Gil", ["Ana Gil"]),
        ("TEXT: Johan Frisk", ["Johan Frisk"]),
        ("Teksti: Päivi Laine", ["Päivi Laine"]),
        ("Autor: Petra Nová", ["Petra Nová"]),
        ("Szerző: Kis Anna", ["Kis Anna"]),
        ("Текст: Ольга Весна", ["Ольга Весна"]),
        ("Автор: Олена Дзвін, Світло", ["Олена Дзвін"]),
        ("Συντάκτης: Μαρία Νέου", ["Μαρία Νέου"]),
        ("Yazan: Ayşe Demir", ["Ayşe Demir"]),
        ("Tác giả: Minh Anh", ["Minh Anh"]),
        ("كتب: سامر الحلو", ["سامر الحلو"]),
        ("מאת: דנה כהן", ["דנה כהן"]),
        ("Written by: रश्मि त्रिवेदी, Edited by: अनिल कुमार", ["रश्मि त्रिवेदी"]),
        ("김도현 기자", ["김도현"]),
        ("김도현 선임기자", ["김도현"]),
        ("연합뉴스 김도현 기자", ["김도현"]),
        ("김도현·이하린 기자", ["김도현", "이하린"]),
        ("記者陳怡安／雲城報導", ["陳怡安"]),
        ("记者 林晓楠", ["林晓楠"]),
        ("作者：方圆", ["方圆"]),
        ("作者：约翰·史密斯", ["约翰·史密斯"]),
        ("取材・文＝佐伯みのり 写真＝藤井亮", ["佐伯みのり"]),
    ],
)
def test_names_behind_labels(line: str, names: list[str]) -> None:
    assert writers.read(line) == writers.Byline(names, "label")


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Jana Muster",
        "Redaktion: Jana Muster",
        "Edited by Jane Doe",
        "Übersetzung: Jana Muster",
        "责任编辑：王芳",
        "新华社记者张三摄",
        "Text messages cost Jane Doe her job",
        "Author Jane Doe",
        "Text/Fotos Jana Muster",
        "Haber Yok",
        "글 읽는 시간",
        "정치부 기자",
        "다른 기자 보기",
        "記者会見は中止された",
        "記者会見",
        "记者手记",
        "लेखक के बारे में",
        "Reporter Ohne Grenzen",
    ],
)
def test_no_label_of_writers(line: str) -> None:
    byline = writers.read(line)
    assert not byline.names or not byline.by


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the river had risen by a metre",
        "By the newsroom",
        "By News Desk",
        "By Editorial Board",
        "By Guest Reporter",
        "By May",
        "By 5 March 2024",
        "March 2024 by the river",
        "12 sold by Friday",
        "On 5 March by Jane Doe's house they met",
        "By Jane MusterPublished",
        "By Getty Images",
        "Par La Rédaction",
        "Par Agence France Presse",
        "Por: Redacción Digital",
        "Por Redacción El País",
        "Por Tu Salud",
        "Von unserer Redaktion",
        "Von Der Leyen Visits Kyiv",
        "Автор: Пресс-служба МЧС",
        "Text: Small Medium Large",
        "Author: Related Articles",
        "By Company Size",
        "作者：佚名",
        "文／中央社",
        "执笔：スタッフ",
        "作者：度娘刘冬一夜蹿红成为新的话题人物了",
        "By " + "Jane " * 40,
        "By",
        "",
    ],
)
def test_lines_without_a_name(line: str) -> None:
    assert writers.read(line).names == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By", True), ("Von", True), ("By:", True), ("Γράφει ο", True), ("Автор:", True), ("作者：", True),
        ("Author:", True), ("Author", False), ("Reporter:", False), ("Text", False),
        ("Photo:", False), ("By the", False),
    ],
)  # fmt: skip
def test_labels_alone(line: str, expected: bool) -> None:
    assert writers.is_label(line) is expected


@pytest.mark.parametrize(
    "line", ["By " + "a " * 100, "By " + ":" * 115, "Autor: " + "Å" * 110, "김" * 116 + "기자", "记" * 118]
)
def test_the_longest_lines_that_are_read_cost_little(line: str) -> None:
    start = time.process_time()
    for _ in range(20):
        assert writers.read(line).names == []
        assert not writers.is_label(line)
    assert time.process_time() - start < 1


def test_longer_lines_are_not_even_split() -> None:
    start = time.process_time()
    assert writers.read("By " + "a " * 20_000_000).names == []
    assert not writers.is_label("By " + "a " * 20_000_000)
    assert time.process_time() - start < 1
