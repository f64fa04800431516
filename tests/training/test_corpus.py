from __future__ import annotations

import pytest

from training.corpus import domain, html_page, without_names


@pytest.mark.parametrize(
    ("url", "expected"), [("https://news.site.co.uk/x", "site.co.uk"), (None, "Gazette"), ("", "Gazette")]
)
def test_domains(url: str | None, expected: str) -> None:
    assert domain({"url": url, "id": "Gazette_2026_01"}) == expected


def test_a_page_without_names_keeps_its_blocks_and_tags() -> None:
    page = html_page(
        "<div class='nav' id='top'><p>Home</p></div><article class='story'><p>The ferry sails.</p></article>"
    )
    bare = without_names(page)
    assert bare.blocks == page.blocks
    assert [label.tag for label in bare.labels] == [label.tag for label in page.labels]
    assert any(label.names for label in page.labels)
    assert not any(label.names for label in bare.labels)
