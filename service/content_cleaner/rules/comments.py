"""Comments of readers and their forms."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "comments-label",
        "comments",
        True,
        signal("comments.whole"),
        12,
        None,
        "A label or button and nothing else: “Leave a comment”; not “No comment was all he said”.",
    ),
    Rule(
        "comments-opening",
        "comments",
        True,
        signal("comments.starts"),
        40,
        plain_beside("comments"),
        "Words that open such notices: “You must be logged in to post a comment”;"
        " not “Join the conversation, she told him”.",
    ),
    Rule(
        "comments-phrase",
        "comments",
        True,
        signal("comments.contains"),
        40,
        plain_beside("comments"),
        "A phrase of such notices in a short block: “Have a view? Join the conversation below”;"
        " not “He was asked to leave a comment”.",
    ),
    Rule(
        "comments-wording",
        "comments",
        False,
        signal("comments.doubtful", "comments.openings", "comments.mentions"),
        40,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Reply”; not an interview’s answers.",
    ),
    Rule(
        "comments-element",
        "comments",
        False,
        signal("in.comments"),
        80,
        None,
        "The element or one above it is named so: “<ol class='commentlist'>”;"
        " not a forum, where the posts are the content.",
        HTML,
    ),
)
