"""Random tests look at the same cases every time: what fails, fails again. Slow ones run untraced."""

from collections.abc import Generator

import pytest
from coverage import Coverage
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # time is for benchmarks/
settings.load_profile("steady")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Coverage isn't measured in tests marked `slow`: they would take three times as long, and the lines that they run
    are those of the quick ones. What only a slow test runs counts as not covered.
    """
    stopped: list[Coverage] = []
    while item.get_closest_marker("slow") and (measuring := Coverage.current()) is not None:
        measuring.stop()  # in a worker process there are two, the one behind the other
        stopped.append(measuring)
    try:
        return (yield)
    finally:
        for measuring in reversed(stopped):
            measuring.start()
