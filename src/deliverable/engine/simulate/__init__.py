"""A plan and what is not certain about it to the days on which its tasks end, trial by trial: the only NumPy."""

from deliverable.engine.simulate.draws import SEED, Draws
from deliverable.engine.simulate.run import NEVER, Trials, run

__all__ = ["NEVER", "SEED", "Draws", "Trials", "run"]
