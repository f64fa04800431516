"""Every rule matches what its case file says, and does not match what it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest

from content_cleaner.rules import RULES, find

from .pages import CASES, load, make_case

FEWEST = 3
EXAMPLES = [
    pytest.param(rule.id, verdict == "match", entry, id=f"{rule.id}-{verdict}-{number}")
    for rule in RULES
    if (CASES / f"{rule.id}.toml").exists()
    for verdict, entries in load(rule.id).items()
    for number, entry in enumerate(entries)
]


def ids_found(entry: str | dict[str, Any]) -> list[str]:
    case = make_case(entry)
    return [rule.id for rule in find(case.page, case.headlines)[case.index]]


@pytest.mark.parametrize(("rule", "expected", "entry"), EXAMPLES)
def test_rule_and_example(rule: str, expected: bool, entry: str | dict[str, Any]) -> None:
    assert (rule in ids_found(entry)) is expected


def test_every_rule_has_its_cases() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == {rule.id for rule in RULES}
    for rule in RULES:
        cases = load(rule.id)
        assert set(cases) == {"match", "not"}
        assert min(len(cases["match"]), len(cases["not"])) >= FEWEST
