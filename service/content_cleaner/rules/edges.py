"""What a block's first and last characters and its case tell, and phrases that are all of it: signals of each block."""

from __future__ import annotations

import functools
import re

from content_cleaner.compiled import survey as kernel
from content_cleaner.rules.phrasebook import phrasebook
from content_cleaner.rules.signals import signal

_LONGEST_LABEL = 80  # characters
_COUNTERS = "0123456789 .,:;!?…+|/\\·•*~-–—()[]{}<>«»‹›→←↑↓▼▲▶►✓✔★☆\"'"
_NUMBERED = re.compile(r"\d+[.)] ")  # an item of a list, not a counter: "1. Facebook" is a subheading
_TAIL_CHARS = 45
_MAYBE_TAIL = re.compile(r"""[.!?…。”»"] ?\w[\w /-]{1,28}$""")
_MAYBE_FIRST_CAPITALS = re.compile(r"[A-Z]{4,8}(?: PHOTO| PIC)? ?[-–—:]")
_GLUED_WORDS = ("Photo", "Image", "Picture", "Foto")  # with a full stop before or a colon behind
_GLUED_LABELS = {word: (f"{word}:", f"{word}s:", *(f"{stop}{word} " for stop in ".!?…")) for word in _GLUED_WORDS}
_GLUED_LABELS |= {"redit": ("Credit:", "Credits:", "Kredit:"), "Bild": ("Bild:", "Bilder:")}
_LABELS = tuple(label for labels in _GLUED_LABELS.values() for label in labels)
_TAIL, _CAPITALS, _FIRST_CAPITALS, _GLUED = map(signal, ("tail", "capitals", "capitals-first", "glued"))
_BRACKET, _DIGIT, _HANDLE, _REPEATED = map(signal, ("ends-bracket", "digit", "handle", "repeated"))
_LAST_SIGNS = {"(": signal("tail", "ends-open"), ")": signal("tail", "ends-close"), ":": signal("tail", "ends-colon")}
_LAST_SIGNS |= {"（": _TAIL, "）": _TAIL}
_OF_TEXT = (_TAIL, *map(_LAST_SIGNS.__getitem__, "():"), _CAPITALS, _FIRST_CAPITALS, _GLUED)


def add_edges(texts: list[str], lines: list[str], signals: list[int]) -> None:
    """Adds to the signals of the blocks what their own texts, their folded lines and phrases that are a line tell."""
    if kernel is not None:
        kernel.edges(texts, lines, signals, _shapes())
    else:
        edges(texts, lines, signals)
    if texts[0].startswith(_LABELS):
        signals[0] |= _GLUED


@functools.cache
def _shapes() -> kernel.Shapes:
    flags = (*_OF_TEXT, _BRACKET, _DIGIT, _HANDLE, _REPEATED)
    return kernel.Shapes(phrasebook().entire, _COUNTERS, flags, _MAYBE_FIRST_CAPITALS.match, _is_glued)


def edges(texts: list[str], lines: list[str], signals: list[int]) -> None:
    """What `add_edges` does, without the compiled loop."""
    entire = phrasebook().entire
    seen: set[str] = set()
    for index, (text, line) in enumerate(zip(texts, lines, strict=True)):
        bits = _form(text)
        if line:
            bits |= _line(line)
            if len(line) <= _LONGEST_LABEL:
                bits |= entire[line] if line in entire else _counted(line, entire)
            if line in seen:
                bits |= _REPEATED
            seen.add(line)
        if bits:
            signals[index] |= bits


def _form(text: str) -> int:
    """What a text's own letters tell: capitals, and what may be the form of a credit."""
    bits = _LAST_SIGNS.get(text[-1:], 0) or (_TAIL if _may_end_in_credit(text[-_TAIL_CHARS:]) else 0)
    if text.isupper():
        bits |= _CAPITALS
    if text[:4].isupper() and _MAYBE_FIRST_CAPITALS.match(text):
        bits |= _FIRST_CAPITALS
    return bits | _GLUED if _is_glued(text) else bits


def _may_end_in_credit(tail: str) -> bool:
    return "/" in tail or " by " in tail or "＝" in tail or _MAYBE_TAIL.search(tail) is not None


def _is_glued(text: str) -> bool:
    """Whether a label of a credit stands right behind something else than white space."""
    for word, labels in _GLUED_LABELS.items():
        if word not in text:
            continue
        for label in labels:
            place = text.find(label)
            while place >= 0:
                if place and not text[place - 1].isspace():
                    return True
                place = text.find(label, place + len(label))
    return False


def _line(line: str) -> int:
    """What a folded line's signs tell."""
    bits = 0
    if line[-1] in ")]】" or line == "." or line.endswith((").", "].")):
        bits = _BRACKET
    if "0" <= line[0] <= "9":
        bits |= _DIGIT
    return bits | _HANDLE if "@" in line else bits


def _counted(line: str, entire: dict[str, int]) -> int:
    """The bits of the phrase that a line is but for counters and signs around it: "12 comments", "« Share »"."""
    bits = entire.get(line.strip(_COUNTERS), 0)
    return 0 if bits and "0" <= line[0] <= "9" and _NUMBERED.match(line) else bits
