"""Sentences that line breaks cut in the middle, as `get_text("\\n")` leaves them at every inline element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from content_cleaner.blocks.lines import EAST, Line

SENTENCE_SIGNS = tuple(".!?…。！？؟:;：；।॥۔։።။។")
CLOSING = "\"'”’»«“‘)]）」』"
STARTS_INSIDE = frozenset(",.;:!?)]”’»%，。、；：！？）」』")
# A closing quote and what follows it.
CLOSED_INSIDE = re.compile(r"""[”’»“"'] ?(?:[,;:!?)]|\.(?!\.))|[”’»“"'] [a-zß-öø-ÿıšžčćłśąęğş]""")
# The second part of a compound, the ending of a name in Turkish; "-milk" is an item of a list, "'tis" a word.
ENDING_INSIDE = re.compile(r"-[a-zß-öø-ÿ]|['’](?!(?:t|em|cause|n)\b|tis|twas|twere|till?\b)[a-zß-öø-ÿışğ]{1,6}\b")
SIGNS = STARTS_INSIDE | frozenset("”’»“\"'-")
SETS_NO_BLANKS = re.compile(f"[{EAST}、。，；：！？「」『』（）]")
OPENING_MARKS = frozenset("([„（「『")
STRONG_MARKS = frozenset(";:!?»")
# Times and addresses have colons, too.
MIN_APART = 3
BLANKS = (" ", "\u00a0", "\u202f")
CLOSING_MARKS = frozenset(")]”’，。、；：！？）」』")
# Lines that go on with a sentence, in a text of short lines only.
MIN_SHORT_INSIDE = 3
MIN_SHORT_INSIDE_SHARE = 0.1
# Lines around links that are no chance, in a text of short lines without any that begins with a comma.
MIN_AROUND = 4
# So many lines tell the shape of a long text.
MAX_EVIDENCE = 2_000
MAX_LINES = 100_000
MIN_LONG = 60
# The last words of a sentence, and a full stop.
MIN_ENDING_CHARS = 10
# Of scripts without capitals, whose letters say nothing: what the sentence has that is cut at a link, how long the link
# may be, and what comes behind it. A character of Chinese, Japanese or Korean is as wide as two.
MIN_OPEN_WIDTH = 32
MAX_LINK_WIDTH = 30
MIN_REST_WIDTH = 16
CASELESS = re.compile("[\u0590-\u109f\u1100-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")
WIDE = re.compile(f"[{EAST}\uac00-\ud7a3]")
# Particles and the like, with which no paragraph begins: of Korean, Japanese and Chinese.
KOREAN = r"(?:은|는|을|를|의|에|에서|에게|로|으로|와|과|라는|이라는|라고|이라고|까지|부터)\s"
PARTICLE = re.compile(KOREAN)
HANGUL = re.compile("[\uac00-\ud7a3]")
GOES_ON = re.compile(
    r"を|[はがにでのともへ][、「\u4e00-\u9fff\u30a1-\u30fa\d]|(?:さん|ちゃん|くん|から|まで)[\u3041-\u9fff、。（「]"
    r"|的[^士]|了[^解不]|及[^时格]|与[^会其]|等[^待级候]|[上中里内外][，的]|表示[，：。]|[说称][，：。]"
    rf"|[(（]\d{{1,3}}(?:[)）歳岁]| ?세)|{KOREAN}"
)
# Particles behind which a sentence goes on; headlines end in others.
ENDS_OPEN = re.compile(f"[{EAST}][のはが]$|^[在从由对据与和向为]$")
INNER_SIGNS = re.compile("[,،、，。।۔።.!?！？؟;；]")
LABEL_SIGNS = re.compile("[:：|/／>»【】［］\\[\\]©]|\\d[\\d .:/年月日-]{4,}")
# A line that stands so often in a text is a label between its paragraphs, not the beginning of one.
MIN_LABEL_COPIES = 3
MIN_LABEL_CHARS = 4
MAX_LABEL_CHARS = 60


def is_broken(source: str, lines: list[Line], lengths: list[int]) -> bool:
    """Whether breaks stand in the middle of sentences: lines that go on in lower case or with a comma."""
    if len(lines) < 6 or sum([line.gap > 1 for line in lines]) > 0.05 * len(lines):
        return False
    continuing = _continuing(source, lines)
    count = sum(continuing)
    around = sum(_around_links(source, lines[:MAX_EVIDENCE], continuing[:MAX_EVIDENCE]))
    sized = zip(lines, lengths, strict=True)
    if sum([length > MIN_LONG or (2 * length > MIN_LONG and _is_wide(source, line)) for line, length in sized]) >= 2:
        least = max(2, 0.02 * len(lines))
        return count >= least or count + around >= 2 * least
    # A poem's lines are as short, and may begin in lower case, but not with a comma.
    if around < MIN_AROUND and not any(_starts_inside(source, line) for line in lines):
        return False
    return count + around >= max(MIN_SHORT_INSIDE, MIN_SHORT_INSIDE_SHARE * len(lines))


def _continuing(source: str, lines: list[Line]) -> list[bool]:
    """Of each line whether it goes on with the line before: with a comma, or in lower case where no sentence ends."""
    continuing = [False]
    for before, line in pairwise(lines):
        first = source[line.start]
        if first in SIGNS:
            continuing.append(_starts_inside(source, line) or _is_ending(source, before, line))
        else:
            continuing.append(
                first.islower() and not _ends_sentence(source[max(before.start, before.end - 6) : before.end])
            )
    return continuing


def _around_links(source: str, lines: list[Line], continuing: list[bool]) -> list[bool]:
    """Of each line whether it is a link inside a sentence or goes on behind one, in scripts without capitals.

    Where a line in lower case would tell it, nothing is found.
    """
    found = [False] * len(lines)
    if not 0 < len(lines) <= MAX_LINES or CASELESS.search(source, lines[0].start, lines[-1].end) is None:
        return found
    start = 0
    for index in range(1, len(lines)):
        line = lines[index]
        if line.gap > 1:
            start = index
        elif continuing[index]:
            continue
        elif not (_is_caseless(source[line.start]) or _is_caseless(source[lines[index - 1].end - 1])):
            start = index
        else:
            before = lines[index - 1]
            behind = _is_link(source, before)
            following = index + 1 < len(lines) and lines[index + 1].gap == 1
            opens = (
                following and _is_link(source, line) and (continuing[index + 1] or _is_rest(source, lines[index + 1]))
            )
            joined = index - 1 > start
            if behind and GOES_ON.match(source, line.start, line.end):
                found[index] = True
            elif ENDS_OPEN.search(source[max(before.start, before.end - 2) : before.end]):
                found[index] = opens or _is_rest(source, line)
            elif opens and GOES_ON.match(source, lines[index + 1].start, lines[index + 1].end):
                found[index] = _is_caseless(source[before.end - 1]) and not behind
            elif _is_open(source, lines[start].start, before.end, joined):
                found[index] = opens or (behind and joined and _is_rest(source, line))
            start = start if found[index] else index
    return found


def _is_open(source: str, start: int, end: int, joined: bool) -> bool:
    """Whether a text in a script without capitals is prose whose last sentence does not end."""
    last = source[end - 1]
    text = source[max(start, end - MIN_OPEN_WIDTH) : end]
    if last not in ",،、，" and not (_is_caseless(last) or (last.isdecimal() and WIDE.search(text))):
        return False
    wide = _width(text) >= MIN_OPEN_WIDTH
    return joined or (wide and (end - start > MIN_OPEN_WIDTH or INNER_SIGNS.search(text) is not None))


def _is_link(source: str, line: Line) -> bool:
    if line.end - line.start > MAX_LINK_WIDTH:
        return False
    text = source[line.start : line.end]
    return text[-1].isalnum() and _width(text) <= MAX_LINK_WIDTH and LABEL_SIGNS.search(text) is None


def _is_rest(source: str, line: Line) -> bool:
    """Whether a line may be what comes behind a link: prose, which has signs inside or at its end."""
    text = source[line.start : min(line.end, line.start + 200)]
    if not _is_caseless(text[0]):
        return False
    if GOES_ON.match(text):
        return True
    return _ends(source, line) or (_width(text) >= MIN_REST_WIDTH and INNER_SIGNS.search(text) is not None)


def _is_caseless(character: str) -> bool:
    return character.isalpha() and not character.islower() and not character.isupper()


def _is_wide(source: str, line: Line) -> bool:
    return WIDE.match(source, line.start) is not None


def _width(text: str) -> int:
    return len(text) + len(WIDE.findall(text))


def _starts_inside(source: str, line: Line) -> bool:
    if source[line.start] == "’" and source[line.start + 1 : line.start + 2].isalpha():
        return False  # an apostrophe
    return source[line.start] in STARTS_INSIDE or CLOSED_INSIDE.match(source, line.start, line.end) is not None


def _is_ending(source: str, before: Line, line: Line) -> bool:
    """Whether a line begins with the ending of a name, which is a link before it."""
    if ENDING_INSIDE.match(source, line.start, line.end) is None:
        return False
    name = source[before.start : before.end]
    return len(name) <= MAX_LINK_WIDTH and name[0].isupper() and name[-1].isalnum()


def _ends_sentence(tail: str) -> bool:
    return tail.rstrip(CLOSING).endswith(SENTENCE_SIGNS)


def join(source: str, lines: list[Line]) -> list[Line]:
    """The lines with those taken together that go on with a sentence."""
    continuing = _continuing(source, lines)
    around = _around_links(source, lines, continuing)
    labels = _labels(source, lines)
    groups: list[Line] = []
    for index, line in enumerate(lines):
        alone = bool(groups) and groups[-1].start == lines[index - 1].start
        labelled = alone and groups[-1].start in labels and not continuing[index]
        if around[index] or (
            groups and line.gap == 1 and not labelled and _belongs(source, lines, index, groups[-1].start, continuing)
        ):
            groups[-1] = Line(groups[-1].start, line.end, groups[-1].gap)
        else:
            groups.append(line)
    return groups


def _labels(source: str, lines: list[Line]) -> frozenset[int]:
    """Where lines start that stand several times in the text, alone ("Article content", "Advertisement")."""
    short = [line for line in lines if MIN_LABEL_CHARS <= line.end - line.start <= MAX_LABEL_CHARS]
    copies = Counter([source[start:end] for start, end, _ in short])
    return frozenset(start for start, end, _ in short if copies[source[start:end]] >= MIN_LABEL_COPIES)


def _belongs(source: str, lines: list[Line], index: int, group_start: int, continuing: list[bool]) -> bool:
    """Whether a line goes on with the sentence of the group before it."""
    before, line = lines[index - 1], lines[index]
    if continuing[index]:
        # Menus in lower case look alike; a sentence has grown beyond a few words or ended in a comma.
        size = line.end - group_start
        if size > 40 or _starts_inside(source, line) or _is_ending(source, before, line):
            return True
        if size > 20 and _ends(source, line):
            return True
        return index + 1 < len(lines) and lines[index + 1].gap == 1 and _starts_inside(source, lines[index + 1])
    tail = source[max(before.start, before.end - 12) : before.end]
    grown = before.end - group_start
    if tail[-1] in ",(“„«‘[—–&/，、（「" and grown > 20:
        return True
    if _ends_sentence(tail):
        return False
    last_word = tail.rsplit(None, 1)[-1]
    following = lines[index + 1] if index + 1 < len(lines) else None
    follows = following is not None and continuing[index + 1]
    if grown < 30:
        # The start of a paragraph: only where the line after next clearly goes on with it.
        clearly = following is not None and (_goes_on_clearly(source, following) or _is_ending(source, line, following))
        opens = grown <= 3 and tail.isalpha()
        return follows and clearly and (opens or last_word[:1].islower()) and line.end - line.start < 60
    function_word = last_word.islower() and len(last_word) <= 3
    return function_word or (follows and last_word[:1].islower() and line.end - line.start < 60)


def _goes_on_clearly(source: str, line: Line) -> bool:
    """Whether a line that goes on with a sentence is no mere word in lower case."""
    size = line.end - line.start
    return size > 35 or _starts_inside(source, line) or (size > MIN_ENDING_CHARS and _ends(source, line))


def _ends(source: str, line: Line) -> bool:
    return _ends_sentence(source[max(line.start, line.end - 6) : line.end])


def rejoined(source: str, raws: Sequence[str]) -> list[str]:
    """The texts of joined lines of the source, each as one line with the blanks that its language sets."""
    closing = CLOSING_MARKS if _sets_blanks(source) else CLOSING_MARKS | STRONG_MARKS
    return [_rejoined(raw, closing) for raw in raws]


def _sets_blanks(source: str) -> bool:
    """Whether the text sets blanks before colons and question marks, as French does."""
    apart = sum([source.count(f"{blank}{mark}") for blank in BLANKS for mark in STRONG_MARKS])
    return MIN_APART * apart > sum([source.count(mark) for mark in STRONG_MARKS])


def _rejoined(raw: str, closing: frozenset[str]) -> str:
    """Lines of one sentence as one line: no blank before a comma, inside brackets, or between scripts that set none.

    closing: the marks that follow without a blank.
    """
    lines = list(filter(None, map(str.strip, raw.splitlines())))
    if len(lines) < 2:
        return raw
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts += ["" if _touches(before[-1], line, closing) else " ", line]
    return "".join(parts)


def _touches(last: str, line: str, closing: frozenset[str]) -> bool:
    """Whether a line goes on without a blank behind one that ends in this character."""
    if line[0] in closing or last in OPENING_MARKS:
        return True
    if line[0] in ".," and (len(line) == 1 or line[1].isspace()):  # not ".NET"
        return True
    if line[0] != "»" and (CLOSED_INSIDE.match(line) or (last.isalnum() and ENDING_INSIDE.match(line))):
        return True
    if HANGUL.match(last) and PARTICLE.match(line):
        return True
    return SETS_NO_BLANKS.match(last) is not None and SETS_NO_BLANKS.match(line) is not None
