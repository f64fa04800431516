from __future__ import annotations

from benchmarks import tables

FIGURES = [
    {"set": "news", "style": "html", "tool": "ours", "pages": 3, "f1": 0.98765, "captions_kept": 0.021, "empty": 0}
    | {"failed": 0, "f1_by_type": {"article": 0.99, "forum": 0.9}, "recall_by_lang": {"el": 0.99}},
    {"set": "snippets", "style": "html", "tool": "ours", "pages": 2, "snippet_f1": 0.95, "failed": 1},
    {"set": "news", "style": "html", "tool": "theirs", "pages": 3, "f1": 0.9, "empty": 1, "failed": 0}
    | {"f1_by_type": {"article": 0.95, "forum": 0.5}, "recall_by_lang": {"el": 0.9}},
]


def test_quality_has_a_row_for_each_extractor_and_a_column_for_each_set() -> None:
    assert tables.quality(FIGURES).splitlines()[:6] == [
        "### Style `html`",
        "",
        "| word F1 | news (3) | snippets (2) | captions kept | nothing right | failed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| ours | 0.988 | 0.950 | 2.1 % | 0 | 1 |",
        "| theirs | 0.900 | – | – | 1 | 0 |",
    ]


def test_groups_have_a_table_where_there_are_several() -> None:
    text = tables.quality(FIGURES)
    assert "| news | article | forum |" in text
    assert "| theirs | 0.950 | 0.500 |" in text
    assert "Recall by language" not in text
