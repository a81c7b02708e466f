"""`deliverable rule`: a rule's id to why it exists, with a bad and a good example."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import common, completing
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.rules.explained import Explained

EXAMPLES = ("deliverable rule", "deliverable rule unknown-person")


@common.options("text", "json", "markdown")
def command(
    shared: Common,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="The rule; without it all are listed.", autocompletion=completing.rules),
    ] = None,
) -> Exit:
    """Why a rule of lint exists, with a bad and a good example."""
    from deliverable.pages.rule import every, one
    from deliverable.rules import RULES
    from deliverable.rules.explained import explain

    if rule is not None and rule not in RULES:
        raise _no_such(rule, RULES)
    chosen = [explain(known) for name, known in RULES.items() if rule in (None, name)]
    if shared.format == "json":
        common.emit(shared, _as_json(chosen))
        return Exit.OK
    common.emit(shared, common.said(shared, every(chosen) if rule is None else one(chosen[0])))
    return Exit.OK


def _no_such(rule: str, known: Iterable[str]) -> UserError:
    from deliverable.rules.known import likeliest

    meant = likeliest(rule, known, {})
    hint = f"did you mean `{meant[0]}`?" if meant else "`deliverable rule` lists them all"
    return UserError(f"no rule called `{rule}`", hint)


def _as_json(chosen: "list[Explained]") -> str:
    from dataclasses import asdict

    from deliverable.formats import json

    return json.dump({"schema": "deliverable.rule/1", "rules": [asdict(rule) for rule in chosen]})
