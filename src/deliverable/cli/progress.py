"""What is being done to a line on the terminal, once it takes longer than half a second; gone when it is done."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 0.5
"""Seconds before anything is said."""
CLEAR = "\r\x1b[2K"


class Progress:
    """One line that is written over; nothing at all where nobody would see it."""

    def __init__(self, *, shown: bool, patience: float = PATIENCE) -> None:
        self._text = ""
        self._due = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin) if shown else None
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def say(self, text: str) -> None:
        """What is being done from now on."""
        with self._lock:
            self._text = text
            self._write()

    def end(self) -> None:
        """Take the line away."""
        if self._timer is None:
            return
        self._timer.cancel()
        with self._lock:
            if self._due:
                _put(CLEAR)
            self._due, self._timer = False, None

    def _begin(self) -> None:
        with self._lock:
            self._due = self._timer is not None
            self._write()

    def _write(self) -> None:
        if self._due and self._text:
            room = shutil.get_terminal_size((80, 24)).columns - 3  # a second row would stay
            _put(f"{CLEAR}{self._text[:room]} …")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """A line on stderr while something is done, on a terminal that can take it."""
    line = Progress(shown=not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb")
    try:
        yield line
    finally:
        line.end()


def _put(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
