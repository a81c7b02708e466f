"""The schemas of capacity files and deals: what is read without a fault they accept, what lint finds in a shape not."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError

from deliverable.answers.lint import lint
from deliverable.files import kinds
from deliverable.files.decode import Plain, Wrong
from deliverable.files.explain import meaning_of
from deliverable.files.load import load
from deliverable.files.nodes import Refused, Scalar, seen
from deliverable.files.schema import capacity_schema, deal_schema
from deliverable.files.shape import MEANINGS, all_keys
from deliverable.files.yamlfile import parse
from deliverable.findings import Finding, KeyPath

ROOT = Path(__file__).parent.parent.parent
SAMPLE = sorted(ROOT.glob("capacity/**/*.yaml"))
FAULTY = sorted((ROOT / "tests" / "data" / "faulty").iterdir())
SHAPE = ("unknown-key", "bad-value", "missing-key", "one-of", "wrong-place", "bad-id")
CROSSING = {
    "the range `14-8-6d` is out of order": "figures in a text",
    "the 80th percentile (1.1) is below the median (1.2)": "two keys",
    "`Okafor, Dan` is cut in two by its comma": "YAML makes two keys of one text",
}
"""What a schema can't say, and why."""
KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, Plain)]
TEXTS = (
    "8d", "0d", "0.0d", "1.5d", ".5d", "1w", "60h", "6-14d", "6-8-14d", "14-8d", "1-2-3-4d", "8", "0", "1", "1.33",
    "-1", "80%", "0%", "100%", "100.0%", "101%", "120%", "50%", "51%", "300%", "301%", "7.5%", "%", "0.8", "1.0", "3",
    "3.5", "7.5h", "0h", "24h", "none", "never", "true", "True", "yes", "2026-11-28", "2026-13-01", "1969-12-31",
    "1970-01-01", "2199-12-31", "2200-01-01", "28.11.2026", "01-01", "13-01", "12-31", "84000", "84,000", "a-b",
    "A b", "", "5", "6", "10000", "a text with blanks", "0.05", "0.1", "10", "1000", "1001", "1000000000000",
)  # fmt: skip


@cache
def schema(*, deal: bool) -> Draft7Validator:
    """Either schema, ready to be asked."""
    return Draft7Validator(deal_schema() if deal else capacity_schema())


def is_deal(file: Path) -> bool:
    """Whether a file is a deal's, or a template's, which is a deal to start from."""
    return "deals" in file.parts or "templates" in file.parts


def as_text(data: Any) -> Any:
    """Data as JSON has it: dates are text, keys too."""
    if isinstance(data, dict):
        return {str(key): as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(item) for item in data]
    return data.isoformat() if isinstance(data, date) else data


@pytest.mark.parametrize("deal", [False, True])
def test_they_are_schemas(deal: bool) -> None:
    Draft7Validator.check_schema(schema(deal=deal).schema)


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.stem)
def test_the_sample_is_accepted(file: Path) -> None:
    content = file.read_bytes()
    root = parse(file.name, content).root
    assert root is not None
    for data in (seen(root), as_text(yaml.safe_load(content))):
        assert [error.message for error in schema(deal=is_deal(file)).iter_errors(data)] == []


@pytest.mark.slow
def test_every_example_is_accepted() -> None:
    for path in (*MEANINGS, *(dotted for dotted, _, _ in all_keys())):
        meaning = meaning_of(path)
        assert meaning
        root = parse("", "\n".join(meaning.example).encode()).root
        assert root, path
        assert [e.message for e in schema(deal=path.split(".")[0] == "deal").iter_errors(seen(root))] == [], path


# --- faults -----------------------------------------------------------------------------------------------------------


def findings(folder: Path) -> Iterator[tuple[Path, Finding]]:
    """What is wrong with the shape of a folder's files."""
    tree = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.yaml"))}
    for finding in load(tree, ".").findings:
        if finding.place.path in tree:
            yield folder / finding.place.path, finding


def errors(file: Path) -> list[KeyPath]:
    """The key paths of which the schema complains; a key that may not be there, by its own path."""
    root = parse(file.name, file.read_bytes()).root
    if root is None:
        return []
    found: list[KeyPath] = []
    for error in schema(deal=is_deal(file)).iter_errors(seen(root)):
        path = tuple(error.absolute_path)
        found += [(*path, key) for key in strangers(error)] or [path]
    return found


def strangers(error: ValidationError) -> list[str]:
    """The keys that may not be there."""
    if error.validator != "additionalProperties":
        return []
    where: Any = error.schema
    there: Any = error.instance
    known, ids = where.get("properties", ()), where.get("patternProperties", ())
    return [key for key in there if key not in known and not any(re.search(one, key) for one in ids)]


def inside(finding: Finding, file: Path) -> KeyPath:
    """The path that a finding is about, from the top of its file."""
    return finding.about[2:] if is_deal(file) else finding.about


def meet(one: KeyPath, other: KeyPath) -> bool:
    """Whether one path leads to the other."""
    size = min(len(one), len(other))
    return one[:size] == other[:size]


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_the_faults_of_a_shape_are_rejected_where_they_are(folder: Path) -> None:
    for file, finding in findings(folder):
        told = any(finding.message.startswith(message) for message in CROSSING)
        if finding.rule not in SHAPE or told:
            continue
        near = [path for path in errors(file) if meet(path, inside(finding, file))]
        assert near, f"{file.name}: {finding.rule} {finding.message} {finding.about}"


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_nothing_else_is_rejected(folder: Path) -> None:
    known = list(findings(folder))
    for file in {file for file, _ in known}:
        said = [inside(finding, file) for other, finding in known if other == file]
        assert [path for path in errors(file) if not any(meet(path, about) for about in said)] == []


def test_a_part_that_is_refused_has_no_value() -> None:
    assert seen(Refused(0, 1)) == []


# --- kinds ------------------------------------------------------------------------------------------------------------


def reads(kind: Plain, text: str) -> bool:
    """Whether a text is of a kind."""
    try:
        kind.read(text, Fraction(480))
    except Wrong:
        return False
    return True


def takes(kind: Plain, text: str) -> tuple[bool, bool]:
    """Whether a schema takes a text as it is written, and in quotes."""
    form = Draft7Validator(dict(kind.form))
    return form.is_valid(seen(Scalar(text, 0, 0))), form.is_valid(text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} {kind.unit}")
def test_what_a_kind_reads_its_schema_takes(kind: Plain) -> None:
    wanted = [text for text in TEXTS if text and reads(kind, text)]
    if kind.name == "an id":  # an id that is none is found when it is looked up
        wanted = [text for text in wanted if re.fullmatch(kinds.ID, text)]
    assert wanted
    assert [text for text in wanted if takes(kind, text) != (True, True)] == []


@pytest.mark.parametrize("kind", [k for k in KINDS if k.name not in ("an id", "a text")], ids=lambda k: k.name + k.unit)
def test_what_a_kind_does_not_read_its_schema_refuses(kind: Plain) -> None:
    wrong = [text for text in TEXTS if text and not reads(kind, text)]
    assert len(wrong) > len(TEXTS) / 2
    unsaid = [text for text in wrong if takes(kind, text)[0]]
    assert set(unsaid) <= CAN_NOT_SAY.get(kind.name, set())


CAN_NOT_SAY = {
    "an effort": {"14-8d"},
    "a duration": {"14-8d", "1.5d", ".5d"},
    "a number of working days": {"1.5d", ".5d"},
    "a share": {"0%", "7.5%"},  # a lower bound of 50%
    "a level": {"1.0"},
    "a number of people": {"1.0"},
    "a whole number": {"1.0"},
}
"""What a schema can't tell: whether a range rises or days are whole, a lower bound in per cent, 1 from 1.0."""


@given(st.integers(1, 10**6), st.sampled_from("dhw"), st.integers(0, 999))
def test_every_effort_is_taken(whole: int, unit: str, part: int) -> None:
    text = f"{whole}.{part}{unit}"
    if reads(kinds.ONE_EFFORT, text):
        assert takes(kinds.ONE_EFFORT, text)[0]


@given(st.decimals(0, 320, places=3))
def test_a_share_is_taken_just_where_it_is_read(per_cent: Any) -> None:
    for kind in (kinds.SHARE, kinds.SOME_SHARE, kinds.SICKNESS, kinds.MORE):
        for text in (f"{per_cent}%", f"{per_cent / 100:f}"):
            assert takes(kind, text)[0] == reads(kind, text), (kind.unit, text)


@given(st.dates(date(1960, 1, 1), date(2210, 12, 31)))
def test_a_day_is_taken_just_where_it_is_read(day: date) -> None:
    assert takes(kinds.DATE, day.isoformat())[0] == reads(kinds.DATE, day.isoformat())


# --- the line that names a schema -------------------------------------------------------------------------------------

LINE = b"# yaml-language-server: $schema=../.schemas/capacity.json\n"


def test_the_line_that_names_a_schema_is_a_comment_like_any_other() -> None:
    plain = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in SAMPLE}
    named = {path: LINE + content for path, content in plain.items()}
    said = [
        [(f.rule, f.message, f.place.path, f.place.line - above) for f in lint_of(tree)]
        for tree, above in ((plain, 0), (named, 1))
    ]
    assert said[0] == said[1]
    assert said[0], "the sample has a few things on purpose"


def lint_of(tree: dict[str, bytes]) -> tuple[Finding, ...]:
    """All that lint finds in a folder."""
    loaded = load(tree, "capacity")
    return lint(loaded.book, loaded.findings, loaded.unread, date(2026, 11, 23), files=tree).findings
