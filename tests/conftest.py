"""What tests of several parts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from running_service import free_port, start_service, stop_service


@pytest.fixture(scope="session")
def service_url() -> Iterator[str]:
    """The address of a running service."""
    port = free_port()
    process = start_service(port)
    yield f"http://127.0.0.1:{port}"
    stop_service(process)
