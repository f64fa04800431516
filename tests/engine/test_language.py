"""Languages are told by codes of two letters."""

import pytest

from content_cleaner.metadata import language


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
