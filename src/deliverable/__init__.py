"""Capacity, skills and commitments in git, and a deal put to them, to a verdict with its proof."""

# A constant: reading the installed metadata would cost 33 ms at every start.
__version__ = "0.1.0"
