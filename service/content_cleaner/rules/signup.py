"""Signing up: newsletters, apps, alerts, donations."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "signup-label",
        "signup",
        True,
        signal("signup.whole"),
        12,
        plain,
        "A label or button and nothing else: “Sign up for our newsletter”; not “Newsletter of the guild, 1911”.",
    ),
    Rule(
        "signup-opening",
        "signup",
        True,
        signal("signup.starts"),
        40,
        plain,
        "Words that open such notices: “Subscribe to the Valley Post’s morning e-mail”;"
        " not “Sign up now, he told them.”.",
    ),
    Rule(
        "signup-phrase",
        "signup",
        True,
        signal("signup.contains"),
        40,
        plain,
        "A phrase of such notices in a short block: “The day’s news, summarized in one email”;"
        " not “She read it in one e-mail.”.",
    ),
    Rule(
        "signup-wording",
        "signup",
        False,
        signal("signup.doubtful", "signup.openings", "signup.mentions"),
        40,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Our newsletter comes on Fridays”;"
        " not an article about newsletters.",
    ),
    Rule(
        "signup-element",
        "signup",
        False,
        signal("in.signup"),
        80,
        None,
        "The element or one above it is named so: “<div class='newsletter-box'>”; not a page about forms.",
        HTML,
    ),
)
