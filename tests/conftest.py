"""Random tests look at the same cases every time: what fails, fails again. Slow ones run untraced."""

import os
from collections.abc import Generator

import pytest
from coverage import Coverage
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # time is for benchmarks/
settings.load_profile("steady")


MEASURING = ("COVERAGE_", "COV_CORE_")
"""What the environment tells processes that are started so that they measure as well."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Coverage isn't measured in tests marked `slow`, nor in what they start: they would take three times as long, and
    the lines that they run are those of the quick ones. What only a slow test runs counts as not covered.
    """
    if item.get_closest_marker("slow") is None:
        return (yield)
    stopped: list[Coverage] = []
    while (measuring := Coverage.current()) is not None:
        measuring.stop()  # in a worker process there are two, the one behind the other
        stopped.append(measuring)
    told = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(MEASURING)}
    try:
        return (yield)
    finally:
        os.environ.update(told)
        for measuring in reversed(stopped):
            measuring.start()
