"""Prometheus metrics, right over several processes and their restarts."""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from content_cleaner import __version__
from content_cleaner.web.engines.tasks import Answer, Engines

NAMESPACE = "content_cleaner"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
CHARACTERS = (100, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 10_000_000)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answered request; `route` is a pattern of ours, never what the client sent."""

    route: str
    method: str
    status: int
    seconds: float


class Metrics:
    """All metrics of an application.

    directory: where the processes of one service share their counts; None where there is a single process.
    """

    def __init__(self, directory: str | None = None, model: str = "none") -> None:
        self._directory = directory
        self.registry = registry = CollectorRegistry()
        self._requests = _counter(registry, "http_requests", "Requests answered.", ("route", "method", "status"))
        self._seconds = _histogram(registry, "http_request_seconds", "Time to answer a request.", SECONDS, ("route",))
        self._problems = _counter(registry, "problems", "Problems answered, by code.", ("code",))
        self._documents = _counter(registry, "documents", "Documents cleaned.", ("kind", "verdict"))
        self._removals = _counter(registry, "removals", "Passages removed.", ("reason",))
        self._work = _histogram(registry, "document_seconds", "Time of a document in the engine.", SECONDS)
        self._input = _histogram(registry, "document_input_chars", "Characters of a document.", CHARACTERS)
        self._output = _histogram(registry, "document_output_chars", "Characters of the clean text.", CHARACTERS)
        self._events = _counter(registry, "engine_events", "What happened to engine processes.", ("event",))
        self._alive = _gauge(registry, "engines_alive", "Engine processes.")
        self._waiting = _gauge(registry, "documents_waiting", "Documents that wait for an engine.")
        build = Gauge(
            "build_info",
            "Version of the service and of its model.",
            ("version", "model"),
            namespace=NAMESPACE,
            registry=registry,
            multiprocess_mode="livemax",
        )
        build.labels(__version__, model).set(1)

    def exchange(self, exchange: Exchange) -> None:
        """Count an answered request."""
        self._requests.labels(exchange.route, exchange.method, str(exchange.status)).inc()
        self._seconds.labels(exchange.route).observe(exchange.seconds)

    def problem(self, code: str) -> None:
        """Count a problem, of a request or of a line of a batch."""
        self._problems.labels(code).inc()

    def document(self, answer: Answer) -> None:
        """Count a cleaned document."""
        self._documents.labels(answer.kind, answer.verdict).inc()
        self._work.observe(answer.seconds)
        self._input.observe(answer.input_chars)
        self._output.observe(answer.output_chars)
        for reason, count in answer.removed.items():
            self._removals.labels(reason).inc(count)

    def engine_event(self, name: str) -> None:
        """Count what happened to an engine: deadline, crash, recycled, refused."""
        self._events.labels(name).inc()

    def engines(self, engines: Engines) -> None:
        """Show the state of this process's engines."""
        self._alive.set(engines.alive)
        self._waiting.set(engines.waiting)

    def exposition(self) -> bytes:
        """All metrics in the text format, summed over the processes."""
        if self._directory is None:
            return generate_latest(self.registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=self._directory)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


def _counter(registry: CollectorRegistry, name: str, about: str, labels: tuple[str, ...]) -> Counter:
    return Counter(name, about, labels, namespace=NAMESPACE, registry=registry)


def _gauge(registry: CollectorRegistry, name: str, about: str) -> Gauge:
    return Gauge(name, about, namespace=NAMESPACE, registry=registry, multiprocess_mode="livesum")


def _histogram(
    registry: CollectorRegistry, name: str, about: str, buckets: tuple[float, ...], labels: tuple[str, ...] = ()
) -> Histogram:
    return Histogram(name, about, labels, namespace=NAMESPACE, registry=registry, buckets=buckets)
