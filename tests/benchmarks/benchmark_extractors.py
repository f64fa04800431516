"""Extractors of every temper, importable by the processes that run them."""

from __future__ import annotations

import os
import time


def tempered(content: str) -> str:
    if content == "hang":
        time.sleep(60)
    if content == "die":
        os._exit(3)
    if content == "fail":
        raise ValueError(content)
    return content.upper()
