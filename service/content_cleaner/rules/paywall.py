"""Notices that the rest is for subscribers."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "paywall-label",
        "paywall",
        True,
        signal("paywall.whole"),
        12,
        None,
        "A label or button and nothing else: “Already a subscriber? Log in”;"
        " not “Premium”, as a petrol’s name in prose.",
    ),
    Rule(
        "paywall-opening",
        "paywall",
        True,
        signal("paywall.starts"),
        45,
        plain_beside("paywall"),
        "Words that open such notices: “Subscribe to continue reading”; not “To continue reading was all she wanted”.",
    ),
    Rule(
        "paywall-phrase",
        "paywall",
        True,
        signal("paywall.contains"),
        45,
        plain_beside("paywall"),
        "A phrase of such notices in a short block: “This article is for subscribers only”;"
        " not “It was sent to subscribers only, he said”.",
    ),
    Rule(
        "paywall-wording",
        "paywall",
        False,
        signal("paywall.doubtful", "paywall.openings", "paywall.mentions"),
        45,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Subscription”;"
        " not an article about subscriptions.",
    ),
    Rule(
        "paywall-element",
        "paywall",
        False,
        signal("in.paywall"),
        90,
        None,
        "The element or one above it is named so: “<div class='paywall-overlay'>”; not “paywall”, as all the"
        " paid text is.",
        HTML,
    ),
)
