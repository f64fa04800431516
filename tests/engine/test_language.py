"""Languages are told by codes of two letters."""

import importlib

import numpy as np
import pytest

from content_cleaner.metadata import language

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


def test_a_coarse_table_is_close_to_the_one_it_was_made_of() -> None:
    table = np.linspace(-15, -2.5, 3000 * 7).reshape(3000, 7).astype(np.float16)
    coarse = Coarse(table)
    rows = np.array([0, 2999, 1024, 7])
    assert coarse.bytes.nbytes == table.size
    assert np.abs(coarse[rows] - table[rows].astype(np.float32)).max() <= 0.5 * 12.5 / 255 + 1e-3
