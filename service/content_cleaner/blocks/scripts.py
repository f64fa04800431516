"""Scripts, styles and data of a page in its text, as `text_content()` and `//text()` leave them.

They are no part of the page's text and are set apart before anything is scored. Code that an article shows is not: only
what looks like code, in a text with signs of a page's own scripts, goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from content_cleaner.blocks.lines import Line

# What scripts and styles of pages say, and hardly a sample of code in an article.
SIGN = re.compile(
    r"\bwindow\.\w|\bdocument\.\w+[.(]|\bdataLayer\b|\bgoogletag\b|\bgtag\(|\bfbq\(|\b_gaq\b|\"@context\"|\"@type\"\s?:"
    r"|@font-face\b|@media\b|!important\b|\bnavigator\.userAgent|\baddEventListener\(|\b__NEXT_DATA__|\bjQuery\b"
    r"|\{[\w-]+:[^;{}\s][^;{}]{0,80};[\w-]+:|\$\(document\)|\bgoogle_ad|\badsbygoogle\b|//<!\[CDATA\["
)
MIN_SIGNS = 3
# What pages load; a sample in an article is of one.
SERVICE = re.compile(
    r"(?P<tags>\bdataLayer\b|\bgtag\(|\bGTM-\w{4})|(?P<ads>\bgoogle_ad|\badsbygoogle\b|\bgoogletag\b|\bOAS_\w|\bdfp_)"
    r"|(?P<counts>\b_gaq\b|\burchinTracker|\bpageTracker\b|\b_trackPageview|\b_comscore\b|\bquantserve|\bYa\.Metrika"
    r"|\bs\.pageName\b|\b_satellite\b|\bNREUM\b)|(?P<social>\bfbq\(|\bfbAsyncInit|\bFB\.init|\btwttr\b|\baddthis_)"
    r"|(?P<written>\bdocument\.write(?:ln)?\()|(?P<data>\"@context\"\s?:)|(?P<comments>\bdisqus_\w)"
    r"|(?P<ready>\(document\)\.ready\()|(?P<fonts>@font-face\b)"
)
MIN_SERVICES = 2
MAX_SIGN_CHARS = 1_000_000
SYMBOLS = "{};=_$<>\\/&|[]"
# Signs a character: prose has next to none.
MIN_SYMBOLS = 0.05
STATEMENT = re.compile(
    r"\s*(?:[}\])]|//|/\*|\*/|<!--|-->|(?:var|let|const|return|function|if|else|try|catch|for|switch|case|break)\b[^.?!]*"
    r"[;{}(,=]$|[.#@]?[\w-][ ,>+~.:#*\w()-]*+\{|[\w$.\"'\[\]-]+\s*[:=]\s*\S.*[,;{\[]$|[\w$.\"']+:\s*[{\[\"']"
    r"|[\w$.]+\([^\n]*\);$)"
)
MAX_STATEMENT_CHARS = 2_000
BRACKETS = re.compile(r"[{}]")
PROSE = re.compile(r"(?<!\w)(?:[^\W\d_][\w’'-]{0,40}+[,;:]?\s){9,}+")
MAX_PROSE_WORDS = 40
# Prose without a sign of code, where code is in the same line.
PLAIN = re.compile(r"(?<!\w)(?:[^\s{};=$<>\\|\[\]()]{1,40}+\s{1,40}+){9,}+[^\s{};=$<>\\|\[\]()]{0,40}+")
LABEL = re.compile(r"(?:[^\W\d_][\w’'.,:-]*\s+)+")
MIN_MIXED = 0.01
MIN_CODE_CHARS = 40
CALL = re.compile(r"[\w$.]+\([^()]*\);")
# From so many characters of sure code on, all that looks like it is of the page, but for short samples apart from it.
MIN_SURE_CHARS, MIN_SCRIPT_CHARS, MAX_BETWEEN = 2_000, 200, 3
# More of the prose is never set apart: messages and comments in scripts are.
MAX_LOST = 0.3
MIN_DATA_CHARS, MAX_FAILED = 80, 200
# A line of minified code.
MIN_MINIFIED, MIN_MINIFIED_CHARS = 300, 1_500
MAX_BLANKS = 0.05
JSON_START = re.compile(r'\[?\{\s*"[\w@$:-]+"\s*:')
ENDED = (".", "!", "?", "。", "…", "”", "»")
MIN_PROSE_CHARS = 60
MAX_DEPTH_LINES = 3_000


class _Chunk(NamedTuple):
    """Lines from `first` to before `end` that look like code."""

    first: int
    end: int


def are_in(source: str) -> bool:
    """Whether a text has signs of a page's scripts, styles or data: of services or minified, as samples hardly are."""
    if "{" not in source:
        return False
    signs = islice(SIGN.finditer(source, 0, MAX_SIGN_CHARS), MIN_SIGNS)
    if sum(1 for _ in signs) < MIN_SIGNS:
        return False
    if len({found.lastgroup for found in SERVICE.finditer(source, 0, MAX_SIGN_CHARS)}) >= MIN_SERVICES:
        return True
    return sum(len(line) for line in source.splitlines() if _is_minified(line.strip())) >= MIN_MINIFIED_CHARS


def _is_minified(raw: str) -> bool:
    if len(raw) < MIN_MINIFIED:
        return False
    sample = raw[:MAX_STATEMENT_CHARS]
    return sample.count(" ") < MAX_BLANKS * len(sample) and _density(sample) >= MIN_SYMBOLS


def apart(source: str, lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a text that has scripts without those of scripts, styles and data, and each run of these as one."""
    data = list(_data(source))
    lines = [piece for line in _without(source, lines, data) for piece in _pieces(source, line)]
    chunks = list(_chunks(source, lines))
    sure = [_is_of_page(source, lines[first:end]) for first, end in chunks]
    sizes = [lines[end - 1].end - lines[first].start for first, end in chunks]
    if sum(size for size, is_sure in zip(sizes, sure, strict=True) if is_sure) >= MIN_SURE_CHARS:
        sure = [
            is_sure or size >= MIN_SCRIPT_CHARS or _is_beside(chunks, sure, place)
            for place, (size, is_sure) in enumerate(zip(sizes, sure, strict=True))
        ]
    code = [
        Line(lines[first].start, lines[end - 1].end, lines[first].gap)
        for (first, end), is_sure in zip(chunks, sure, strict=True)
        if is_sure
    ]
    prose = [_prose_words(source[line.start : line.end]) for line in lines]
    inside = {
        index for (first, end), is_sure in zip(chunks, sure, strict=True) if is_sure for index in range(first, end)
    }
    lost = sum(words for index, words in enumerate(prose) if index in inside and not _is_data(source, lines[index]))
    if lost > MAX_LOST * sum(prose):
        return lines, []
    return [line for index, line in enumerate(lines) if index not in inside], code


def _is_data(source: str, line: Line) -> bool:
    return JSON_START.match(source, line.start) is not None


def _is_beside(chunks: list[_Chunk], sure: list[bool], place: int) -> bool:
    """Whether there is a sure chunk within a few lines."""
    first, end = chunks[place]
    above = place > 0 and sure[place - 1] and first - chunks[place - 1].end <= MAX_BETWEEN
    return above or (place + 1 < len(chunks) and sure[place + 1] and chunks[place + 1].first - end <= MAX_BETWEEN)


def _data(source: str) -> Iterator[tuple[int, int]]:
    """The spans of objects in JSON."""
    decode = json.JSONDecoder(strict=False).raw_decode
    end = failed = 0
    for found in JSON_START.finditer(source):
        if found.start() < end:
            continue
        try:
            end = decode(source, found.start())[1]
        except (ValueError, RecursionError):
            failed += 1
            if failed > MAX_FAILED:
                return
            continue
        if end - found.start() >= MIN_DATA_CHARS:
            yield found.start(), end


def _without(source: str, lines: list[Line], spans: list[tuple[int, int]]) -> Iterator[Line]:
    """The lines cut at the ends of the spans; what is in a span is one line."""
    place = 0
    for start, end, own in lines:
        at, gap = start, own
        while place < len(spans) and spans[place][0] < end:
            first, last = spans[place]
            if first >= start:
                yield from _stripped(source, at, first, gap)
                yield Line(first, last, 1)
            if last > end:
                at = end
                break
            at, gap, place = last, 1, place + 1
        if at < end:
            yield from _stripped(source, at, end, gap)


def _stripped(source: str, start: int, end: int, gap: int) -> Iterator[Line]:
    raw = source[start:end]
    if raw.strip():
        yield Line(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()), gap)


def _pieces(source: str, line: Line) -> Iterator[Line]:
    """A line cut where prose and code meet in it."""
    start, end, gap = line
    if _density(source[start:end]) < MIN_MIXED or JSON_START.match(source, start):
        yield line
        return
    cuts = [start]
    for found in PLAIN.finditer(source, start, end):
        before = source[cuts[-1] : found.start()]
        if len(before.strip()) >= MIN_CODE_CHARS and _density(before) >= MIN_SYMBOLS:
            label = LABEL.match(before)
            if label is not None and label.end() < len(before):
                cuts.append(cuts[-1] + label.end())
            cuts.append(found.start())
        if _density(source[found.end() : min(end, found.end() + MIN_CODE_CHARS)]) >= MIN_SYMBOLS:
            cuts.append(found.end())
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        raw = source[first:last]
        if raw.strip():
            at = first + len(raw) - len(raw.lstrip())
            yield Line(at, first + len(raw.rstrip()), gap if first == start else 0)


def _density(raw: str) -> float:
    """How many of the characters are of code."""
    return sum(map(raw.count, SYMBOLS)) / max(1, len(raw))


def _chunks(source: str, lines: list[Line]) -> Iterator[_Chunk]:
    """Runs of lines that look like code, or stand between the braces of such."""
    first = depth = 0
    inside = False
    for index, line in enumerate(lines):
        raw = source[line.start : line.end]
        is_code = _looks_like_code(raw)
        is_prose = not is_code and (_prose_words(raw) > 0 or (len(raw) >= MIN_PROSE_CHARS and raw.endswith(ENDED)))
        if not is_code and (depth <= 0 or is_prose or index - first > MAX_DEPTH_LINES):
            if inside:
                yield _Chunk(first, index)
            inside, depth = False, 0
            continue
        if not inside:
            first, inside = index, True
        if is_code:
            depth += raw.count("{") - raw.count("}")
    if inside:
        yield _Chunk(first, len(lines))


def _looks_like_code(raw: str) -> bool:
    if JSON_START.match(raw) and raw[-1] in "]}":
        return True
    density = _density(raw)
    if density < MIN_SYMBOLS and not (
        len(raw) <= MAX_STATEMENT_CHARS and STATEMENT.match(raw) and (density or raw[-1] in ",;")
    ):
        return False
    return _prose_words(raw) < MAX_PROSE_WORDS


def _prose_words(raw: str) -> int:
    return sum(len(found[0].split()) for found in PROSE.finditer(raw))


def _is_of_page(source: str, lines: list[Line]) -> bool:
    """Whether code is of the page's own scripts: it says so, is minified, or is nothing but brackets."""
    start, end = lines[0].start, lines[-1].end
    if SIGN.search(source, start, end) or any(_is_minified(source[line.start : line.end]) for line in lines):
        return True
    if len(lines) == 1 and CALL.fullmatch(source, start, end):
        return True
    return not any(map(str.isalnum, source[start:end])) and BRACKETS.search(source, start, end) is not None
