"""A crawl in a process of its own: `crawl.py SITE OUT SETTINGS`; items go to OUT, the stats to standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcess
from site_pages import SITE

import scrapy


class Collector:
    """Writes what the pipelines before it have made."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Collector:
        return cls(crawler.settings["COLLECTOR_PATH"])

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        with self._path.open("a") as lines:
            lines.write(json.dumps({key: value for key, value in item.items() if key != "content"}) + "\n")
        return item


class SiteSpider(scrapy.Spider):
    name = "site"

    def parse(self, response: scrapy.http.Response) -> Iterator[Any]:
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response: scrapy.http.Response) -> dict[str, Any]:
        content_type = response.headers["Content-Type"].decode()
        return {"content": response.body, "content_type": content_type, "url": SITE + urlsplit(response.url).path}


def main(site: str, out: str, settings: str) -> None:
    process = CrawlerProcess(
        {
            "ITEM_PIPELINES": {"content_cleaner.scrapy.CleaningPipeline": 300, Collector: 900},
            "COLLECTOR_PATH": out,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_REQUESTS": 8,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            **json.loads(settings),
        }
    )
    crawler = process.create_crawler(SiteSpider)
    process.crawl(crawler, start_urls=[f"{site}/"])
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    print(json.dumps(stats, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
