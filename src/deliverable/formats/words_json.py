"""A message that is ready to send to plain data for `--format json`."""

from typing import Any

from deliverable.pages.messages import Matter


def document(audience: str, template: str, matter: Matter, text: str) -> dict[str, Any]:
    """The `deliverable.words/1` envelope: for whom it is, about what, and the text."""
    return {
        "schema": "deliverable.words/1",
        "deal": matter.first.id,
        "as_of": matter.today.isoformat(),
        "verdict": matter.verdict.word,
        "offer": None if matter.chosen is None else matter.chosen.letter,
        "for": audience,
        "template": template,
        "text": text,
    }
