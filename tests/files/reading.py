"""Short ways for tests to read files that are written in the test."""

from collections.abc import Mapping

from deliverable.files.load import Loaded, LoadedDeal, load, load_deal
from deliverable.findings import Finding

FIRM = b"firm: {name: Larkspur, currency: GBP, day: 8h}\n"


def read(files: Mapping[str, str | bytes] | str) -> Loaded:
    """A capacity folder; a bare text is its people.yaml beside a small firm."""
    given = {"data.yaml": files} if isinstance(files, str) else files
    tree = {"capacity/firm.yaml": FIRM}
    tree |= {f"capacity/{path}": text.encode() if isinstance(text, str) else text for path, text in given.items()}
    return load(tree)


def read_deal(text: str, firm: str = "", stem: str | None = None) -> LoadedDeal:
    """A deal beside a firm."""
    loaded = read({"firm.yaml": firm} if firm else {})
    return load_deal(loaded, "deal.yaml", text.encode(), stem)


def spots(findings: tuple[Finding, ...] | list[Finding]) -> list[tuple[str, int, int]]:
    """Rule, line and column of each finding."""
    return [(f.rule, f.place.line, f.place.column) for f in findings]


def only(findings: tuple[Finding, ...] | list[Finding]) -> Finding:
    """The one finding there is."""
    assert len(findings) == 1, findings
    return findings[0]
