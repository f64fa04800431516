"""The container's health check: exit status 0 when /readyz says ready. Standard library only, to start fast."""

from __future__ import annotations

import http.client
import sys

from content_cleaner.settings import Settings

TIMEOUT_SECONDS = 3.5


def probe(settings: Settings) -> bool:
    """Whether the service on this machine is ready."""
    host = "127.0.0.1" if settings.host in {"", "0.0.0.0"} else "::1" if settings.host == "::" else settings.host  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/readyz", headers={"Connection": "close"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if probe(Settings.from_environ()) else 1)
