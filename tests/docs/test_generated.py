"""The pages that are made from the code."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest
import yaml

from content_cleaner import REASONS
from content_cleaner.rules import RULES
from content_cleaner.web.problems import KINDS

from .markdown_samples import ROOT


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "hooks" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_is_shown_with_examples_of_both_kinds(generate: ModuleType) -> None:
    parts = re.split(r"^## ", generate.rules_page(), flags=re.MULTILINE)[1:]
    shown = {part.partition("\n")[0]: part for part in parts}
    assert sorted(shown) == sorted(rule.id for rule in RULES)
    for rule in RULES:
        assert "Matches:" in shown[rule.id], rule.id
        assert "Leaves alone:" in shown[rule.id], rule.id


def test_every_reason_is_shown_with_an_example(generate: ModuleType) -> None:
    page = generate.reasons_page()
    assert set(generate.ABOUT_REASONS) == set(REASONS)
    for reason in REASONS:
        part = page.split(f"## {reason}\n")[1].split("\n## ")[0]
        assert reason == "boilerplate" or "\n- `" in part, reason


def test_api_and_problems_are_complete(generate: ModuleType) -> None:
    page = generate.http_page()
    for heading in ("## POST /v1/clean\n", "## POST /v1/clean/batch\n", "## GET /readyz\n", "### CleanResponse\n"):
        assert heading in page
    problems = generate.problems_page()
    assert all(f"| `{code}` |" in problems for code in KINDS)


def test_every_page_is_in_the_navigation(generate: ModuleType) -> None:
    class Loader(yaml.SafeLoader):
        """MkDocs knows tags that YAML does not."""

    navigation = str(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"])
    written = [str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")]
    for page in [*written, *generate.pages()]:
        assert page in navigation, page
    for make in generate.pages().values():
        assert make().startswith("# ")
