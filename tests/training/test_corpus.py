from __future__ import annotations

import pytest

from content_cleaner.blocks import text
from training import fit
from training.corpus import captions_of, domain, sample


@pytest.mark.parametrize(
    ("url", "expected"), [("https://news.site.co.uk/x", "site.co.uk"), (None, "Gazette"), ("", "Gazette")]
)
def test_domains(url: str | None, expected: str) -> None:
    assert domain({"url": url, "id": "Gazette_2026_01"}) == expected


def test_captions_weigh_more_than_other_lines_that_are_no_article() -> None:
    html = "<p>The ferry sails again.</p><figure><figcaption>The ferry at dawn</figcaption></figure><p>Home</p>"
    record = {"id": "1", "url": "", "type": "article", "lang": "en", "html": html, "captions": ["Nobody  aboard"]}
    captions = captions_of(record)
    assert captions == {"the ferry at dawn", "nobody aboard"}
    page = text.cut("The ferry sails again.\n\nThe ferry at dawn\n\nAnother line here")
    made = sample(record | {"text": "The ferry sails again."}, "publishers/page", page, captions)
    assert made is not None
    assert made.captions.tolist() == [False, True, False]
    kept, caption, other = fit.weights(made, {}).tolist()
    assert caption > 2 * other > 0 < kept
