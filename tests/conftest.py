"""Random tests look at the same cases every time: what fails, fails again."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # time is for benchmarks/
settings.load_profile("steady")
