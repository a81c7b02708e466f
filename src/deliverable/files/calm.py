"""No garbage collection while much is being built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LARGE: Final = 1_000_000


@contextmanager
def calm(size: int = 0) -> Iterator[None]:
    """No garbage collection meanwhile: millions of new nodes would be looked at again and again.

    What came of a large folder stays until the process ends; it is never looked at.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if size > LARGE:
            gc.freeze()
        if was_on:
            gc.enable()
