"""Signing up: newsletters, apps, alerts, donations."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "signup-label",
        "signup",
        True,
        signal("signup.whole"),
        phrased("signup", "whole", words=12),
        "A label or button and nothing else: “Sign up for our newsletter”;"
        " not “Newsletter of the guild, 1911”.",
    ),
    Rule(
        "signup-opening",
        "signup",
        True,
        signal("signup.starts"),
        phrased("signup", "starts", words=40),
        "Words that open such notices: “Subscribe to the Valley Post’s morning e-mail”;"
        " not “Sign up now, he told them.”.",
    ),
    Rule(
        "signup-phrase",
        "signup",
        True,
        signal("signup.contains"),
        phrased("signup", "contains", words=40),
        "A phrase of such notices in a short block: “The day’s news, delivered to your inbox”;"
        " not “He found it in your inbox, she said.”.",
    ),
    Rule(
        "signup-wording",
        "signup",
        False,
        signal("signup.doubtful", "signup.openings", "signup.mentions"),
        at_most(40),
        "The vocabulary of such notices, not enough to decide: “Our newsletter comes on Fridays”;"
        " not an article about newsletters.",
    ),
    Rule(
        "signup-element",
        "signup",
        False,
        signal("in.signup"),
        at_most(80),
        "The element, its parent or its grandparent is named so: “<div class='newsletter-box'>”;"
        " not a page about forms.",
        HTML,
    ),
)
