"""Documents that nobody would write: pieces of HTML and text, broken, repeated and mixed."""

from __future__ import annotations

from hypothesis import strategies as st

TAGS = (
    "a", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "code", "div", "dl", "dt", "dd",
    "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "head", "header", "hr", "html", "i", "iframe",
    "img", "input", "li", "main", "math", "nav", "noscript", "object", "ol", "option", "p", "plaintext", "pre", "ruby",
    "script", "section", "select", "span", "style", "svg", "table", "tbody", "td", "template", "textarea", "th",
    "title", "tr", "ul", "video", "xmp",
)  # fmt: skip
ATTRIBUTES = (
    ' class="caption"', ' class="related share-bar"', ' id=comments', ' hidden', ' style="display:none"', ' href="/x"',
    ' href="javascript:alert(1)"', ' colspan=9007199254740991', ' rowspan="-1"', ' role="navigation"', ' lang="ar"',
    ' itemprop="articleBody"', ' x="', " y='>", ' =', ' "', ' data-x="&lt;p&gt;"', ' aria-hidden=true',
)  # fmt: skip
ODDITIES = (
    "<!--", "-->", "<![CDATA[", "]]>", "<?php", "?>", "</", "<", ">", "&", "&#", "&#0;", "&#x110000;", "&nbsp;",
    "&amp;lt;", "\0", "\r", "\r\n", "\n\n", "\t", "\u00a0", "\u200b", "\u2028", "\ufeff", "\ufffd", "\ud800",
    "\U0010ffff", "<!doctype html>", '<script type="application/ld+json">', "</script>", "* * *", "- ", "> ", "1. ",
    '{"@type":"NewsArticle","headline":"x"}',
)  # fmt: skip
SENTENCES = (
    "The harbour ferry sails again from Monday, the council said.",
    "WASHINGTON — Talks have restarted, two officials said on Friday.",
    "Photo: Ada Lindqvist/Example Agency",
    "By Bruno Okafor",
    "Sign up for our newsletter",
    "Share on social media",
    "READ MORE: Ten bakeries to visit",
    "© 2026 The Lindenmouth Post. All rights reserved.",
    "Subscribe to continue reading.",
    "Wir verwenden Cookies. Mehr erfahren",
    "港の連絡船が月曜日に再開します。",
    "عادت العبّارة إلى العمل يوم الاثنين.",
    "Паром снова ходит с понедельника.",
    "12 March 2026, 10:15",
    "3 Comments",
)

words = st.text(max_size=12)
opening = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(("", *ATTRIBUTES)))
closing = st.builds("</{}>".format, st.sampled_from(TAGS))
pieces = st.one_of(
    opening, closing, st.sampled_from(SENTENCES), st.sampled_from(ODDITIES), words, st.just(" "), st.just("\n\n")
)
repeated = st.builds(lambda piece, times: piece * times, pieces, st.sampled_from((1, 1, 1, 2, 9, 300)))
texts = st.lists(repeated, max_size=40).map("".join)
encodings = st.sampled_from(("utf-8", "utf-16", "utf-32-be", "latin-1", "cp1251", "shift_jis", "gb18030", "utf-7"))
encoded = st.builds(lambda text, encoding: text.encode(encoding, "replace"), texts, encodings)
contents = st.one_of(texts, encoded, st.binary(max_size=400))
content_types = st.sampled_from(
    (None, "text/html", "text/plain", "text/html; charset=utf-16", "application/xhtml+xml", "text/html; charset=", "x")
)
