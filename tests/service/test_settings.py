from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from content_cleaner import settings as module
from content_cleaner.settings import SettingError, Settings, describe, usable_cpus

KEY = "0123456789abcdef"


def test_values_come_from_the_environment() -> None:
    found = Settings.from_environ(
        {
            "CONTENT_CLEANER_PORT": "9000",
            "CONTENT_CLEANER_DOCUMENT_SECONDS": "2.5",
            "CONTENT_CLEANER_API_KEYS": f"{KEY}, {KEY}x",
            "CONTENT_CLEANER_TRACING": "no",
            "UNRELATED": "1",
        }
    )
    assert (found.port, found.document_seconds, found.api_keys) == (9000, 2.5, (KEY, KEY + "x"))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "http", "CONTENT_CLEANER_PORT must be a whole number"),
        ("PORT", "65536", "CONTENT_CLEANER_PORT must be between 0 and 65535"),
        ("DOCUMENT_SECONDS", "nan", "must be between"),
        ("TRACING", "maybe", "must be true or false"),
        ("METRICS", "sometimes", "must be one of open, key, off"),
        ("METRICS", "key", "there are no CONTENT_CLEANER_API_KEYS"),
        ("API_KEYS", "short", "at least 16 characters"),
        ("API_KEYS_FILE", "/nowhere/keys", "cannot be read"),
        ("MAX_HELD_BYTES", "2000", "must not be below"),
        ("PROT", "80", "unknown settings: CONTENT_CLEANER_PROT"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Settings.from_environ({"CONTENT_CLEANER_" + name: value})


def test_keys_are_read_from_a_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# ours\n{KEY}\n\n{KEY}2\n", encoding="utf-8")
    found = Settings.from_environ({"CONTENT_CLEANER_API_KEYS_FILE": str(file)})
    assert found.api_keys == (KEY, KEY + "2")
    assert KEY not in repr(found)


def test_an_empty_key_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("# none\n", encoding="utf-8")
    with pytest.raises(SettingError, match="holds no key"):
        Settings.from_environ({"CONTENT_CLEANER_API_KEYS_FILE": str(file)})


def test_every_setting_is_described() -> None:
    rows = describe()
    assert len(rows) == len(dataclasses.fields(Settings))
    assert all(name.startswith("CONTENT_CLEANER_") and about for name, _, about in rows)


def test_the_container_quota_bounds_the_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quota = tmp_path / "cpu.max"
    quota.write_text("100000 100000\n", encoding="ascii")
    monkeypatch.setattr(module, "CGROUP_QUOTA", quota)
    assert usable_cpus() == 1
    assert Settings().engine_count == 1
    quota.write_text("max 100000\n", encoding="ascii")
    assert usable_cpus() >= 1


@pytest.mark.parametrize(("workers", "fronts", "expected"), [(1, 0, 1), (8, 0, 1), (9, 0, 2), (2, 4, 2), (16, 3, 3)])
def test_fronts_follow_the_engines(workers: int, fronts: int, expected: int) -> None:
    assert Settings(workers=workers, fronts=fronts).front_count == expected
