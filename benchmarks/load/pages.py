"""Pages to send: of a JSONL file with a field `html` or `content`, or made up here."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

WORDS = tuple(
    start + end
    for start in ("har", "win", "mar", "lan", "gar", "sum", "let")
    for end in ("bour", "ter", "ket", "tern", "den")
)
NAMES = ("Ada Lindqvist", "Bruno Okafor", "Celia Marsh", "Dmitri Halloran", "Esra Quist")


def load_pages(paths: list[Path], limit: int, seed: int = 7) -> list[bytes]:
    """At most `limit` documents, the same for the same seed."""
    if not paths:
        return [made_up_page(random.Random(f"{seed}-{number}")).encode() for number in range(min(limit, 300))]
    found = [page for path in paths for page in _read(path)]
    random.Random(seed).shuffle(found)
    return found[:limit]


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        lines = gzip.GzipFile(fileobj=stream) if path.suffix == ".gz" else stream
        for line in lines:
            record = json.loads(line)
            content = record.get("html") or record.get("content")
            if content:
                yield content.encode("utf-8", "replace")


def made_up_page(chance: random.Random) -> str:
    """A news page: menu, headline, byline, paragraphs, captions, related links, signup, footer, and much markup."""
    title = _sentence(chance, 7)
    size = int(min(120, max(4, chance.lognormvariate(3, 0.7))))
    body = "".join(_piece(chance, number) for number in range(size))
    menu = "".join(f'<li class="menu-item"><a href="/{word}">{word.title()}</a></li>' for word in WORDS)
    related = "".join(
        f'<div class="teaser"><a href="/story/{number}"><h3>{_sentence(chance, 9)}</h3></a></div>'
        for number in range(20)
    )
    script = f"<script>var state = {json.dumps([chance.random() for _ in range(size * 30)])};</script>"
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | The Lindenmouth Post</title>{script}"
        f"<meta property='og:title' content='{title}'></head><body><nav><ul>{menu}</ul></nav><main><article>"
        f"<h1>{title}</h1><p class='byline'>By {chance.choice(NAMES)}</p>{body}"
        f"<form class='newsletter'><p>Sign up for our newsletter</p><input><button>Subscribe</button></form>"
        f"</article><aside class='related'><h2>Read more</h2>{related}</aside></main>"
        f"<footer><p>Copyright The Lindenmouth Post. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"
    )


def _piece(chance: random.Random, number: int) -> str:
    if number % 9 == 8:
        credit = f"(Photo: {chance.choice(NAMES)})"
        return f"<figure><img src='/x.jpg'><figcaption>{_sentence(chance, 8)} {credit}</figcaption></figure>"
    if number % 7 == 6:
        return f"<h2>{_sentence(chance, 5)}</h2>"
    text = " ".join(_sentence(chance, chance.randint(8, 24)) + "." for _ in range(chance.randint(2, 5)))
    return f'<p class="text">{text}</p>\n'


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()
