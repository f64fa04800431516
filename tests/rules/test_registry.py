"""The list of rules is in order, complete and well formed; so are the phrase files."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import content_cleaner.rules as package
from content_cleaner.document import REASONS
from content_cleaner.rules import RULES
from content_cleaner.rules.phrasebook import fold, phrasebook
from content_cleaner.rules.signals import BITS, PHRASE_LISTS, PHRASE_REASONS
from content_cleaner.rules.survey import LONGEST_OPENING

OPENING_LISTS = ("starts", "openings")
LANGUAGES = {"ar", "de", "el", "en", "es", "fr", "it", "ja", "ko", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk", "zh"}


def phrase_files() -> dict[str, dict[str, Any]]:
    folder = resources.files("content_cleaner.rules") / "phrases"
    return {
        entry.name.removesuffix(".json"): json.loads(entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".json")
    }


def entries(content: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for table, lists in content.items():
        if table != "words":
            yield from ((table, kind, entry) for kind, listed in lists.items() for entry in listed)


def test_ids_are_unique_and_in_kebab_case() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) >= 45
    assert len(set(ids)) == len(ids)
    assert [rule for rule in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)] == []


def test_rules_name_known_reasons_and_needs() -> None:
    for rule in RULES:
        assert rule.reason in REASONS
        assert rule.reason != "boilerplate"
        assert 0 < rule.needs < 2 * max(BITS.values())
        assert 0 < rule.shortest <= rule.longest
        assert rule.kinds


def test_every_rule_shows_an_example_and_a_trap() -> None:
    assert [rule.id for rule in RULES if not re.search(r"“.+”|:.+(not|so)", rule.why) or len(rule.why) < 40] == []


def test_decisive_rules_come_first() -> None:
    decisive = [rule.decisive for rule in RULES]
    assert decisive == sorted(decisive, reverse=True)


def test_list_holds_the_rules_of_every_family() -> None:
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    ]
    of_families = {rule.id for module in modules for rule in getattr(module, "RULES", ())}
    assert of_families == {rule.id for rule in RULES}


def test_every_reason_but_the_last_resort_has_a_decisive_rule() -> None:
    assert {rule.reason for rule in RULES if rule.decisive} == set(REASONS) - {"boilerplate"}


def test_phrase_files_are_of_known_shape() -> None:
    files = phrase_files()
    assert set(files) - {"common"} >= LANGUAGES
    for language, content in files.items():
        assert set(content) <= {*PHRASE_REASONS, "words"}
        for table, kind, entry in entries(content):
            assert kind in PHRASE_LISTS, (language, table, kind)
            assert entry == fold(" ".join(entry.split())) or fold(entry), (language, entry)


def test_languages_know_every_reason() -> None:
    for language, content in phrase_files().items():
        if language != "common":
            assert set(PHRASE_REASONS) <= set(content), language


def test_no_phrase_is_both_sure_and_doubtful_in_one_table() -> None:
    pairs = (("whole", "doubtful"), ("starts", "openings"), ("contains", "mentions"))
    for language, content in phrase_files().items():
        for table, lists in content.items():
            for sure, doubtful in pairs if table != "words" else ():
                assert set(lists.get(sure, ())) & set(lists.get(doubtful, ())) == set(), (language, table)


def test_openings_are_no_longer_than_what_is_scanned_of_a_long_block() -> None:
    openings = [
        entry for content in phrase_files().values() for _, kind, entry in entries(content) if kind in OPENING_LISTS
    ]
    assert max(map(len, openings)) < LONGEST_OPENING


def test_phrasebook_is_large_and_built_once() -> None:
    book = phrasebook()
    assert phrasebook() is book
    assert len(book.entire) > 5000
    assert {"narrative", "labels", "by", "months", "dates", "clock", "agencies"} <= set(book.words)
