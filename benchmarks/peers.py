"""The other extractors, each as a function of one page, set up as their own documentation advises.

A peer is imported inside of its function: a process that runs one peer carries no other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

Extract = Callable[[str, str | None], str]
Style = str

# Marks at which C4 (Raffel et al. 2020) takes a line for a sentence, and what it takes for policy notices.
END_MARKS = (".", "?", "!", '"')
MIN_LINE_WORDS = 5
MAX_WORD_CHARS = 1000
C4_UNWANTED = (
    "javascript",
    "lorem ipsum",
    "{",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
CITATION = re.compile(r"\[\d*\]|\[edit\]|\[citation needed\]")
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]*>", re.S | re.I)
# Languages that jusText has stop words for, among those that pages of the data sets may be in.
STOPLISTS = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nb": "Norwegian_Bokmal",
    "nl": "Dutch",
    "nn": "Norwegian_Nynorsk",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}


def trafilatura(content: str, url: str | None) -> str:
    """Trafilatura as it comes: comments are part of the answer."""
    from trafilatura import extract

    return extract(content) or ""


def trafilatura_without_comments(content: str, url: str | None) -> str:
    """Trafilatura told to leave out the readers' comments."""
    from trafilatura import extract

    return extract(content, include_comments=False) or ""


def resiliparse(content: str, url: str | None) -> str:
    """Resiliparse's main content, without comments and the texts of images (the better setting on news)."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(content, main_content=True, alt_texts=False, comments=False))


def rs_trafilatura(content: str, url: str | None) -> str:
    """rs-trafilatura (Rust), which tells page types apart, without comments."""
    from rs_trafilatura import extract

    return str(extract(content, url=url, include_comments=False).main_content or "")


def readability(content: str, url: str | None) -> str:
    """Mozilla's Readability in Python; it answers HTML, whose text is taken block by block."""
    from readability import Document

    return _text(Document(content, url=url or "").summary(html_partial=True))


def newspaper(content: str, url: str | None) -> str:
    """Newspaper4k on a page that is at hand: nothing is fetched."""
    from newspaper import Article, Config

    config = Config()
    config.fetch_images = False
    article = Article(url or "https://example.com/", config=config)
    article.download(input_html=content)
    article.parse()
    return str(article.text)


def justext(content: str, url: str | None) -> str:
    """JusText with the stop words of the page's language, or free of language where it has none."""
    from justext import core

    words = _stop_words(_language(content))
    marks = (0.30, 0.32) if words else (0.0, 0.0)
    paragraphs = core.justext(content, words, stopwords_low=marks[0], stopwords_high=marks[1])
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)


def goose(content: str, url: str | None) -> str:
    """Goose3 without its image fetcher."""
    from goose3 import Goose

    with Goose({"enable_image_fetching": False}) as engine:
        return str(engine.extract(raw_html=content).cleaned_text or "")


def boilerpy(content: str, url: str | None) -> str:
    """Boilerpipe's article extractor in Python."""
    from boilerpy3.extractors import ArticleExtractor

    return str(ArticleExtractor(raise_on_failure=False).get_content(content))


def trafilatura_lines(content: str, url: str | None) -> str:
    """Lines of a plain text fed to trafilatura as paragraphs."""
    return trafilatura(_paragraphs(content), url)


def justext_lines(content: str, url: str | None) -> str:
    """Lines of a plain text fed to jusText as paragraphs."""
    return justext(_paragraphs(content), url)


def c4_lines(content: str, url: str | None) -> str:
    """C4's rules for lines, without its rules that drop whole documents."""
    return "\n".join(line for line in (CITATION.sub("", raw.strip()) for raw in content.split("\n")) if c4_keeps(line))


def c4_keeps(line: str) -> bool:
    """Whether C4 keeps a line: a sentence's end, five words, no sign of code or of a policy notice."""
    words = line.split()
    if not line.endswith(END_MARKS) or line.endswith("..."):
        return False
    if len(words) < MIN_LINE_WORDS or max(map(len, words)) > MAX_WORD_CHARS:
        return False
    folded = line.lower()
    return not any(mark in folded for mark in C4_UNWANTED)


def _paragraphs(content: str) -> str:
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in content.splitlines() if line.strip())
    return f"<html><body>{body}</body></html>"


def _text(markup: str) -> str:
    """The visible text of HTML, a block a line, by a renderer that belongs to no peer."""
    from inscriptis import get_text

    return get_text(markup) if markup.strip() else ""


def _language(content: str) -> str:
    from py3langid import classify

    return str(classify(" ".join(MARKUP.sub(" ", content).split())[:20_000])[0])


@cache
def _stop_words(language: str) -> frozenset[str]:
    from justext.utils import get_stoplist

    return frozenset(get_stoplist(STOPLISTS[language])) if language in STOPLISTS else frozenset()


class Peer(NamedTuple):
    """An extractor beside us: its name in tables, the distribution that it comes from, and what it does."""

    name: str
    distribution: str
    extract: Extract

    @property
    def label(self) -> str:
        """Name and version."""
        return f"{self.name} {version(self.distribution)}" if self.distribution else self.name

    @property
    def is_installed(self) -> bool:
        """Whether this Python has it."""
        if not self.distribution:
            return True
        try:
            version(self.distribution)
        except PackageNotFoundError:
            return False
        return True


HTML_PEERS = (
    Peer("trafilatura", "trafilatura", trafilatura),
    Peer("trafilatura without comments", "trafilatura", trafilatura_without_comments),
    Peer("rs-trafilatura", "rs-trafilatura", rs_trafilatura),
    Peer("resiliparse", "resiliparse", resiliparse),
    Peer("readability-lxml", "readability-lxml", readability),
    Peer("newspaper4k", "newspaper4k", newspaper),
    Peer("jusText", "justext", justext),
    Peer("goose3", "goose3", goose),
    Peer("boilerpy3", "boilerpy3", boilerpy),
)
TEXT_PEERS = (
    Peer("trafilatura on lines", "trafilatura", trafilatura_lines),
    Peer("C4's line rules", "", c4_lines),
    Peer("jusText on lines", "justext", justext_lines),
)


def peers(style: Style) -> tuple[Peer, ...]:
    """The peers that take a style and are installed: some come for a few versions of Python only."""
    return tuple(peer for peer in (HTML_PEERS if style == "html" else TEXT_PEERS) if peer.is_installed)


def named(name: str) -> Any:
    """The function of a peer, for a process that got its name only."""
    return next(peer.extract for peer in HTML_PEERS + TEXT_PEERS if peer.name == name)
