"""What README copies from code agrees with it."""

from __future__ import annotations

import re

from content_cleaner import REASONS
from content_cleaner.document import VERDICTS
from content_cleaner.settings import describe

from .markdown_samples import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_has_its_row() -> None:
    rows = [f"| `{name}` | {f'`{default}`' if default else ''} | {about} |" for name, default, about in describe()]
    table = re.search(r"<!-- settings:start -->\n(.*?)<!-- settings:end -->", README, re.DOTALL)
    assert table is not None
    assert table.group(1).strip().splitlines()[2:] == rows


def test_every_reason_and_verdict_is_named() -> None:
    for name in (*REASONS, *VERDICTS):
        assert f"`{name}`" in README


def test_links_into_the_project_lead_somewhere() -> None:
    card = ROOT / "service" / "content_cleaner" / "model" / "CARD.md"
    for path in (ROOT / "README.md", ROOT / "training" / "README.md", card):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
