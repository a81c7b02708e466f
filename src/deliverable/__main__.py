"""`python -m deliverable` to the command line."""

from deliverable.cli.entry import run

run()
