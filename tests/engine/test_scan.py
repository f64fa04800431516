"""Looking for single characters through whole documents: the compiled loops find what Python finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_cleaner import intake, mojibake
from content_cleaner.blocks import html

SIGNS = st.sampled_from(
    "a \x80 \x82 \xc3 \xe2 \u20ac \xe2\u20ac \ud7ff \ud800 \udfff \ue000 \U0001d800 \U000ed800".split(" ")
)


def looks(text: str) -> tuple[bool, bool]:
    return intake.has_surrogates(text), mojibake.may_be_misread(text)


@given(
    st.lists(st.tuples(SIGNS, st.sampled_from([0, 1, 7, 4095, 4096]))).map(lambda runs: [s + "a" * n for s, n in runs])
)
def test_the_twins_agree(parts: list[str]) -> None:
    text = "".join(parts)
    compiled = looks(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "kernel", None)
        patch.setattr(mojibake, "kernel", None)
        assert compiled == looks(text)


@pytest.mark.parametrize("filler", ["", "a", "ł", "😀"])
def test_signs_are_found_wherever_they_stand(filler: str) -> None:
    for before, after in ((0, 0), (1, 20_000), (4095, 1), (4096, 0), (20_000, 5)):
        around = filler * before, filler * after
        assert intake.has_surrogates("\udc00".join(around))
        assert not intake.has_surrogates("a".join(around))
        for mark in mojibake.MARKS:
            assert mojibake.may_be_misread(mark.join(around))
        assert not mojibake.may_be_misread("\xe2".join(around))


@given(
    st.lists(
        st.sampled_from(["</html>", "</HTML", "</htm", "</", "<", "/", ">", " ", "\n", "\x1c", "a", "l"]), max_size=12
    )
)
def test_the_twins_agree_on_early_ends(parts: list[str]) -> None:
    data = "".join(parts).encode()
    compiled = html.ends_early(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "scan", None)
        assert compiled == html.ends_early(data)
