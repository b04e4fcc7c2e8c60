"""Seconds, and what is said of many of them."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def in_turn(
    ways: Mapping[str, Callable[[], object]], rounds: int, *, warm_up: int = 1
) -> dict[str, list[float]]:
    """Time every way once a round, one after the other, so that a slow moment of the machine hits all."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(-warm_up, rounds):
        for name, act in ways.items():
            took = seconds(act)
            if number >= 0:
                times[name].append(took)
    return times


def ratio(ours: Sequence[float], limit: Sequence[float]) -> float:
    """Return the median of the ratios of each round."""
    return statistics.median(one / other for one, other in zip(ours, limit, strict=True))


@contextmanager
def settled_heap() -> Iterator[None]:
    """Keep what the test runner has made out of garbage collections, as the program does after its start."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def ms(value: float) -> str:
    """Write seconds as milliseconds."""
    return f"{value * 1e3:.2f} ms" if value < 0.02 else f"{value * 1e3:.0f} ms"
