from __future__ import annotations

import textwrap

import pytest

from content_cleaner import clean
from content_cleaner.blocks import html, text
from content_cleaner.document import Page


def page(source: str) -> Page:
    return html.cut(source, html.parse(source))


def texts(source: str) -> list[str]:
    return [block.text for block in page(source).blocks]


def test_inline_elements_do_not_break_a_block() -> None:
    assert texts("<p>One <b>bold</b> and <a href='/x'>linked</a> word.</p>") == ["One bold and linked word."]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span>Jane Doe</span><span>12 March 2024</span><span>6 min</span>", "Jane Doe 12 March 2024 6 min"),
        ("<span>Read also</span><a href='/x'><span>The bridge</span></a>", "Read also The bridge"),
        ("<b>слово</b><img><i>Другое</i>", "слово Другое"),
        # One word, or a figure that belongs to it, in two elements:
        ("the <b>Mc</b><b>Donald</b> farm", "the McDonald farm"),
        ("an <i>i</i><b>Pad</b>", "an iPad"),
        ("<b>P</b><span>aris</span>", "Paris"),
        ("twelve <span>km</span><sup>2</sup>", "twelve km2"),
        ("<span>2</span><span>0</span><span>2</span><span>4</span>", "2024"),
        ("half<i>Way</i>", "halfWay"),
        ("<code><span>foo</span>Bar</code>", "fooBar"),
        ("<pre><span>foo</span><span>Bar</span></pre>", "fooBar"),
    ],
)
def test_inline_elements_that_meet_where_words_do_are_set_apart(source: str, text: str) -> None:
    tree = html.parse(f"<div>{source}</div>")
    assert tree is not None
    assert [block.text for block in html.walked(tree, html.SKIPPED).blocks] == [text]
    assert texts(f"<div>{source}</div>") == [text]


def test_block_elements_break() -> None:
    assert texts("<div>One<p>Two</p>Three</div>") == ["One", "Two", "Three"]


def test_line_breaks_split_and_join_with_one_line_break() -> None:
    blocks = page("<p>A first line<br>a second line<br><br>A new paragraph</p>").blocks
    assert [(b.text, b.joint) for b in blocks] == [
        ("A first line", "\n\n"),
        ("a second line", "\n"),
        ("A new paragraph", "\n\n"),
    ]


def test_scripts_and_head_are_not_text() -> None:
    assert texts("<head><title>T</title></head><body><script>x()</script><style>y</style><p>Z</p></body>") == ["Z"]


def test_hidden_elements_are_known() -> None:
    blocks = page("<div style='display: none'><p>Away</p></div><p hidden>Also</p><p>Here</p>").blocks
    assert [(b.text, b.hidden) for b in blocks] == [("Away", True), ("Also", True), ("Here", False)]


def test_hidden_words_do_not_break_into_a_sentence() -> None:
    blocks = page(
        "<p>The river <span style='display:none'>Advertisement</span>rose, <a href='/a'>said the miller"
        "<span class='sr-only'>opens in a new tab</span></a>.</p>"
    ).blocks
    assert [(b.text, b.hidden) for b in blocks] == [
        ("The river rose, said the miller.", False),
        ("Advertisement", True),
        ("opens in a new tab", True),
    ]


def test_what_is_hidden_from_screen_readers_only_can_be_seen() -> None:
    assert texts("<p><span aria-hidden='true'>T</span>he river rose.</p>") == ["The river rose."]


def test_links_are_counted() -> None:
    assert [b.link_chars for b in page("<p><a>Four</a> more</p>").blocks] == [4]


def test_list_items_follow_each_other_line_by_line() -> None:
    blocks = page("<ul><li>One<li>Two</ul><ol><li>Three</ol>").blocks
    assert [(b.kind, b.joint) for b in blocks] == [
        ("list-item", "\n\n"),
        ("list-item", "\n"),
        ("list-item", "\n\n"),
    ]


def test_a_row_of_a_data_table_is_one_block() -> None:
    blocks = page("<table><tr><th>Club<th>Points<tr><td>Rovers<td>12</table>").blocks
    assert [(b.text, b.kind) for b in blocks] == [("Club\tPoints", "table-row"), ("Rovers\t12", "table-row")]
    assert blocks[1].joint == "\n"


def test_a_layout_table_is_not_a_row() -> None:
    long = "word " * 60
    assert len(texts(f"<table><tr><td>{long}</td><td>{long}</td></tr></table>")) == 2


def test_preformatted_text_keeps_its_lines() -> None:
    blocks = page("<pre>first\n  second</pre>").blocks
    assert [(b.text, b.kind) for b in blocks] == [("first\n  second", "code")]


def test_headings_have_levels() -> None:
    assert [(b.kind, b.level) for b in page("<h2>Two</h2>").blocks] == [("heading", 2)]


def test_deep_nesting_loses_nothing() -> None:
    deep = page("<p>Up</p>" + "<div>" * 3000 + "Down" + "</div>" * 3000 + "<p>After</p>")
    assert [b.text for b in deep.blocks] == ["Up", "Down", "After"]
    assert deep.warnings


def shape(source: str) -> str:
    return str(text.cut(source).hints["shape"])


PARAGRAPH = (
    "The ferry left the harbour at noon with forty passengers and a cargo of apples, and nobody on the quay thought "
    "anything of the low cloud that had come in from the west an hour before."
)


def test_hard_wraps_are_joined() -> None:
    source = textwrap.fill(PARAGRAPH, 60) + "\n\n" + textwrap.fill(PARAGRAPH.upper(), 60)
    assert shape(source) == "wrapped"
    assert [b.text for b in text.cut(source).blocks] == [PARAGRAPH, PARAGRAPH.upper()]


def test_a_poem_is_not_joined() -> None:
    source = (
        "The lamp is out\nAnd all the boats\nLie still along the shore\nThe tide is slow\nIt hums a note\nI knew before"
    )
    assert shape(source) == "lines"
    assert len(text.cut(source).blocks) == 6


def test_broken_sentences_are_joined() -> None:
    source = "\n".join(
        [
            "Harbour news",
            "The ferry, which was built in the yard of",
            "Tamsin Brothers",
            ", left at noon with forty passengers and a cargo of apples for the island.",
            "Nobody on the quay thought anything of the low cloud that had come in from the",
            "west",
            "an hour before, the harbour master said to the crowd that had come down to wait.",
            "Menu",
        ]
    )
    assert shape(source) == "broken"
    joined = [b.text for b in text.cut(source).blocks]
    assert joined[0] == "Harbour news"
    assert joined[-1] == "Menu"
    assert len(joined) == 4


def test_sentences_broken_at_names_are_joined_in_a_text_of_short_lines() -> None:
    lines = [
        "River town closes its bridge",
        "The council posted the decision on",
        "Facebook",
        "late on Monday evening.",
        "By then",
        "Reuters",
        "had the whole story.",
        "“We are sorry,” said",
        "Jane Doe",
        ", the mayor (",
        "independent",
        ").",
    ]
    assert [block.text for block in text.cut("\n".join(lines)).blocks] == [
        "River town closes its bridge",
        "The council posted the decision on Facebook late on Monday evening.",
        "By then Reuters had the whole story.",
        "“We are sorry,” said Jane Doe, the mayor (independent).",
    ]


def test_a_poem_in_lower_case_is_not_joined() -> None:
    lines = ["the river", "took the bridge", "and the mill", "and the sleeping dog", "and gave back", "a wheel"]
    assert [block.text for block in text.cut("\n".join(lines)).blocks] == lines


def test_scripts_without_blanks_are_joined_without_one() -> None:
    lines = [
        "市は月曜日の夜、川にかかる古い橋を来年の春まで閉鎖すると発表しました。橋は百年前に建てられたもので、",
        "渡し船",
        "、",
        "鉄道",
        "とともに町の人々の生活を支えてきました。市長は記者会見で、修理には少なくとも一年かかると述べました。",
        "住民は",
        "、",
        "不便になると話しています。",
    ]
    assert " " not in "".join(block.text for block in text.cut("\n".join(lines)).blocks)


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ("What now? Nobody knew: it rained.", "of the mill: the wheel"),
        ("Et après ? Rien : il pleut.", "of the mill : the wheel"),
    ],
)
def test_a_colon_is_joined_as_the_text_sets_colons(other: str, joined: str) -> None:
    lines = [
        "What the flood had left in the valley was seen at the door",
        "of the mill",
        ": the wheel",
        ", broken in two parts.",
    ]
    assert joined in " ".join(block.text for block in text.cut("\n".join([*lines, other, other])).blocks)


def test_a_label_between_paragraphs_begins_none() -> None:
    source = "\n".join(
        [
            "More of the story",
            "The council closed",
            "the old bridge over the Orrin for the whole of the winter, and nobody knows",
            "how long the work will take.",
            "More of the story",
            "A spokeswoman for the",
            "valley's engineers said that the steel for it had not come, and that without it",
            "nothing could begin.",
            "More of the story",
            "The ferry runs until May.",
        ]
    )
    label = "More of the story"
    assert [b.text for b in text.cut(source).blocks] == [
        label,
        "The council closed the old bridge over the Orrin for the whole of the winter, and nobody knows how long the "
        "work will take.",
        label,
        "A spokeswoman for the valley's engineers said that the steel for it had not come, and that without it nothing "
        "could begin.",
        label,
        "The ferry runs until May.",
    ]


def test_one_line_is_cut_at_sentences() -> None:
    source = " ".join([PARAGRAPH, "Mr. Aldous Finch of St. Bride was aboard.", PARAGRAPH, PARAGRAPH])
    blocks = text.cut(source).blocks
    assert len(blocks) == 4
    assert blocks[1].text == "Mr. Aldous Finch of St. Bride was aboard."
    assert {b.joint for b in blocks[1:]} == {" "}


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 12. März kam Prof. Dr. Muster mit ca. 40 Leuten über die Brücke.",
        "The river rose by approx. 4.5 m under Gov. Aldous Finch.",
        "Улица названа в честь проф. Иванова и стоит 3 млн. Рублей в ней нет.",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    assert sentence in [block.text for block in text.cut(" ".join([PARAGRAPH, sentence, PARAGRAPH])).blocks]


def test_a_number_ends_a_sentence() -> None:
    blocks = text.cut(f"{PARAGRAPH} They were 12. Sign up for our letter. {PARAGRAPH}").blocks
    assert "They were 12." in [block.text for block in blocks]


def test_offsets_point_into_the_source() -> None:
    source = "  First\u00a0line \r\n\r\n\tSecond  line\r\rThird"
    blocks = text.cut(source).blocks
    assert [source[b.start : b.end] for b in blocks] == ["First\u00a0line", "Second  line", "Third"]
    assert [b.text for b in blocks] == ["First\u00a0line", "Second line", "Third"]


def test_readings_beside_characters_are_not_text() -> None:
    assert texts("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>は<ruby>静<rt>しず</rt></ruby>かだ。</p>") == [
        "港は静かだ。"
    ]


def test_an_embedded_player_swallows_nothing() -> None:
    assert texts("<p>One</p><embed type='video/webm' src='x.webm'><p>Two</p>") == ["One", "Two"]


def test_what_authors_made_up_runs_on_inside_a_paragraph_only() -> None:
    source = "<p>Shares of <stock-ticker>Tarn</stock-ticker> rose <button>here</button> in <st1:v>Orrin</st1:v>.</p>"
    assert texts(source) == ["Shares of Tarn rose here in Orrin."]
    assert texts("<my-app><div>One</div><my-card>Two</my-card><button>Three</button></my-app>") == [
        "One",
        "Two",
        "Three",
    ]


def test_a_formula_is_text_once() -> None:
    assert texts("<p>Let <math alttext='n'><mi>n</mi></math> be <math><mi>L</mi><mo>=</mo><mn>4</mn></math>.</p>") == [
        "Let n be L=4."
    ]
    assert texts("<p><math alttext='{\\displaystyle F=ma}'><mi>F</mi></math> holds</p>") == ["F=ma holds"]
    shown = "<p>So <span class='katex-mathml'><math alttext='x'>x</math></span><span class='katex-html'>x</span></p>"
    assert texts(shown) == ["So x"]


def test_an_empty_cell_keeps_its_column() -> None:
    assert texts("<table><tr><td>1950<td><td>8,200<td>40<tr><td>&nbsp;<td>One</table>") == ["1950\t\t8,200\t40", "One"]


def test_permalinks_and_unseen_characters_are_not_text() -> None:
    source = "<h2>A bridge<a href='#b'>¶</a></h2><h3>Piers[edit]</h3><p>Re&shy;stored&#8203; ¶ 5</p><p>&#8203;</p>"
    assert texts(source) == ["A bridge", "Piers", "Restored ¶ 5"]


def test_lines_of_one_piece_of_code_stay_together() -> None:
    blocks = page("<pre><div>a = 1</div><div>b = 2</div></pre><pre>c = 3</pre>").blocks
    assert [(b.text, b.joint) for b in blocks] == [("a = 1", "\n\n"), ("b = 2", "\n"), ("c = 3", "\n\n")]


def test_the_target_of_links_is_no_link() -> None:
    assert [b.link_chars for b in page("<a name='top'><p>One</p></a><a id='x'>Two</a>").blocks] == [0, 0]


def test_fallback_content_is_read_where_there_is_no_other() -> None:
    story = "The river had risen for nine days when the council met in the old mill. " * 3
    found = page(f"<body><object data='x.swf'><p>{story}</p></object></body>")
    assert [b.text for b in found.blocks] == [story.strip()]
    assert found.warnings
    assert page(f"<body><p>{story}</p><object data='x.swf'><p>Get the plug-in</p></object></body>").warnings == ()


@pytest.mark.parametrize(
    "row",
    ["<td>a</td><td></td><td>b</td>", "<td></td><td>a<td>b", "<td>a", "<td>a</td><td><br></td><td></td><td>b<br>c"],
)
def test_offsets_behind_a_row_with_empty_cells_are_those_of_the_blocks(row: str) -> None:
    source = f"<p>One</p><table><tr>{row}</tr><tr><td>c</td><td></td><td>d</td></tr></table><p>Hello</p><p>Bye</p>"
    page = html.cut(source, html.parse(source))
    assert [page.source[block.start : block.end] for block in page.blocks] == [block.text for block in page.blocks]
    assert [block.start for block in page.blocks[1:]] == [block.end + 1 for block in page.blocks[:-1]]


def test_offsets_of_text_from_json_ld_are_those_of_the_passages() -> None:
    body = "The  ferry sails again from Monday, the council said, after two years of waiting at the old quay.\\n\\n"
    said = f'{{"@type": "NewsArticle", "articleBody": "{body * 6}"}}'
    source = f'<html><head><script type="application/ld+json">{said}</script></head><body><p>Menu</p></body></html>'
    passages = clean(source, content_type="text/html").passages
    assert len(passages) > 6
    assert [passage.start for passage in passages[1:]] == [passage.end + 1 for passage in passages[:-1]]
    assert all(passage.end - passage.start == len(passage.text) for passage in passages)
