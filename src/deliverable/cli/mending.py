"""What lint finds to files in which it is mended, or to a diff that would do it."""

import sys

from deliverable.cli import common
from deliverable.cli.linting import Scene, judged
from deliverable.errors import UserError
from deliverable.files.load import load
from deliverable.files.rounds import Look, Settled, settle
from deliverable.files.tree import Tree


def mend(scene: Scene, *, unsafe: bool, write: bool) -> Settled:
    """Mend what is reported and can be: in the files, or else in a diff that is printed."""

    def look(tree: Tree) -> Look:
        loaded = load(tree, scene.name)
        return Look(judged(loaded, tree, scene.shared.as_of, scene).findings, loaded.findings)

    settled = settle(scene.tree, look, unsafe=unsafe)
    if write:
        _write(scene, settled)
    else:
        _print(scene, settled, "--fix --unsafe-fixes" if unsafe else "--fix")
    return settled


def _write(scene: Scene, settled: Settled) -> None:
    """Put each file in place in one step, where nobody has changed it meanwhile."""
    files = {path: (scene.here / path).resolve() for path in settled.changed}
    for path, file in files.items():
        if file.read_bytes() != scene.tree[path]:
            message = f"{path} was changed while it was looked at; nothing was written"
            raise UserError(message, "run it again")
    for path, file in files.items():
        common.write_file(file, settled.changed[path].decode())
        if scene.shared.verbose:
            common.note(f"wrote {path}")


def _print(scene: Scene, settled: Settled, option: str) -> None:
    """The diff on stdout and what it does on stderr."""
    from deliverable.formats.cells import clean
    from deliverable.formats.diff import unified

    diffs = [unified(path, scene.tree[path], content) for path, content in sorted(settled.changed.items())]
    text = "".join(diffs)
    if scene.shared.output is None and sys.stdout.isatty():
        text = "".join(f"{clean(line)}\n" for line in text.split("\n")[:-1])
    common.emit(scene.shared, text)
    if not scene.shared.quiet:
        faults = f"{settled.fixed} fault" + ("" if settled.fixed == 1 else "s")
        files = f"{len(diffs)} file" + ("" if len(diffs) == 1 else "s")
        common.note(f"{option} would mend {faults} in {files}" if diffs else f"nothing that {option} would mend")
