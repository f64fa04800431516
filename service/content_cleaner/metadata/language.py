"""The language of a text."""

from __future__ import annotations

# More of a text does not change the answer, and costs.
MAX_CHARS = 500


def language(text: str, page_language: str | None = None) -> str | None:
    """ISO 639-1 code of the text by py3langid; None where there is too little of it to tell."""
    if sum(map(str.isalpha, text[:400])) < 12:
        return page_language
    import py3langid  # loads its model on first use

    code, _ = py3langid.classify(text[:MAX_CHARS])
    return str(code)
