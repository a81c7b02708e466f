"""`deliverable explain`: a key of the files to what it means, how it is written and what holds without it."""

from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import common, completing
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.answers.meaning import Meaning

EXAMPLES = ("deliverable explain", "deliverable explain people.focus")


@common.options("text", "json", "markdown")
def command(
    shared: Common,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help="A key with those above it, as people.focus; without it the top-level keys are listed.",
            autocompletion=completing.keys,
        ),
    ] = None,
) -> Exit:
    """What a key of the files means: its unit, its default and an example."""
    from deliverable.files.explain import every, meaning_of, nearest
    from deliverable.pages import explain as pages

    if key is None:
        chosen = list(every())
        page = pages.every(chosen)
    else:
        found = meaning_of(key)
        if found is None:
            raise _no_such(key, nearest(key))
        chosen, page = [found], pages.one(found)
    common.emit(shared, _as_json(chosen) if shared.format == "json" else common.said(shared, page))
    return Exit.OK


def _no_such(key: str, meant: tuple[str, ...]) -> UserError:
    listed = " or ".join(f"`{name}`" for name in meant)
    hint = f"did you mean {listed}?" if meant else "`deliverable explain` lists the top-level keys"
    return UserError(f"no key called `{key}`", hint)


def _as_json(chosen: "list[Meaning]") -> str:
    from dataclasses import asdict

    from deliverable.formats import json

    return json.dump({"schema": "deliverable.explain/1", "keys": [asdict(key) for key in chosen]})
