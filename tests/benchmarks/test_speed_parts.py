from __future__ import annotations

import pytest
from benchmark_extractors import tempered

from benchmarks import material
from benchmarks.timing import Sample, Summary, Worker


def test_a_worker_is_replaced_after_a_hang_or_a_crash() -> None:
    worker = Worker(tempered, limit=2)
    samples = [worker(content) for content in ("tea", "fail", "hang", "die", "cake")]
    worker.close()
    assert [sample.seconds is None for sample in samples] == [False, False, True, False, False]
    assert [sample.failed for sample in samples] == [False, True, False, True, False]
    assert samples[-1].resident_bytes > 1_000_000


def test_a_summary_counts_a_stopped_document_with_the_limit() -> None:
    summary = Summary.of([Sample(0.1), Sample(0.1), Sample(0.2, failed=True), Sample(None)], limit=0.6)
    assert summary == pytest.approx((4.0, 150.0, 588.0, 600.0, 2))


@pytest.mark.parametrize("make", [material.page, material.paragraphs, material.one_line, material.short_lines])
def test_material_has_the_size_that_was_asked_for(make: object) -> None:
    assert callable(make)
    size = len(make(0.3).encode())
    assert 0.3e6 <= size + 1 < 0.33e6


def test_shapes_of_texts() -> None:
    assert "\n" not in material.one_line(0.1)
    assert material.short_lines(0.1).count("\n") == 9_999
    assert material.page(0.1).count("<body") == 1
