"""Notices that the rest is for subscribers."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "paywall-label",
        "paywall",
        True,
        signal("paywall.whole"),
        phrased("paywall", "whole", words=12),
        "A label or button and nothing else: “Already a subscriber? Log in”;"
        " not “Premium”, as a petrol’s name in prose.",
    ),
    Rule(
        "paywall-opening",
        "paywall",
        True,
        signal("paywall.starts"),
        phrased("paywall", "starts", words=45),
        "Words that open such notices: “To continue reading, subscribe now”;"
        " not “To continue reading was all she wanted”.",
    ),
    Rule(
        "paywall-phrase",
        "paywall",
        True,
        signal("paywall.contains"),
        phrased("paywall", "contains", words=45),
        "A phrase of such notices in a short block: “This article is for subscribers only”;"
        " not “It was sent to subscribers only, he said”.",
    ),
    Rule(
        "paywall-wording",
        "paywall",
        False,
        signal("paywall.doubtful", "paywall.openings", "paywall.mentions"),
        at_most(45),
        "The vocabulary of such notices, not enough to decide: “Subscription”;"
        " not an article about subscriptions.",
    ),
    Rule(
        "paywall-element",
        "paywall",
        False,
        signal("in.paywall"),
        at_most(90),
        "The element, its parent or its grandparent is named so: “<div class='paywall'>”;"
        " not the wrapper of all the paid text.",
        HTML,
    ),
)
