"""Optional OpenTelemetry traces (the extra 'otel'), configured by the OTEL_* variables."""

from __future__ import annotations

from flask import Flask

from content_cleaner.settings import SettingError, Settings, variable


def register(app: Flask, settings: Settings) -> None:
    """Trace the requests of `app` where the settings say so; raises `SettingError`."""
    if not settings.tracing:
        return
    try:
        from opentelemetry.instrumentation.flask import FlaskInstrumentor
    except ImportError as error:
        detail = "needs the extra 'otel': pip install 'content-cleaner[otel]'"
        raise SettingError(f"{variable('tracing')} {detail}") from error
    FlaskInstrumentor().instrument_app(app, excluded_urls="healthz,readyz,metrics")  # type: ignore[no-untyped-call]


def start_exporter() -> None:
    """Send spans from this process; its thread would not survive a fork, so each front starts its own."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "content-cleaner"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
