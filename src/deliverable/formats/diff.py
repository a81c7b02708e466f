"""A file's content before and after to a unified diff that `patch` takes."""

import re
from difflib import unified_diff
from typing import Final

LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def unified(path: str, before: bytes, after: bytes) -> str:
    """The diff of two UTF-8 texts; a last line without a line end is marked as git marks it."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(_lines(before), _lines(after), path, path)
    )


def _lines(content: bytes) -> list[str]:
    """The lines with their ends; what else may end a line in Python doesn't here."""
    return LINE.findall(content.decode())
