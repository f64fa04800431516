"""Pages as if in a language that nobody has seen: letters are exchanged, all else stays.

Words tell much, and are learned of a few languages. From such pages a scorer learns what it can know of any other: the
lengths, the punctuation, the digits, the order and the likeness of lines.
"""

from __future__ import annotations

import random
import re
import zlib

# What most of the world writes in Latin letters.
NAMES = re.compile(
    r"facebook|twitter|whatsapp|telegram|instagram|youtube|linkedin|pinterest|google|tiktok|https?://\S+|www\.\S+|\S+@\S+",
    re.IGNORECASE,
)
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
CYRILLIC_VOWELS, CYRILLIC_CONSONANTS = "аеиоуыэюя", "бвгджзйклмнпрстфхцчшщ"
GREEK_VOWELS, GREEK_CONSONANTS = "αεηιουω", "βγδζθκλμνξπρστφχψ"
# First letters of scripts without capitals, and how their sentences end.
CASELESS = (
    ("\u05d0", 27, "."),
    ("\u10d0", 33, "."),
    ("\u0915", 35, "।"),
    ("\u0995", 20, "।"),
    ("\u1200", 60, "።"),
    ("\u0621", 25, "."),
)
CASELESS_SHARE = 0.5


def translated(text: str, seed: str) -> str:
    """The text with its letters exchanged, in half of the seeds for those of a script without capitals."""
    table = _table(seed)
    parts, last = [], 0
    for match in NAMES.finditer(text):
        parts += [text[last : match.start()].translate(table), match.group()]
        last = match.end()
    return "".join([*parts, text[last:].translate(table)])


def _table(seed: str) -> dict[int, str]:
    chance = random.Random(zlib.crc32(seed.encode()))
    table: dict[str, str] = {}
    alphabets = ((VOWELS, CONSONANTS), (CYRILLIC_VOWELS, CYRILLIC_CONSONANTS), (GREEK_VOWELS, GREEK_CONSONANTS))
    if chance.random() < CASELESS_SHARE:
        first, size, end = chance.choice(CASELESS)
        letters = [chr(ord(first) + step) for step in range(size)]
        for vowels, consonants in alphabets:
            table |= {letter: chance.choice(letters) for letter in vowels + consonants}
        table |= {letter.upper(): other for letter, other in table.items()}
        table["."] = end
    else:
        for group in (group for alphabet in alphabets for group in alphabet):
            table |= dict(zip(group, chance.sample(group, len(group)), strict=True))
        table |= {letter.upper(): other.upper() for letter, other in table.items()}
    return {ord(letter): other for letter, other in table.items()}
