"""A finding to what it is known by when lines move: its entity and its key path, else its file."""

import json
import re
from collections.abc import Mapping
from typing import Final

from deliverable.findings import Finding, Key

_BARE: Final = re.compile(r"[\w-]+")
_BARE_PATH: Final = re.compile(r"[\w./-]+")
_OF_FILES: Final = ((), ("history",), ("words",))
"""What a finding is about that is about a file as a whole, or a line of a file that has no keys."""


def where(finding: Finding, inside: Mapping[str, str]) -> str:
    """`bookings.harbour-trust.work.*.person`: positions in lists change with every row, and don't count.

    `inside` gives files as seen from the capacity folder.
    """
    if finding.about in _OF_FILES:
        path = inside.get(finding.place.path, finding.place.path)
        return f"file:{path if _BARE_PATH.fullmatch(path) else json.dumps(path)}"
    top, *rest = finding.about
    return ".".join(map(_part, ("deals" if top == "deal" else top, *rest)))


def _part(key: Key) -> str:
    if isinstance(key, int):
        return "*"
    return key if _BARE.fullmatch(key) else json.dumps(key)
