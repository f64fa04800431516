"""Signing up: newsletters, apps, alerts, donations."""

from __future__ import annotations

import re

from content_cleaner.rules.matchers import all_of, plain, plain_beside
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def _to_subscribe(candidate: Candidate) -> bool:
    """What follows the invitation names something that one subscribes to."""
    bit, line = signal("signup.invites"), candidate.line
    end = max(hit.end for hit in candidate.hits if hit.bit & bit)
    return not candidate.book.words["subscribed"].isdisjoint(_WORD.findall(line[end:]))


RULES = (
    Rule(
        "signup-label",
        "signup",
        True,
        signal("signup.whole"),
        12,
        None,
        "A label or button and nothing else: “Sign up for our newsletter”; not “Newsletter of the guild, 1911”.",
    ),
    Rule(
        "signup-opening",
        "signup",
        True,
        signal("signup.starts"),
        40,
        plain_beside("signup"),
        "Words that open such notices: “Subscribe to the Valley Post’s morning e-mail”;"
        " not “Sign up now, he told them.”.",
    ),
    Rule(
        "signup-invitation",
        "signup",
        True,
        signal("signup.invites"),
        40,
        all_of(_to_subscribe, plain),
        "An invitation to what one subscribes to: “Sign up for the Valley Post’s newsletter”;"
        " not “Sign up for the course before the first of May.”",
    ),
    Rule(
        "signup-phrase",
        "signup",
        True,
        signal("signup.contains"),
        40,
        plain_beside("signup"),
        "A phrase of such notices in a short block: “The day’s news, summarized in one email”;"
        " not “She read it in one e-mail.”.",
    ),
    Rule(
        "signup-wording",
        "signup",
        False,
        signal("signup.doubtful", "signup.openings", "signup.mentions", "signup.invites"),
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
