"""The same question in fresh processes, its capacity cut into other files each time: the same bytes.

Each process has a hash seed of its own (sets come in another order) and a copy of the capacity folder in which entries,
keys and rows are shuffled and spread over other files. Deals keep their file: its name is the deal's.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml

from tests.test_generate import generate

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-23"
TIMES = 10
IN_TEXT = (0, 9)
"""The processes that are asked for the text, too: what it says comes from the answer that JSON shows in full."""
SAMPLE = ("museum-site", "accessibility-audit", "coffee-microsite", "shopify-replatform", "support-retainer")
IN_ORDER = ("questions",)
"""What the firm puts in an order of its own: its questions are asked, and their assumptions printed, in that order."""
MADE_UP = (5,)
APART = ("deals", "history", "templates", "words")
Entry = tuple[str, yaml.Node, yaml.Node]
ASK = "import sys\nfrom deliverable.cli.main import main\nfor line in sys.argv[1:]:\n    main(line.split())\n"


@pytest.mark.slow
def test_ten_processes_and_ten_ways_to_cut_the_files_give_the_same_bytes(tmp_path: Path) -> None:
    firms = {"sample": ROOT / "capacity"}
    for seed in MADE_UP:
        firms[f"firm-{seed}"] = tmp_path / f"firm-{seed}"
        generate(firms[f"firm-{seed}"], 8, 12, 6, seed=seed)
    contents = {name: list(entries(capacity)) for name, capacity in firms.items()}
    first: dict[str, bytes] = {}
    for n in range(TIMES):
        here = tmp_path / f"run-{n}"
        for name, capacity in firms.items():
            if n == 0:
                shutil.copytree(capacity, here / name)
            else:
                reshape(capacity, contents[name], here / name, random.Random(n))
        said = ask(here, [*(("sample", deal) for deal in SAMPLE), *((f"firm-{n}", "new-portal") for n in MADE_UP)], n)
        first = first or said
        assert len(first) == 2 * (len(SAMPLE) + len(MADE_UP))
        for name, text in said.items():
            assert text, f"{name} says nothing"
            assert text == first[name], f"{name} in process {n}"


def ask(here: Path, deals: Sequence[tuple[str, str]], hash_seed: int) -> dict[str, bytes]:
    """What a fresh process answers on deals of firms, asked in an order of its own; by name of the answer."""
    formats = ("json", "text") if hash_seed in IN_TEXT else ("json",)
    asked = [
        f"check {deal} -C {firm} --as-of {AS_OF} --format {how} --no-offers -o {firm}-{deal}.{how}"
        for firm, deal in deals
        for how in formats
    ]
    random.Random(hash_seed).shuffle(asked)
    mine = {k: v for k, v in os.environ.items() if not k.startswith(("COVERAGE_", "COV_CORE_"))}  # measured elsewhere
    env = {**mine, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
    done = subprocess.run([sys.executable, "-c", ASK, *asked], cwd=here, env=env, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    return {path.name: path.read_bytes() for path in sorted(here.glob("*.*"))}


# --- other files of the same content -------------------------------------------------------------------------------


def reshape(capacity: Path, content: Sequence[Entry], into: Path, chance: random.Random) -> None:
    """The same capacity in a folder of other files: entries, keys and rows in another order, differently cut."""
    for name in APART:
        if (capacity / name).is_dir():
            shutil.copytree(capacity / name, into / name)
    names = [f"{chance.choice(['', 'a/', 'b/', 'b/c/'])}{chance.randrange(1000)}-{n}.yaml" for n in range(7)]
    files: dict[str, dict[str, list[tuple[yaml.Node, yaml.Node]]]] = {}
    for kind, key, value in chance.sample(content, len(content)):
        _shuffle(value, chance, key.value)
        file = "firm.yaml" if kind == "firm" else chance.choice(["firm.yaml", *names])
        files.setdefault(file, {}).setdefault(kind, []).append((key, value))
    for name, kinds in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.serialize(_document(kinds), allow_unicode=True), encoding="utf-8")


def entries(capacity: Path) -> Iterator[Entry]:
    """Top-level key, own key and value of all that the folder holds."""
    for path in sorted(capacity.rglob("*.yaml")):
        if path.relative_to(capacity).parts[0] in APART:
            continue
        document = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
        assert document is not None
        for kind, things in document.value:
            yield from ((kind.value, key, value) for key, value in things.value)


def _document(kinds: dict[str, list[tuple[yaml.Node, yaml.Node]]]) -> yaml.Node:
    mapping = "tag:yaml.org,2002:map"
    return yaml.MappingNode(
        mapping,
        [
            (yaml.ScalarNode("tag:yaml.org,2002:str", kind), yaml.MappingNode(mapping, entries))
            for kind, entries in kinds.items()
        ],
    )


def _shuffle(node: yaml.Node, chance: random.Random, name: str = "") -> None:
    """Put keys and lists into another order, all the way down."""
    if isinstance(node, yaml.MappingNode):
        if name not in IN_ORDER:
            chance.shuffle(node.value)
        for key, value in node.value:
            _shuffle(value, chance, key.value)
    elif isinstance(node, yaml.SequenceNode):
        if not (name == "work" and _unnamed(node)):
            chance.shuffle(node.value)
        for value in node.value:
            _shuffle(value, chance)


def _unnamed(rows: yaml.SequenceNode) -> bool:
    """Whether a row names nobody: a plan says by number which row of its booking somebody serves."""
    return any(key.value == "skill" for row in rows.value for key, _ in row.value)
