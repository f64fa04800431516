"""Advertisements, their labels and affiliate notices."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "advert-label",
        "advert",
        True,
        signal("advert.whole"),
        12,
        None,
        "A label or button and nothing else: “Advertisement”; not “Advertisement of 1911, found in the attic”.",
    ),
    Rule(
        "advert-opening",
        "advert",
        True,
        signal("advert.starts"),
        45,
        plain_beside("advert"),
        "Words that open such notices: “We may earn a commission if you buy through links”;"
        " not “We may earn our bread, he said”.",
    ),
    Rule(
        "advert-phrase",
        "advert",
        True,
        signal("advert.contains"),
        45,
        plain_beside("advert"),
        "A phrase of such notices in a short block: “This costs you nothing: at no extra cost to you”;"
        " not “At no extra cost, she said”.",
    ),
    Rule(
        "advert-wording",
        "advert",
        False,
        signal("advert.doubtful", "advert.openings", "advert.mentions"),
        45,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Buy now”; not an article about deals.",
    ),
    Rule(
        "advert-element",
        "advert",
        False,
        signal("in.advert"),
        90,
        None,
        "The element or one above it is named so: “<div class='ad-slot'>”;"
        " not “<section class='banner'>” around a headline.",
        HTML,
    ),
)
