"""An answer to a message that is ready to send, in the firm's words or in ours."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from deliverable.cli.common import Common
from deliverable.errors import UserError

if TYPE_CHECKING:
    from deliverable.files.wording import Wording
    from deliverable.pages.messages import Matter

FOR = ("client", "ops", "sales")
FORMATS = ("text", "json")


def said(matter: "Matter", audience: str, own: Mapping[str, "Wording"], shared: Common) -> str:
    """The message as it is printed. Raises UserError where the firm's own wording of it can't be used."""
    from deliverable.files.wording import ours
    from deliverable.pages.messages import message, template_of

    name = template_of(audience, matter)
    wording = own.get(name) or ours(name)
    if wording.fault is not None:
        place = wording.fault.place
        told = f"{place.path}:{place.line}:{place.column}: {wording.fault.message}"
        raise UserError(told, wording.fault.cure)
    text = message(audience, matter, wording.text)
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.words_json import document

        return json.dump(document(audience, name, matter, text))
    from deliverable.formats.cells import clean

    return "".join(f"{clean(line, unicode=shared.unicode)}\n" for line in text.splitlines())
