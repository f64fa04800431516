"""Text that was decoded with the wrong encoding before it came here: UTF-8 read as Latin-1 or windows-1252."""

from __future__ import annotations

import re
from itertools import islice

from content_cleaner.compiled import scan as kernel

# What windows-1252 has at the bytes 0x80 to 0x9F, where Latin-1 has control characters.
SIGNS = {chr(byte): bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_BYTES = str.maketrans({sign: control for control, sign in SIGNS.items()})
_LOW = "\x80-\x9f" + "".join(SIGNS.values())
# UTF-8 sequences whose bytes were taken for characters. Two letters without a control character or a sign may be meant
# as they stand ("É»"), unless the first is one of the two that Latin letters and signs begin with.
# The first set finds where one may begin, much faster than the alternatives would.
_ONE = (
    f"[\xc2-\xf4](?:(?<=[\xc2\xc3])[{_LOW}\xa0-\xbf]|(?<=[\xc4-\xdf])[\x80-\x9f]|(?<=[\xce-\xd9])[\xa0-\xbf]"
    f"|(?<=[\xe2-\xe9])[\xa0-\xbf]{{2}}|(?<=[\xe0-\xef])(?:[{_LOW}][{_LOW}\xa0-\xbf]|[\xa0-\xbf][{_LOW}])"
    f"|(?<=[\xf0-\xf4])[{_LOW}\xa0-\xbf]{{3}})"
)
SEQUENCE = re.compile(_ONE)
RUN = re.compile(f"{_ONE}(?:{_ONE}){{0,499}}")
# The last are ä, è, é, ó, ö and ü: their second letters follow no "Ã" in any language.
CERTAIN = re.compile("[\x80-\x9f]|\xe2\u20ac|\xc3[\xa4\xa8\xa9\xb3\xb6\xbc]")
# One of these is in nearly every text that was read wrongly, and hardly in any other.
MARKS = ("\x80", "\x82", "\xc3", "\xe2\u20ac")
FIRST_SIGNS = "".join(mark[0] for mark in MARKS)
# Nobody types these: three are no accident.
MIN_SEQUENCES = 3
MAX_INSPECTED = 100_000


def repaired(text: str) -> str | None:
    """The text with its UTF-8 sequences decoded, None where there is nothing to repair.

    Only such sequences are changed, so that a page that is wrong in part stays right in the rest.
    """
    if not may_be_misread(text):
        return None
    certain = 0
    for match in islice(SEQUENCE.finditer(text), MAX_INSPECTED):
        certain += CERTAIN.search(match.group()) is not None and _decoded(match) != match.group()
        if certain >= MIN_SEQUENCES:
            return RUN.sub(_decoded_run, text)
    return None


def may_be_misread(text: str) -> bool:
    """Whether one of the marks is in a text."""
    if kernel is not None and not kernel.has_one_of_four(text, FIRST_SIGNS):
        return False
    return any(mark[0] in text and mark in text for mark in MARKS)  # one character is found much faster than two


def _decoded(match: re.Match[str]) -> str:
    """One sequence decoded; as it stands where it is not UTF-8 after all."""
    try:
        return match.group().translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _decoded_run(match: re.Match[str]) -> str:
    """A run of sequences decoded, each by itself where one of them is not UTF-8."""
    try:
        return match.group().translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return SEQUENCE.sub(_decoded, match.group())
