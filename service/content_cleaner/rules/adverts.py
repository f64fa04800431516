"""Advertisements, their labels and affiliate notices."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "advert-label",
        "advert",
        True,
        signal("advert.whole"),
        phrased("advert", "whole", words=12),
        "A label or button and nothing else: “Advertisement”;"
        " not “Advertisement of 1911, found in the attic”.",
    ),
    Rule(
        "advert-opening",
        "advert",
        True,
        signal("advert.starts"),
        phrased("advert", "starts", words=45),
        "Words that open such notices: “We may earn a commission if you buy through links”;"
        " not “We may earn our bread, he said”.",
    ),
    Rule(
        "advert-phrase",
        "advert",
        True,
        signal("advert.contains"),
        phrased("advert", "contains", words=45),
        "A phrase of such notices in a short block: “This page contains affiliate links”;"
        " not “She wrote that affiliate links were banned”.",
    ),
    Rule(
        "advert-wording",
        "advert",
        False,
        signal("advert.doubtful", "advert.openings", "advert.mentions"),
        at_most(45),
        "The vocabulary of such notices, not enough to decide: “Buy now”;"
        " not an article about deals.",
    ),
    Rule(
        "advert-element",
        "advert",
        False,
        signal("in.advert"),
        at_most(90),
        "The element, its parent or its grandparent is named so: “<div class='ad-slot'>”;"
        " not “<section class='banner'>” around a headline.",
        HTML,
    ),
)
