"""Comments of readers and their forms."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "comments-label",
        "comments",
        True,
        signal("comments.whole"),
        phrased("comments", "whole", words=12),
        "A label or button and nothing else: “Leave a comment”;"
        " not “No comment was all he said”.",
    ),
    Rule(
        "comments-opening",
        "comments",
        True,
        signal("comments.starts"),
        phrased("comments", "starts", words=40),
        "Words that open such notices: “You must be logged in to post a comment”;"
        " not “Join the conversation, she told him”.",
    ),
    Rule(
        "comments-phrase",
        "comments",
        True,
        signal("comments.contains"),
        phrased("comments", "contains", words=40),
        "A phrase of such notices in a short block: “Tell us in the comments below”;"
        " not “In the comments he was called a liar”.",
    ),
    Rule(
        "comments-wording",
        "comments",
        False,
        signal("comments.doubtful", "comments.openings", "comments.mentions"),
        at_most(40),
        "The vocabulary of such notices, not enough to decide: “Reply”;"
        " not an interview’s answers.",
    ),
    Rule(
        "comments-element",
        "comments",
        False,
        signal("in.comments"),
        at_most(80),
        "The element, its parent or its grandparent is named so: “<ol class='commentlist'>”;"
        " not a forum, where the posts are the content.",
        HTML,
    ),
)
