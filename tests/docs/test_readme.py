"""What README copies from code agrees with it."""

from __future__ import annotations

import json
import re

from content_cleaner import REASONS, clean
from content_cleaner.document import VERDICTS
from content_cleaner.settings import describe

from .markdown_samples import ROOT, samples

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_has_its_row() -> None:
    rows = [f"| `{name}` | {f'`{default}`' if default else ''} | {about} |" for name, default, about in describe()]
    table = re.search(r"<!-- settings:start -->\n(.*?)<!-- settings:end -->", README, re.DOTALL)
    assert table is not None
    assert table.group(1).strip().splitlines()[2:] == rows, "python docs/hooks/generate.py renews it"


def test_every_reason_and_verdict_is_named() -> None:
    for name in (*REASONS, *VERDICTS):
        assert f"`{name}`" in README


def test_links_into_the_project_lead_somewhere() -> None:
    card = ROOT / "service" / "content_cleaner" / "model" / "CARD.md"
    for path in (ROOT / "README.md", ROOT / "training" / "README.md", card):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_result_has_the_fields_of_an_answer() -> None:
    (shown,) = [json.loads(s.text) for s in samples(ROOT / "README.md") if s.language == "json" and not s.file]
    answer = clean("Share this article\n\nThe bridge opened again on Monday, two years after the flood.").to_dict()
    assert shown.keys() == answer.keys()
    for part in ("metadata", "stats"):
        assert shown[part].keys() == answer[part].keys()
    assert shown["removed"][0].keys() == answer["removed"][0].keys()
