"""The examples for Compose and Kubernetes: what no engine or cluster is needed to check."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from content_cleaner.settings import Settings
from content_cleaner.web.metrics import Metrics

from .markdown_samples import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"


def read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def pod() -> dict[str, Any]:
    return dict(read("deployment.yaml")["spec"]["template"]["spec"])


@pytest.fixture(scope="module")
def container(pod: dict[str, Any]) -> dict[str, Any]:
    (only,) = pod["containers"]
    return dict(only)


def environment(entries: list[dict[str, str]] | dict[str, str]) -> dict[str, str]:
    return entries if isinstance(entries, dict) else {entry["name"]: entry["value"] for entry in entries}


def test_kustomization_lists_every_object() -> None:
    listed = read("kustomization.yaml")["resources"]
    others = {"kustomization.yaml", "prometheus-adapter-rule.yaml"}
    assert sorted(listed) == sorted({path.name for path in FOLDER.iterdir()} - others)
    for name in listed:
        assert {"apiVersion", "kind", "metadata"} <= set(read(name))


def test_pod_has_no_privileges(pod: dict[str, Any], container: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_service_links_do_not_become_settings(pod: dict[str, Any]) -> None:
    assert pod["enableServiceLinks"] is False


def test_pod_runs_as_the_user_of_the_image(pod: dict[str, Any]) -> None:
    assert f"USER {pod['securityContext']['runAsUser']}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_probes_ask_what_the_service_answers(container: dict[str, Any]) -> None:
    asked = {kind: container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "readiness", "liveness")}
    assert asked == {"startup": "/readyz", "readiness": "/readyz", "liveness": "/healthz"}
    assert set(container["resources"]) == {"requests", "limits"}


def test_pod_outlives_its_drain(pod: dict[str, Any], container: dict[str, Any]) -> None:
    settings = Settings.from_environ(environment(container["env"]))
    assert pod["terminationGracePeriodSeconds"] > 8 + settings.drain_seconds


def test_autoscaler_goes_by_a_metric_that_exists() -> None:
    scaler = read("autoscaler.yaml")["spec"]
    (metric,) = [entry["pods"]["metric"]["name"] for entry in scaler["metrics"] if entry["type"] == "Pods"]
    assert f"\n{metric} ".encode() in Metrics().exposition()
    (rule,) = read("prometheus-adapter-rule.yaml")["rules"]["custom"]
    assert rule["name"]["as"] == metric
    assert rule["seriesQuery"].startswith(metric)


def test_selectors_find_the_pods() -> None:
    labels = read("deployment.yaml")["spec"]["template"]["metadata"]["labels"]
    selectors = [
        read("deployment.yaml")["spec"]["selector"]["matchLabels"],
        read("service.yaml")["spec"]["selector"],
        read("disruption-budget.yaml")["spec"]["selector"]["matchLabels"],
        read("network-policy.yaml")["spec"]["podSelector"]["matchLabels"],
    ]
    assert all(selector == labels for selector in selectors)


def test_compose_service_is_bounded() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    service = compose["services"]["content-cleaner"]
    settings = Settings.from_environ(environment(service["environment"]))
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert {"mem_limit", "cpus", "pids_limit", "restart"} <= set(service)
    assert int(service["stop_grace_period"].removesuffix("s")) > settings.drain_seconds
