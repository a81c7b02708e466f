"""An answer to a message that is ready to send: what there are of them, and which template each is made from."""

from collections.abc import Callable, Mapping

from deliverable.pages.messages import client, ops, sales
from deliverable.pages.messages.fill import Value, faults, filled
from deliverable.pages.messages.matter import Chosen, Matter

__all__ = ["AUDIENCES", "TEMPLATES", "Chosen", "Matter", "faults", "message", "template_of"]

VALUES: Mapping[str, Callable[[Matter], dict[str, Value]]] = {
    "client": client.values,
    "ops": ops.values,
    "sales": sales.values,
}
AUDIENCES: tuple[str, ...] = tuple(VALUES)
SITUATIONS: Mapping[str, tuple[str, ...]] = {
    "client": ("yes", "yes-if", "offer", "no", "at-risk", "unknown"),
    "ops": ("yes", "offer", "no", "at-risk", "unknown"),
    "sales": ("yes", "offer", "no", "at-risk", "unknown"),
}
PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "client": client.PLACEHOLDERS,
    "ops": ops.PLACEHOLDERS,
    "sales": sales.PLACEHOLDERS,
}
TEMPLATES: Mapping[str, Mapping[str, str]] = {
    f"{audience}-{situation}": PLACEHOLDERS[audience] for audience in AUDIENCES for situation in SITUATIONS[audience]
}
"""Each template by name with the placeholders that it may use: none for the client has what they must not see."""


def template_of(audience: str, matter: Matter) -> str:
    """The name of the template for somebody and for what there is to say."""
    if matter.chosen is not None:
        return f"{audience}-offer"
    word = matter.verdict.word
    if word == "yes" and audience == "client" and client.has_needs(matter):
        word = "yes-if"
    return f"{audience}-{word}"


def message(audience: str, matter: Matter, template: str) -> str:
    """The text of a message; `template` is sound, as `faults` says."""
    return filled(template, VALUES[audience](matter))
