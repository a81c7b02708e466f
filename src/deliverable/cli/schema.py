"""`deliverable schema`: a kind of file to the JSON Schema that editors and programs check it with."""

from typing import Annotated, Any

import typer

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.errors import Exit

KINDS = ("capacity", "deal", "result", "needs", "free")
EXAMPLES = ("deliverable schema capacity -o .schemas/capacity.json", "deliverable schema result")


def kinds(incomplete: str) -> list[str]:
    """The kinds that begin with what is typed."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]


@common.options("json")
def command(
    shared: Common,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="|".join(KINDS),
            help="A file of the capacity folder, a deal's file, or an answer as JSON: of check, of needs, of free.",
            autocompletion=kinds,
        ),
    ],
) -> Exit:
    """The JSON Schema (draft-07) of a capacity file, of a deal or of an answer, for editors and programs."""
    from deliverable.formats import json

    common.emit(shared, json.dump(_schema(common.choice("the kind", kind, KINDS))))
    return Exit.OK


def _schema(kind: str) -> dict[str, Any]:
    if kind in ("capacity", "deal"):
        from deliverable.files.schema import capacity_schema, deal_schema

        return capacity_schema() if kind == "capacity" else deal_schema()
    from deliverable.formats.free_schema import free_schema
    from deliverable.formats.needs_schema import needs_schema
    from deliverable.formats.result_schema import result_schema

    return {"result": result_schema, "needs": needs_schema, "free": free_schema}[kind]()
