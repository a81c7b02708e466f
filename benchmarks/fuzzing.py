"""Bytes, led by the coverage of the reader, to whether lint ends and gives every finding its place.

python benchmarks/fuzzing.py [--seconds 60]

Needs atheris (pip install atheris); without it this says so, and nothing is wrong. What makes lint fail is written to a
file crash-… here by libFuzzer, and the exit code is not 0.
"""

import argparse
import subprocess
import sys
import tempfile
from datetime import date
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 23)
SLOW = 10
"""Seconds after which one input counts as a hang."""
FIRM = (
    b"firm: {name: Larkspur, calendar: uk}\ncalendars: {uk: {}}\n"
    b"skills: {react: {}}\npeople: {sofia: {skills: {react: 5}}}\n"
)


def main() -> int:
    """0 when nothing was found in the time, or there is no atheris."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="how long to look")
    said = parser.parse_args()
    if find_spec("atheris") is None:
        print("fuzzing: atheris isn't installed, so bytes led by coverage were not tried (pip install atheris)")
        return 0
    with tempfile.TemporaryDirectory() as corpus:
        for n, file in enumerate(sorted((ROOT / "capacity").rglob("*.yaml"))):
            (Path(corpus) / f"{n}.yaml").write_bytes(file.read_bytes())
        for n, file in enumerate(sorted((ROOT / "tests" / "data" / "faulty").rglob("*.yaml"))):
            (Path(corpus) / f"faulty-{n}.yaml").write_bytes(file.read_bytes())
        argv = [sys.executable, __file__, "--look", f"-max_total_time={said.seconds}", f"-timeout={SLOW}", corpus]
        found = subprocess.run(argv, check=False, capture_output=True, text=True)
    lines = [
        line for line in found.stderr.splitlines() if line.startswith("Done") or "ERROR" in line or "Error" in line
    ]
    print(f"fuzzing: {lines[-1] if lines else found.stderr[-400:]}")
    return found.returncode


def look() -> None:
    """The loop of libFuzzer, in a process of its own: it never returns."""
    import atheris

    with atheris.instrument_imports(include=["deliverable"]):
        from deliverable.answers.lint import lint
        from deliverable.files.load import load

    def one(data: bytes) -> None:
        """One file beside a firm: whatever is in it, lint ends and every finding has its place."""
        for name in ("capacity/more.yaml", "capacity/deals/more.yaml"):
            tree = {"capacity/firm.yaml": FIRM, name: data}
            loaded = load(tree)
            for finding in lint(loaded.book, loaded.findings, loaded.unread, TODAY, files=tree).findings:
                place = finding.place
                if not place.path or place.line < 1 or place.column < 1 or not finding.message:
                    message = f"without a place: {finding}"
                    raise AssertionError(message)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--look"]:
        look()
    sys.exit(main())
