"""The phrases of all languages, loaded once, and the one scan that finds them in a text."""

from __future__ import annotations

import functools
import json
import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

import ahocorasick_rs

from content_cleaner.compiled import survey as kernel
from content_cleaner.rules.signals import BITS, PHRASE_LISTS, PHRASE_REASONS

_PLACE = {"whole": "whole", "doubtful": "whole", "starts": "starts", "openings": "starts", "invites": "starts"}
_PLACE |= {"contains": "contains", "mentions": "contains"}
_WITH_ACCENTS = frozenset(("vi.json",))
BY_LANGUAGE = ("narrative", "function")
_ONE_FOR_ONE = (
    ("ς", "σ"), ("ı", "i"), ("ё", "е"), ("’", "'"), ("‘", "'"), ("´", "'"), ("`", "'"), ("“", '"'), ("”", '"'),
    ("„", '"'), ("«", '"'), ("»", '"'), ("\u00a0", " "), ("\u202f", " "), ("\u3000", " "), ("–", "-"), ("—", "-"),
    ("：", ":"), ("（", "("), ("）", ")"), ("＝", "="),
)  # fmt: skip
_FOLDED = re.compile("[" + re.escape("".join(old for old, _ in _ONE_FOR_ONE)) + "]")
_COMBINING = re.compile(r"[\u0300-\u036f]+")
_LEADING_SYMBOLS = re.compile(r"""^[^\w"'「『©@#]+""")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]")


def fold(text: str) -> str:
    """Lower case, with one form of quotes, dashes, blanks and of letters that capitals confuse; keeps line breaks."""
    folded = text.replace("İ", "i").lower()
    if folded.isascii():
        return folded.replace("`", "'")
    if _FOLDED.search(folded) is None:
        return folded
    for old, new in _ONE_FOR_ONE:
        if old in folded:
            folded = folded.replace(old, new)
    return folded


@functools.cache
def fold_table() -> array[int]:
    """What each of the first 65,536 characters is when folded, for the compiled loops."""
    return array("H", map(ord, fold("".join(map(chr, range(0x10000))))))


def skeleton(text: str) -> str:
    """The folded text's letters and digits alone: what is left when case, blanks and punctuation are ignored."""
    if kernel is not None:
        return kernel.skeleton(text, fold_table())
    return _NOT_ALPHANUMERIC.sub("", fold(text))


def is_joined_script(character: str) -> bool:
    """Whether words of this character's script run on without blanks, so that word boundaries say nothing."""
    return "\u2e80" <= character <= "\ud7ff" or "\uf900" <= character <= "\ufaff" or "\u0e00" <= character <= "\u0eff"


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] neither begins nor ends in the middle of a word."""
    if start and text[start - 1].isalnum() and text[start].isalnum() and not is_joined_script(text[start]):
        return False
    last = text[end - 1]
    return not (end < len(text) and text[end].isalnum() and last.isalnum() and not is_joined_script(last))


def _without_accents(phrase: str) -> str:
    return _COMBINING.sub("", unicodedata.normalize("NFD", phrase))


def _spellings(phrase: str, file: str) -> Iterator[str]:
    """The folded phrase, and the form it takes in capitals where accents are left out, as never in Vietnamese."""
    folded = fold(" ".join(phrase.split()))
    yield folded
    if file not in _WITH_ACCENTS and _ACCENTED.search(folded):
        yield _without_accents(folded)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All phrases, by the way they are looked up; the numbers are signal bits.

    entire: phrases that are a whole block; phrases and `bits`: phrases anywhere in a block, `bits[i]` of phrase i, and
    from phrase `opening` on those that open a block; words: the word lists for shapes; narrative, function: words of
    narration and the commonest words of a language, with the languages they are of (the names of the files).
    """

    entire: dict[str, int]
    phrases: tuple[str, ...]
    bits: tuple[int, ...]
    opening: int
    words: Mapping[str, frozenset[str]]
    narrative: Mapping[str, frozenset[str]]
    function: Mapping[str, frozenset[str]]

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """All (number, start, end) of phrases in folded lines that follow line breaks; some are parts of words.

        Those that open a block start at the line break before it.
        """
        return _automaton().find_matches_as_indexes(text, overlapping=True)


@functools.cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    book = phrasebook()
    return ahocorasick_rs.AhoCorasick(
        [*book.phrases[: book.opening], *(f"\n{phrase}" for phrase in book.phrases[book.opening :])],
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        store_patterns=False,
    )


def _tables() -> Iterator[tuple[str, Mapping[str, Any]]]:
    folder = resources.files("content_cleaner.rules") / "phrases"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".json"):
            yield file.name, json.loads(file.read_text("utf-8"))


def _add_words(words: dict[str, set[str]], file: str, lists: Mapping[str, Iterable[str]]) -> None:
    for name, entries in lists.items():
        words.setdefault(name, set()).update(spelling for entry in entries for spelling in _spellings(entry, file))


def _add_languages(languages: dict[str, set[str]], file: str, entries: Iterable[str]) -> None:
    """To each word the language whose file lists it."""
    for spelling in (spelling for entry in entries for spelling in _spellings(entry, file)):
        languages.setdefault(spelling, set()).add(sys.intern(file.removesuffix(".json")))


def _check(file: str, table: str, lists: Mapping[str, Any]) -> None:
    unknown = set(lists) - set(PHRASE_LISTS) if table in PHRASE_REASONS else {table}
    if unknown:
        raise ValueError(f"{file}: unknown table or list {', '.join(sorted(unknown))} at [{table}]")


class _Collected(NamedTuple):
    """The phrases of all files with their bits, by list (`whole`, `starts` or `contains`), and the word lists."""

    phrases: dict[str, dict[str, int]]
    words: dict[str, set[str]]
    languages: dict[str, dict[str, set[str]]]


def _collect() -> _Collected:
    """What all files hold, one file after the other: together they would take much memory for a moment."""
    phrases: dict[str, dict[str, int]] = {"whole": {}, "starts": {}, "contains": {}}
    words: dict[str, set[str]] = {}
    languages: dict[str, dict[str, set[str]]] = {name: {} for name in BY_LANGUAGE}
    for file, content in _tables():
        for table, lists in content.items():
            if table == "words":
                _add_words(words, file, lists)
                for name, found in languages.items():
                    _add_languages(found, file, lists.get(name, ()))
                continue
            _check(file, table, lists)
            for kind, entries in lists.items():
                found_phrases = phrases[_PLACE[kind]]
                for spelling in (spelling for entry in entries for spelling in _spellings(entry, file)):
                    bare = spelling if _PLACE[kind] == "contains" else _LEADING_SYMBOLS.sub("", spelling)
                    if bare:
                        found_phrases[bare] = found_phrases.get(bare, 0) | BITS[f"{table}.{kind}"]
    return _Collected(phrases, words, languages)


def _shared(files: Iterable[str]) -> frozenset[str]:
    return _languages(tuple(sorted(files)))


@functools.cache
def _languages(files: tuple[str, ...]) -> frozenset[str]:
    """The same set for all words of the same languages."""
    return frozenset(files)


@functools.cache
def phrasebook() -> Phrasebook:
    """The phrases of the package's own files; raises ValueError for a table or list of an unknown name."""
    phrases, words, languages = _collect()
    anywhere, openings = phrases["contains"], phrases["starts"]
    for label in words["labels"]:
        for sign in (f"{label}:", f"{label} :", f"{label}="):
            anywhere[sign] = anywhere.get(sign, 0) | BITS["label"]
    for agency in words["agencies"]:
        for sign in (f"/{agency}", f"/ {agency}"):
            anywhere[sign] = anywhere.get(sign, 0) | BITS["agency"]
    for words_before in words["credit_by"]:
        anywhere[words_before] = anywhere.get(words_before, 0) | BITS["label"]
    for word in words["by"]:
        openings[f"{word} "] = openings.get(f"{word} ", 0) | BITS["by"]
    return Phrasebook(
        phrases["whole"],
        (*anywhere, *openings),
        (*anywhere.values(), *openings.values()),
        len(anywhere),
        MappingProxyType({name: frozenset(entries) for name, entries in words.items()}),
        *(MappingProxyType({word: _shared(files) for word, files in found.items()}) for found in languages.values()),
    )
