"""Texts as if in another language: letters are exchanged, and nothing else."""

import pytest

from training.foreign import translated

TEXT = "Am 3. Mai, um 14:30 Uhr: „Das ist gut.“ Teilen auf Facebook (https://example.org/a) Сегодня"
SEEDS = [f"{number}.example" for number in range(40)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shape_of_a_text_stays(seed: str) -> None:
    made = translated(TEXT, seed)
    assert [len(word) for word in made.split()] == [len(word) for word in TEXT.split()]
    assert [sign for sign in made if sign in "0123456789,:„“()/"] == [
        sign for sign in TEXT if sign in "0123456789,:„“()/"
    ]
    assert "Facebook (https://example.org/a)" in made
    assert made != TEXT
    assert made == translated(TEXT, seed)


def test_half_of_the_sites_get_a_script_without_capitals() -> None:
    cased = sum(translated("Das Haus", seed)[0].isupper() for seed in SEEDS)
    assert 10 < cased < 30


def test_words_of_two_sites_differ() -> None:
    assert len({translated("Bürgermeisterin", seed) for seed in SEEDS}) == len(SEEDS)
