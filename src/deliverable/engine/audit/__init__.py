"""An answer to complaints about it: the independent check of every plan and every proof, without any solver's code.

It reads the book and the answer alone. Free minutes (`days`), unnamed bookings (`unnamed`) and windows (`windows`) are
worked out again here, day by day and straight from their definitions; `plans` and `capacity` look at what is planned,
`proofs` and `chains` at what is said to be impossible, `verdicts` at an answer as a whole.
"""

from deliverable.engine.audit.verdicts import audit

__all__ = ["audit"]
