"""Memory that is free goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Frees large blocks while a small one, allocated after each, holds the end of the heap; prints how many mebibytes stay.
SCRIPT = """
from content_cleaner import allocator
{set_up}
def resident():
    with open("/proc/self/statm") as status:
        return int(status.read().split()[1]) * 4096 / 2**20
for _ in range(3):
    b"x" * (24 * 2**20)  # so large that, by default, smaller blocks are taken from the heap from now on
before, blocks = resident(), []
for number in range(8):
    blocks.append((bytes([number]) * (4 * 2**20), bytes([number]) * 60_000))
blocks = [small for large, small in blocks]

print(resident() - before)
"""


def stays(set_up: str) -> float:
    """Mebibytes that a process keeps after all large blocks are freed."""
    command = [sys.executable, "-c", SCRIPT.format(set_up=set_up)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("name", ["give_back_freed", "give_back_large_blocks"])
def test_large_blocks_go_back(name: str) -> None:
    """What documents needed for a moment is not kept beside what stays."""
    assert Path("/proc/self/statm").exists()
    assert stays(f"allocator.{name}()") < 6 < stays("")
