"""What lint finds to the baseline of what is known."""

from collections.abc import Mapping

from deliverable.answers.baseline import Key, counted, written
from deliverable.cli import common
from deliverable.cli.linting import Scene, look_at
from deliverable.errors import Exit, UserError
from deliverable.files.disk import printed


def know(scene: Scene, unreadable: str) -> Exit:
    """Write down all that is found now; what was known and is mended goes."""
    from dataclasses import replace

    answer, _ = look_at(replace(scene, baseline=None), scene.tree)
    for finding in answer.findings:
        if finding.rule == unreadable:
            raise UserError(finding.message, finding.cure)
    now = counted(answer.findings, scene.tree.inside)
    before = scene.baseline.counts if scene.baseline else {}
    common.write_file(scene.baseline_file, written(now))
    said = [f"{len(answer.findings)} known", *_count(now, before, "new"), *_count(before, now, "taken out")]
    common.note(f"wrote {printed(scene.baseline_file, scene.here)}: {', '.join(said)}")
    return Exit.OK


def _count(one: Mapping[Key, int], other: Mapping[Key, int], what: str) -> list[str]:
    """By how many the one goes beyond the other."""
    more = sum(max(0, count - other.get(key, 0)) for key, count in one.items())
    return [f"{more} {what}"] if more else []
