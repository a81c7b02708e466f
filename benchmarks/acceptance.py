"""The engine to a verdict of its own: is it ever wrong, how often does it know, and how long does it take?

python benchmarks/acceptance.py [PART ...] [--limit N] [--jobs 2] [--save FOLDER]

published  the published instances at their optimum and a day below, whole processes
firms      500 made-up firms of 3 to 60 people against the exact oracle of the tests
bare       the published instances against a plain CP-SAT model, in the same process
large      ten firms of 400 people, whole processes
many       `check --all` of 400 people and 50 deals, whole processes, with one worker and with two
offers     200 made-up deals that are too much: each offer taken, written and checked again in a process of its own

Without a name all of them run. What needs the published instances says so when they are not there. Something wrong
is exit code 1; slowness is only printed.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import bare, firms, large, many, offered, published
from benchmarks.measure import ROOT, Options

PARTS = {"published": published.acceptance, "firms": firms.acceptance, "bare": bare.acceptance,
         "large": large.acceptance, "many": many.acceptance, "offers": offered.acceptance}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing was wrong, or there is no data; 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them when none is named"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="so many cases of each part; of each published set")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first of the made-up firms")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes at the same time")
    parser.add_argument("--set", metavar="NAME", help="only this published set")
    parser.add_argument("--data", type=Path, metavar="FOLDER", default=ROOT.parent / "shared" / "bench",
                        help="the published instances (default: ../shared/bench)")  # fmt: skip
    parser.add_argument(
        "--oracle-limit", type=float, default=60, metavar="SECONDS", help="of one question to the oracle"
    )
    parser.add_argument("--bare-limit", type=float, default=60, metavar="SECONDS", help="of the plain model")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="a CSV for each part, a row for each case")
    said = parser.parse_args(argv)
    if unknown := sorted(set(said.parts) - PARTS.keys()):
        parser.error(f"no part is called {', '.join(unknown)}")
    limits = (said.oracle_limit, said.bare_limit)
    options = Options(said.data, said.limit, said.jobs, said.set, said.first, *limits, said.save)
    begun = time.perf_counter()
    bad = sum(PARTS[part](options) for part in said.parts or PARTS)
    print(f"\n{'nothing wrong' if not bad else f'{bad} wrong'}, {time.perf_counter() - begun:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
