"""The process to an exit code: what the installed command starts with, and how it ends without waiting."""

import gc
import os
import sys
from contextlib import suppress

INTERRUPTED = 130  # as in errors.Exit, which isn't imported yet when it is needed


def run() -> None:
    """Run the command and end the process.

    A command lives for a moment: nothing is collected, and nothing is taken apart at its end. Both together are a
    seventh of what a short answer takes (docs/why.md). NumPy's threads, one a core, would cost more than they do here,
    and how many there are should not matter for a sum.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from deliverable.cli.main import main

        code = main()
    except KeyboardInterrupt:  # before there is anything to say
        code = INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a reader that has left already
            stream.flush()
    os._exit(code)
