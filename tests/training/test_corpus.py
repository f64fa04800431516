from __future__ import annotations

import pytest

from training.corpus import domain


@pytest.mark.parametrize(
    ("url", "expected"), [("https://news.site.co.uk/x", "site.co.uk"), (None, "Gazette"), ("", "Gazette")]
)
def test_domains(url: str | None, expected: str) -> None:
    assert domain({"url": url, "id": "Gazette_2026_01"}) == expected
