"""A small site on loopback, of several page templates, all written by us."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

SITE = "https://news.example.org"  # what items call it; its port on loopback differs from crawl to crawl
PLACES = ["Norrholm", "Varnsund", "Oberau", "Lindenmouth", "Castelvero", "Brezovica", "Saint-Aubry", "Tresmares"]
THINGS = ["ferry", "bridge", "library", "market", "lighthouse", "school", "mill"]
ARTICLES = len(PLACES) * len(THINGS)


class Page(NamedTuple):
    content_type: str
    body: bytes


def sentences(place: str, thing: str) -> list[str]:
    return [
        f"The {thing} of {place} opens again on Monday, eleven months after it was closed for repairs that nobody had "
        f"planned and that cost more than a new {thing} would have, the council said on Friday evening.",
        f"Work began in spring, when inspectors found cracks that had been there for years. “We knew that the {thing} "
        f"was old, but not how old,” said the mayor of {place}, who had asked for patience more than once.",
        f"Those who live in {place} had been taking the long way round. From next week on they will save half an hour "
        "a day, and the shops on the main street hope for the customers they have missed since last summer.",
    ]


def news(place: str, thing: str) -> str:
    title = f"{place}: the {thing} is back"
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences(place, thing))
    return (
        f"<!doctype html><html lang=en><head><title>{title} | The {place} Courier</title>"
        f"<meta property='og:title' content='{title}'></head><body><header><nav><ul><li><a href=/>Home</a><li>"
        f"<a href=/>Sport</a></ul></nav></header><main><article><h1>{title}</h1><p class=byline>By Ada Fenn</p><figure>"
        f"<img src=x.jpg><figcaption>The {thing} in May. (Photo: Ada Fenn/Courier)</figcaption></figure>{body}"
        "<div class=newsletter><p>Sign up for our newsletter</p></div></article></main>"
        f"<footer>© 2024 The {place} Courier. All rights reserved.</footer></body></html>"
    )


def blog(place: str, thing: str) -> str:
    paragraphs = "<br><br>".join(sentences(place, thing))
    return (
        f"<html><head><title>My {thing} diary</title></head><body><div id=wrap><div class=post><h2>At the {thing} of "
        f"{place}</h2><div class=entry>{paragraphs}</div><div class=share><a href=#>Share on Chirper</a></div></div>"
        "<div id=comments><h3>2 comments</h3><p>Nice!</p><p>Thanks for sharing.</p></div></div></body></html>"
    )


def table(place: str, thing: str) -> str:
    rows = "".join(f"<tr><td>{sentence}</td></tr>" for sentence in sentences(place, thing))
    return f"<html><body><table><tr><td>Menu</td></tr>{rows}<tr><td>Contact us</td></tr></table></body></html>"


def text(place: str, thing: str) -> str:
    return "\n\n".join([f"{place}: the {thing} is back", *sentences(place, thing), "Share this article"])


def page(number: int) -> Page:
    place, thing = PLACES[number % len(PLACES)], THINGS[number // len(PLACES)]
    match number % 4:
        case 0:
            return Page("text/html; charset=utf-8", news(place, thing).encode())
        case 1:
            return Page("text/html; charset=windows-1252", blog(place, thing).encode("windows-1252"))
        case 2:
            return Page("text/html", table(place, thing).encode())
        case _:
            return Page("text/plain; charset=utf-8", text(place, thing).encode())


def pages() -> dict[str, Page]:
    """Every page by path; the front page links to all others, two of which hold no article."""
    others = {f"/articles/{number}": page(number) for number in range(ARTICLES)}
    others["/empty"] = Page("text/html", b"<html><body></body></html>")
    others["/picture"] = Page("image/png", b"\x89PNG\r\n\x1a\n" * 9)
    links = "".join(f"<li><a href={path}>{path}</a>" for path in others)
    return {"/": Page("text/html", f"<html><body><ul>{links}</ul></body></html>".encode()), **others}


@contextmanager
def served(on_page: Callable[[int], None] = lambda count: None) -> Iterator[str]:
    """The address of the site; `on_page` is called with the number of pages served so far."""
    known = pages()
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal count
            count += 1
            on_page(count)
            found = known.get(self.path)
            self.send_response(200 if found else 404)
            if found:
                self.send_header("Content-Type", found.content_type)
            self.end_headers()
            self.wfile.write(found.body if found else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
