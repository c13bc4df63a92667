"""What the server counts, for Prometheus: plain numbers while it serves, told in the text format when asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

BUCKETS: Final = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
CONTENT_TYPE: Final = b"text/plain; version=0.0.4; charset=utf-8"


class Metrics(Collector):
    """Requests by route and status, their durations, refusals by limit, and the state of the pool (`gauges`)."""

    def __init__(self, gauges: Callable[[], Mapping[str, tuple[str, float]]]) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.failures: Counter[str] = Counter()
        self.cached = 0
        self._gauges = gauges
        self._buckets = [0] * (len(BUCKETS) + 1)
        self._seconds = 0.0
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def took(self, seconds: float) -> None:
        """A query was answered, by a worker, in so many seconds."""
        self._buckets[bisect_left(BUCKETS, seconds)] += 1
        self._seconds += seconds

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """The metrics as they stand."""
        requests = CounterMetricFamily("graf_requests", "Requests answered", labels=["route", "status"])
        for (route, status), number in self.requests.items():
            requests.add_metric([route, str(status)], number)
        failures = CounterMetricFamily("graf_query_failures", "Queries not answered, by reason", labels=["reason"])
        for reason, number in self.failures.items():
            failures.add_metric([reason], number)
        yield requests
        yield failures
        yield CounterMetricFamily("graf_cached", "Queries answered from memory or by 304", value=self.cached)
        total, buckets = 0, []
        for edge, number in zip((*map(str, BUCKETS), "+Inf"), self._buckets, strict=True):
            total += number
            buckets.append((edge, float(total)))
        seconds = HistogramMetricFamily("graf_query_seconds", "Seconds from a query's arrival to its answer")
        seconds.add_metric([], buckets, self._seconds)
        yield seconds
        for name, (meaning, value) in self._gauges().items():
            yield GaugeMetricFamily(f"graf_{name}", meaning, value=value)
