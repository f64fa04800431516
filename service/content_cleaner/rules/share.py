"""Sharing, printing, saving, following."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain_beside, shape
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "share-label",
        "share",
        True,
        signal("share.whole"),
        12,
        None,
        "A label or button and nothing else: “Share on Facebook”; not “Share the bread among the guests.”.",
    ),
    Rule(
        "share-opening",
        "share",
        True,
        signal("share.starts"),
        30,
        plain_beside("share"),
        "Words that open such notices: “Follow us on Instagram for more”; not “Follow us, they sang.”.",
    ),
    Rule(
        "share-phrase",
        "share",
        True,
        signal("share.contains"),
        30,
        plain_beside("share"),
        "A phrase of such notices in a short block: “Like what you see? Follow us on Facebook”;"
        " not “You could follow us on the map, he said.”.",
    ),
    Rule(
        "share-embedded-post",
        "share",
        True,
        signal("handle"),
        20,
        shape(r"^[–—] [^()\n]{1,80} \(@\w{1,30}\) [^()]{4,30}\d{4}[^()]{0,3}$", longest=150),
        "Who wrote an embedded post, and when: “— Valley Post (@valleypost) March 5, 2024”; not “— Jane Doe (1911)”, "
        "nor a sentence with a handle in it.",
    ),
    Rule(
        "share-wording",
        "share",
        False,
        signal("share.doubtful", "share.openings", "share.mentions"),
        30,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Twitter · Facebook”;"
        " not an article about Twitter.",
    ),
    Rule(
        "share-element",
        "share",
        False,
        signal("in.share"),
        60,
        None,
        "The element or one above it is named so: “<ul class='share-buttons'>”; not a page on market shares.",
        HTML,
    ),
)
