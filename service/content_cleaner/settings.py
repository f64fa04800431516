"""Settings of a deployment, from the environment; nothing else in the package reads os.environ."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "CONTENT_CLEANER_"
MEBIBYTE = 1024 * 1024
CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


class SettingError(ValueError):
    """A setting with a value that cannot be; the message names the variable and what it takes."""


def _whole(default: int, low: int, high: int, about: str) -> Any:
    return field(default=default, metadata={"about": about, "low": low, "high": high})


def _seconds(default: float, low: float, high: float, about: str) -> Any:
    return field(default=default, metadata={"about": about, "low": low, "high": high})


def _choice(default: str, choices: tuple[str, ...], about: str) -> Any:
    return field(default=default, metadata={"about": about, "choices": choices})


def _plain(default: Any, about: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """How one deployment runs. Every field can be set as CONTENT_CLEANER_<NAME IN CAPITALS>."""

    host: str = _plain("127.0.0.1", "address to listen on")
    port: int = _whole(8000, 0, 65535, "port to listen on; 0 takes a free one")
    workers: int = _whole(0, 0, 256, "engine processes; 0: one for each CPU this process may use")
    fronts: int = _whole(0, 0, 64, "processes that speak HTTP; 0: one for each eight engine processes")
    threads: int = _whole(64, 4, 1024, "connections that one front process serves at the same time")
    max_body_bytes: int = _whole(12 * MEBIBYTE, 1024, 1024 * MEBIBYTE, "bytes of a request body as sent")
    max_decoded_bytes: int = _whole(16 * MEBIBYTE, 1024, 1024 * MEBIBYTE, "bytes of a body after decompression")
    max_held_bytes: int = _whole(64 * MEBIBYTE, 1024, 64 * 1024 * MEBIBYTE, "bytes of bodies a front holds at once")
    max_depth: int = _whole(100_000, 16, 10_000_000, "nesting of HTML elements")
    max_batch_documents: int = _whole(1_000_000, 1, 10**9, "documents of one batch request")
    max_batches: int = _whole(4, 0, 256, "batch requests that one front serves at the same time")
    max_waiting: int = _whole(0, 0, 10_000, "documents that wait for an engine in one front; 0: two for each engine")
    document_seconds: float = _seconds(10.0, 0.1, 600, "deadline of one document in the engine")
    receive_seconds: float = _seconds(20.0, 0.1, 600, "time a client has to send its headers, and then its body")
    drain_seconds: float = _seconds(20.0, 0.1, 600, "time that requests in hand have after SIGTERM")
    engine_megabytes: int = _whole(1024, 0, 1024 * 1024, "memory an engine process may allocate; 0: no bound")
    recycle_after: int = _whole(5000, 0, 10**9, "documents after which an engine is replaced, about; 0: never")
    recycle_megabytes: int = _whole(384, 0, 1024 * 1024, "memory an engine may grow by before it is replaced; 0: never")
    api_keys: tuple[str, ...] = _plain((), "keys that callers must present, separated by commas", secret=True)
    api_keys_file: str = _plain("", "file with one key a line, added to api_keys")
    metrics: str = _choice(
        "open", ("open", "key", "off"), "who may read /metrics: `open` everybody, `key` key holders, `off` nobody"
    )
    rate_limit: str = _plain("", "requests a client may make, such as '600/minute'; empty: any number")
    rate_limit_storage: str = _plain(
        "memory://", "where limits are counted: memory:// (each front by itself) or redis://...", secret=True
    )
    trusted_proxies: int = _whole(0, 0, 16, "proxies in front whose X-Forwarded-For counts")
    tracing: bool = _plain(False, "send OpenTelemetry traces (needs the extra 'otel'; OTEL_* variables apply)")
    log_level: str = _choice("info", ("debug", "info", "warning", "error"), "least level of the log")

    def __post_init__(self) -> None:
        for entry in fields(self):
            _check(entry.name, getattr(self, entry.name), entry.metadata)
        if self.max_held_bytes < self.max_decoded_bytes:
            raise SettingError(f"{variable('max_held_bytes')} must not be below {variable('max_decoded_bytes')}")
        if self.metrics == "key" and not self.api_keys:
            raise SettingError(f"{variable('metrics')} is 'key', but there are no {variable('api_keys')}")
        if any(len(key) < 16 for key in self.api_keys):
            raise SettingError(f"{variable('api_keys')}: a key has at least 16 characters")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from `environ` (the process's own where it is None); raises `SettingError` with a clear message."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in (os.environ if environ is None else environ).items()
            if name.startswith(PREFIX)
        }
        known = {entry.name: entry for entry in fields(cls)}
        unknown = sorted(set(given) - set(known))
        if unknown:
            raise SettingError(f"unknown settings: {', '.join(map(variable, unknown))}")
        values = {name: _parse(name, text.strip(), str(known[name].type)) for name, text in given.items()}
        if values.get("api_keys_file"):
            values["api_keys"] = (*values.get("api_keys", ()), *_read_keys(values["api_keys_file"]))
        return cls(**values)

    @property
    def engine_count(self) -> int:
        """Engine processes of the whole service."""
        return self.workers or usable_cpus()

    @property
    def front_count(self) -> int:
        """Processes that speak HTTP."""
        return min(self.fronts or -(-self.engine_count // 8), self.engine_count)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def describe() -> tuple[tuple[str, str, str], ...]:
    """(environment variable, default, meaning) of every setting, for the documentation."""
    return tuple((variable(entry.name), _shown(entry.default), entry.metadata["about"]) for entry in fields(Settings))


def usable_cpus() -> int:
    """CPUs this process may use: its affinity, bounded by the container's quota."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = CGROUP_QUOTA.read_text(encoding="ascii").split()[:2]
        return max(1, min(allowed, -(-int(quota) // int(period))))
    except (OSError, ValueError):
        return allowed


def set_default_environ(values: Mapping[str, str]) -> None:
    """Set variables that libraries read at import, where the operator has not set them."""
    for name, value in values.items():
        os.environ.setdefault(name, value)


def _shown(default: Any) -> str:
    return ",".join(default) if isinstance(default, tuple) else str(default)


def _read_keys(path: str) -> tuple[str, ...]:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise SettingError(f"{variable('api_keys_file')}: cannot be read ({type(error).__name__})") from error
    keys = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise SettingError(f"{variable('api_keys_file')}: holds no key")
    return keys


def _parse_switch(text: str) -> bool:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[text.lower()]


def _parse_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_PARSERS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "int": (int, "a whole number"),
    "float": (float, "a number"),
    "bool": (_parse_switch, "true or false"),
    "tuple[str, ...]": (_parse_list, "a list separated by commas"),
    "str": (str, "a text"),
}


def _parse(name: str, text: str, kind: str) -> Any:
    parser, meaning = _PARSERS[kind]
    try:
        return parser(text)
    except (ValueError, KeyError) as error:
        raise SettingError(f"{variable(name)} must be {meaning}") from error


def _check(name: str, value: Any, rules: Mapping[str, Any]) -> None:
    if "low" in rules and not rules["low"] <= value <= rules["high"]:
        raise SettingError(f"{variable(name)} must be between {rules['low']} and {rules['high']}")
    if "choices" in rules and value not in rules["choices"]:
        raise SettingError(f"{variable(name)} must be one of {', '.join(rules['choices'])}")
