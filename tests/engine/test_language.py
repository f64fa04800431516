"""Languages are told by codes of two letters."""

import importlib
from collections import Counter
from typing import Any

import numpy as np
import pytest

from content_cleaner.metadata import grams, language

Coarse = importlib.import_module("content_cleaner.metadata.language").Coarse  # the function has the module's name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Bürgermeister sagte am Montag, dass die Brücke wieder offen ist.", "de"),
        ("港 鐵 表 示 ， 為 方 便 市 民 出 行 ， 多 條 路 綫 大 除 夕 通 宵 服 務 。", "zh"),
        ("De burgemeester zei maandag dat de brug weer open is voor het verkeer.", "nl"),
        ("12 34", None),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    assert language(text) == code


def test_a_library_that_works_otherwise_does_it_all_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("content_cleaner.metadata.language")
    monkeypatch.setattr(module, "REPLACED", ("_no_such_method",))
    identifier = module._identifier.__wrapped__()
    assert identifier.classify("Der Bürgermeister sagte am Montag, dass die Brücke wieder offen ist.")[0] == "de"
    assert all(len(code) == 2 for code in identifier.labels)


def test_a_coarse_table_is_close_to_the_one_it_was_made_of() -> None:
    table = np.linspace(-15, -2.5, 3000 * 7).reshape(3000, 7).astype(np.float16)
    coarse = Coarse(table)
    rows = np.array([0, 2999, 1024, 7])
    assert coarse.bytes.nbytes == table.size
    assert np.abs(coarse[rows] - table[rows].astype(np.float32)).max() <= 0.5 * 12.5 / 255 + 1e-3


WORDS = {b"the": 0, b"he": 1, b"th": 2, b"\xc3\xa9": 3, b"t": 4}


def _automaton(words: dict[bytes, int]) -> grams.Automaton:
    """The automaton of Aho and Corasick over some byte sequences, state by state and row by row."""
    states = sorted({word[:size] for word in words for size in range(len(word) + 1)}, key=len)
    number = {state: index for index, state in enumerate(states)}
    moves = []
    for state in states:
        for byte in range(256):
            after = state + bytes([byte])
            moves.append(next(number[after[cut:]] for cut in range(len(after) + 1) if after[cut:] in number))
    return grams.Automaton(moves, list(range(len(states))), [words.get(state, -1) for state in states])


def _walked(automaton: grams.Automaton, text: bytes) -> Counter[int]:
    state, met = 0, []
    for byte in text:
        state = automaton.moves[automaton.rows[state] * 256 + byte]
        met.append(automaton.features[state])
    return Counter(feature for feature in met if feature >= 0)


@pytest.mark.parametrize("make", [grams.table, lambda found: grams.Grams(*found)], ids=["as built", "Python"])
@pytest.mark.parametrize("text", [b"", "the other thé".encode(), b"ttthhhee\x00\xff" * 50, bytes(range(256)) * 2])
def test_a_table_of_sequences_finds_what_the_automaton_does(make: Any, text: bytes) -> None:
    automaton = _automaton(WORDS)
    assert make(grams.sequences(automaton)).visits(text) == _walked(automaton, text)


def test_sequences_that_share_a_row_are_all_found() -> None:
    moves = [0] * 512
    moves[ord("a")] = moves[256 + ord("a")] = 1
    moves[256 + ord("b")] = 2  # nothing goes on from "ab": it shares the first row
    found = grams.sequences(grams.Automaton(moves, [0, 1, 0], [-1, 5, 6]))
    assert dict(zip(found.keys.tolist(), found.features.tolist(), strict=True)) == {
        1 << 56 | ord("a"): 5,
        2 << 56 | ord("a") << 8 | ord("b"): 6,
    }


def test_sequences_too_long_for_a_key_are_refused() -> None:
    with pytest.raises(ValueError, match="too many bytes"):
        grams.sequences(_automaton({b"languages": 0}))
