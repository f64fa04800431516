"""Raw content to text: the encoding, and whether it is HTML or plain text."""

from __future__ import annotations

import codecs
import html
import re
from email.message import Message
from itertools import islice
from typing import NamedTuple

from content_cleaner import mojibake
from content_cleaner.compiled import scan as kernel
from content_cleaner.document import ContentTooLarge, Kind, UndecodableContent, UnsupportedContentType

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml", "application/xml", "text/xml"))
UNKNOWN_TYPES = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded"))
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that browsers read as another encoding (WHATWG Encoding Standard, section 4.2).
BROWSER_LABELS = {
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252",
    "us-ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "iso-8859-9": "windows-1254",
    "tis-620": "windows-874", "utf8": "utf-8",
}  # fmt: skip
# Python decodes these, browsers do not: names of hosts, escapes in source code, and what hides letters in letters.
NOT_FOR_PAGES = frozenset(("idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"))
BINARY_SIGNATURES = (
    b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"BZh",
    b"\x7fELF", b"RIFF", b"OggS", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!",
)  # fmt: skip
SNIFFED_BYTES = 4096
DETECTED_BYTES = 60_000
META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}["']([\w.:-]{2,40})""")

DOCUMENT_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)
# Some converters to Markdown leave the declaration of the page's type, and nothing else of its HTML.
DOCTYPE = re.compile(r"\s*<!doctype\s+html\b[^<>]{0,200}>\s*\n", re.IGNORECASE)
ANY_TAG = re.compile(r"<(?:/?[a-z]|!--)", re.IGNORECASE)
MARKDOWN_LINK, MIN_MARKDOWN_LINKS = "](", 3
BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|article|section|header|footer|nav|main|figure|figcaption|blockquote|aside"
    r"|script|style|form|dl|dt|dd|pre|br|hr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
# Of pages that leave out the tags of document and head, as HTML allows.
HEAD_START = re.compile(
    r"\s{0,100}<(?:(?:meta|link|base)\s[^<>=]{1,100}=[^<>]{1,2000}>\s{0,100}<[a-z!/]|title>[^<>]{0,1000}</title>)",
    re.IGNORECASE,
)
INLINE_START = re.compile(r"\s{0,100}<(?:span|a|b|strong|em|i|font|center|img)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
ESCAPED_START = re.compile(
    r"\s*&lt;(?:!doctype\s+html|html|head|body|div|p|article|section|h1)(?:\s.{0,500}?)?&gt;", re.IGNORECASE
)
WESTERN_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŠŽ")
WESTERN_SIGNS = frozenset("€‚„…‘’“”•–—™«»°·¿¡©®§£\u00a0")
SURROGATE = re.compile("[\ud800-\udfff]")
MAX_BLOCK_TAGS = 400
MIN_INLINE_TAGS = 3


class Intake(NamedTuple):
    """Decoded content; `kind` says how to read it."""

    text: str
    kind: Kind
    warnings: tuple[str, ...] = ()


def read(content: str | bytes, content_type: str | None = None, *, max_chars: int) -> Intake:
    """Decode `content` and tell HTML from plain text.

    Raises UnsupportedContentType for types and files that hold no text, UndecodableContent for bytes that are not
    text, ContentTooLarge above `max_chars`.
    """
    media_type, charset = _parse_content_type(content_type)
    warnings: list[str] = []
    if isinstance(content, str):
        text = content
    else:
        if len(content) > 4 * max_chars:
            raise ContentTooLarge(f"the document is larger than {max_chars} characters")
        text = _decode(bytes(content), charset, warnings)
    if len(text) > max_chars:
        raise ContentTooLarge(f"the document is larger than {max_chars} characters")
    if text.startswith("\ufeff"):
        text = text[1:] if text is not content else f" {text[1:]}"  # offsets count the characters that were sent
    if has_surrogates(text):
        text = SURROGATE.sub("\ufffd", text)
        warnings.append("lone surrogates replaced by U+FFFD")
    kind = _kind(text, media_type, warnings)
    if kind == "html" and ESCAPED_START.match(text) and not BLOCK_TAG.search(text):
        text = html.unescape(text)
        warnings.append("entity-escaped HTML: unescaped once")
    repaired = mojibake.repaired(text) if kind == "html" else None
    if repaired is not None:
        text = repaired
        warnings.append("UTF-8 that had been read in another encoding: decoded")
    return Intake(text, kind, tuple(warnings))


def has_surrogates(text: str) -> bool:
    """Whether a text has lone surrogates."""
    if kernel is not None:
        return kernel.has_surrogates(text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _parse_content_type(content_type: str | None) -> tuple[str, str | None]:
    if not content_type:
        return "", None
    message = Message()
    message["content-type"] = content_type.replace("\r", " ").replace("\n", " ")[:500]
    media_type = content_type.split(";")[0].strip().lower()
    if media_type in UNKNOWN_TYPES:
        return "", None
    if media_type not in HTML_TYPES and not media_type.startswith("text/"):
        raise UnsupportedContentType("only text and HTML can be cleaned")
    charset = message.get_param("charset")
    return media_type, charset if isinstance(charset, str) else None


def _decode(data: bytes, declared: str | None, warnings: list[str]) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, warnings)
    if data.startswith(BINARY_SIGNATURES):
        raise UnsupportedContentType("the content is a binary file, neither text nor HTML")
    head = data[:SNIFFED_BYTES]
    candidates = [declared]
    for pattern in (XML_ENCODING, META_CHARSET):
        match = pattern.search(head)
        candidates.append(match.group(1).decode("ascii") if match else None)
    for candidate in [*candidates, "utf-8"]:
        text = _strictly(data, candidate)
        if text is not None:
            return _unless_utf8(data, text, warnings)
    return _detected(data, next((c for c in candidates if c), None), warnings)


def _strictly(data: bytes, label: str | None) -> str | None:
    if not label:
        return None
    encoding = _browser_encoding(label)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    # A single-byte or UTF-16 label on other bytes decodes to control characters.
    return None if _control_share(text) > 0.02 else text


def _unless_utf8(data: bytes, text: str, warnings: list[str]) -> str:
    """`text`, or the bytes read as UTF-8 where they are that, and were declared to have one byte a character."""
    if len(text) != len(data) or data.isascii() or not _has_multibyte(data):
        return text
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return text
    warnings.append("declared otherwise, but the bytes are UTF-8: read as that")
    return decoded


def _browser_encoding(label: str) -> str | None:
    name = label.strip().lower()
    name = BROWSER_LABELS.get(name, name)
    try:
        "x".encode(name)  # refuses names that do not exist and codecs that do not give text, such as "hex"
        codec = codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if codec.replace("-", "_") in NOT_FOR_PAGES else name


def _control_share(text: str) -> float:
    head = text[:SNIFFED_BYTES]
    return sum(ch < " " and ch not in "\t\n\r\x0b\x0c\x00\x1c\x1d\x1e\x1f" for ch in head) / max(1, len(head))


def _decode_as(data: bytes, encoding: str, warnings: list[str]) -> str:
    text = data.decode(encoding, "replace")
    if "\ufffd" in text and text.count("\ufffd") > 0.2 * len(text):
        raise UndecodableContent("the bytes do not match their byte order mark")
    if "\ufffd" in text:
        warnings.append(f"some bytes are not valid {encoding}: replaced by U+FFFD")
    return text


def _detected(data: bytes, declared: str | None, warnings: list[str]) -> str:
    """Bytes that are neither UTF-8 nor what they are declared to be."""
    if data[:SNIFFED_BYTES].count(b"\x00") > 0.1 * len(data[:SNIFFED_BYTES]):
        text = _wide(data)
        if text is None:
            raise UndecodableContent("the content is binary data, not text")
        return text
    mostly_utf8 = data.decode("utf-8", "replace")
    if mostly_utf8.count("\ufffd") <= 0.002 * len(mostly_utf8) + 1 and not data.isascii() and _has_multibyte(data):
        warnings.append("some bytes are not valid utf-8: replaced by U+FFFD")
        return mostly_utf8
    from charset_normalizer import from_bytes  # only bytes without a usable declaration need it

    western = data.decode("windows-1252", "replace")
    if _control_share(western) <= 0.02 and _is_western(western):
        warnings.append("encoding detected: windows-1252")
        return western
    best = from_bytes(data[:DETECTED_BYTES]).best()
    encoding = best.encoding if best else _browser_encoding(declared or "")
    if encoding is None:
        raise UndecodableContent("no encoding turns these bytes into text")
    text = data.decode(encoding, "replace")
    if _control_share(text) > 0.02:
        raise UndecodableContent("the content is binary data, not text")
    warnings.append(f"encoding detected: {encoding}")
    return text


def _is_western(text: str) -> bool:
    """Whether bytes read as windows-1252 (what browsers fall back on) give words with an accent here and there."""
    unusual = [ch for ch in text[:DETECTED_BYTES] if ch > "\x7f"]
    letters = sum(ch.isalpha() for ch in text[:DETECTED_BYTES])
    accents = sum(ch in WESTERN_LETTERS for ch in unusual)
    known = accents + sum(ch in WESTERN_SIGNS for ch in unusual)
    return 0 < known == len(unusual) and accents <= 0.15 * letters


def _has_multibyte(data: bytes) -> bool:
    return re.search(rb"[\xc2-\xf4][\x80-\xbf]", data) is not None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is nought."""
    even, odd = data[:SNIFFED_BYTES:2].count(0), data[1:SNIFFED_BYTES:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = data.decode(encoding, "replace")
    return None if _control_share(text) > 0.02 or text.count("\ufffd") > 0.02 * len(text) else text


def _kind(text: str, media_type: str, warnings: list[str]) -> Kind:
    """HTML where the type says so or the text is a page; `text/plain` that holds a whole page is HTML, too."""
    if media_type in HTML_TYPES:
        return "html"
    whole_page = DOCUMENT_START.match(text) is not None and not _is_converted(text)
    if media_type:
        if whole_page:
            warnings.append(f"declared {media_type}, but the content is an HTML page: read as HTML")
        return "html" if whole_page else "text"
    if whole_page or ESCAPED_START.match(text):
        return "html"
    return "html" if _is_fragment(text) else "text"


def _is_converted(text: str) -> bool:
    """Whether nothing but its first line is HTML, and links are written as in Markdown."""
    declared = DOCTYPE.match(text)
    if declared is None or ANY_TAG.search(text, declared.end()):
        return False
    links = text.count(MARKDOWN_LINK)
    return links >= max(MIN_MARKDOWN_LINKS, 0.1 * text.count("\n"))


def _is_fragment(text: str) -> bool:
    """Whether tags of block elements structure the text, not only stand in it (a stray `<`, one `<b>`, code)."""
    if "<" not in text:
        return False
    tags = 0
    closing = False
    for match in BLOCK_TAG.finditer(text):
        tags += 1
        closing = closing or match.group().startswith("</")
        if tags >= MAX_BLOCK_TAGS:
            break
    starts_with_tag = BLOCK_TAG.match(text.lstrip()[:2100]) is not None or HEAD_START.match(text) is not None
    if starts_with_tag and closing:
        return True
    if (
        INLINE_START.match(text)
        and sum(1 for _ in islice(INLINE_START.finditer(text), MIN_INLINE_TAGS)) >= MIN_INLINE_TAGS
    ):
        return True
    lines = text.count("\n", 0, 200_000) + 1
    return tags >= 4 and tags >= 0.5 * min(lines, MAX_BLOCK_TAGS) and (closing or starts_with_tag)
