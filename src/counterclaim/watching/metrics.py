"""How a watch is doing, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)

from counterclaim.watching.health import reasons
from counterclaim.watching.status import Feed, Receiver, Snapshot, Status

_NAME: Final = "counterclaim_watch"


class Metrics:
    """The figures of a status as Prometheus reads them, with memory and time of the process."""

    def __init__(self, status: Status) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Collector(status))
        ProcessCollector(registry=self._registry)

    def page(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self._registry)


class _Collector:
    def __init__(self, status: Status) -> None:
        self._status = status

    def collect(self) -> Iterator[Metric]:
        held = self._status.now()
        yield _gauge("healthy", "1 where /health answers 200", not reasons(held))
        yield _counts("polls", "feeds that were asked for", "outcome", held.polls)
        yield _counts("problems", "what could not be fetched or read", "stage", held.problems)
        yield _counts("events", "events by kind; one may have two", "kind", held.events)
        yield _count("pages", "pages that were fetched", held.pages)
        yield _count("documents", "reports that were added or changed", held.documents)
        yield _gauge("unread_bytes", "of the archive, packed", held.unread)
        yield _delay(held)
        yield from _feeds(held)
        yield from _receivers(held.receivers, held.now)


def _delay(held: Snapshot) -> Metric:
    count, total, _ = held.delays
    return SummaryMetricFamily(
        f"{_NAME}_delay_seconds",
        "from a page fetched to its report in the ledger",
        count_value=count,
        sum_value=total,
    )


def _feeds(held: Snapshot) -> Iterator[Metric]:
    failures = GaugeMetricFamily(
        f"{_NAME}_feed_failures", "failures since the last answer", labels=["feed"]
    )
    answered = GaugeMetricFamily(
        f"{_NAME}_feed_answered_timestamp_seconds", "the last answer", labels=["feed"]
    )
    for name, feeds in _named(held.feeds).items():
        failures.add_metric([name], max(feed.failures for feed in feeds))
        known = [feed.answered.timestamp() for feed in feeds if feed.answered]
        if known:
            answered.add_metric([name], min(known))
    yield failures
    yield answered


def _receivers(receivers: Mapping[str, Receiver], now: float) -> Iterator[Metric]:
    sent = {name: one.sent for name, one in receivers.items()}
    yield _counts("sent", "events that a channel took", "channel", sent)
    dropped = {name: one.dropped for name, one in receivers.items()}
    yield _counts("dropped", "events that a channel will never have", "channel", dropped)
    waiting = GaugeMetricFamily(
        f"{_NAME}_waiting", "events that a channel has not taken yet", labels=["channel"]
    )
    failing = GaugeMetricFamily(
        f"{_NAME}_failing_seconds", "for how long a channel has taken none", labels=["channel"]
    )
    for name, one in receivers.items():
        waiting.add_metric([name], one.waiting)
        failing.add_metric([name], 0 if one.failing is None else now - one.failing)
    yield waiting
    yield failing


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{_NAME}_{name}", about, value=float(value))


def _count(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(f"{_NAME}_{name}", about, value=float(value))


def _counts(name: str, about: str, label: str, values: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"{_NAME}_{name}", about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _named(feeds: Mapping[str, Feed]) -> Mapping[str, list[Feed]]:
    """Feeds by their addresses without what may be secret in these; several may share one."""
    found: dict[str, list[Feed]] = {}
    for address, feed in feeds.items():
        parts = urlsplit(address)
        found.setdefault(f"{parts.hostname}{parts.path}", []).append(feed)
    return found
