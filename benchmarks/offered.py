"""Made-up deals that are too much to whether every offer holds: taken, written, and checked again in a new process.

Each deal is due some days before its earliest finish. The first offer is written by `--take`, the others by the same
splices, and each file is checked by a process of its own: it must be a yes. Where an offer says that it is the least,
the change that is a notch milder is checked, too, and must not be one.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.crowd import AS_OF
from benchmarks.generate import DEAL, firm, write
from benchmarks.measure import Options, Run, command, each, run, saved, shown, times

from deliverable.files.splice import Change, spliced

DEALS = 200
MORE = """contractors:
  pool:
    skills: {react: 4, typescript: 4, php: 4, python: 4, java: 4, ui-design: 4, ux-research: 4, producing: 4}
    lead_time: 14d
    ramp_up: {for: 2d, at: 50%}
    cost: 450
"""
POLICY = "  overtime: {share: 20%, weeks: 4}\n"


@dataclass(frozen=True, slots=True)
class Result:
    """One deal: its verdict, how long it took with all offers, the moves offered, and what was wrong."""

    seed: int
    verdict: str
    seconds: float
    moves: tuple[str, ...] = ()
    least: int = 0
    wrong: tuple[str, ...] = field(default=())


def asked(folder: Path, deal: str, *words: str) -> Run:
    """A check with its offers."""
    return run([*command(), "check", deal, "-C", str(folder), "--as-of", AS_OF.isoformat(), *words])


def solve(seed: int) -> Result:
    """One deal and all its offers."""
    dice = Random(f"offered {seed}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "capacity"
        content = _tight(dice, seed, folder)
        first = asked(folder, DEAL, "--format", "json")
        offers = first.answer.get("offers") or []
        wrong: list[str] = [] if first.verdict in ("no", "at-risk", "yes") else [first.verdict]
        for offer in offers:
            taken = _written(folder, Path(place) / "taken.yaml", content, offer)
            again = asked(folder, str(taken), "--format", "json", "--no-offers")
            if again.verdict != "yes":
                wrong.append(f"offer {offer['id']} {_moves(offer)}: {again.verdict}")
            wrong.extend(_too_mild(folder, Path(place) / "milder.yaml", content, offer))
    moves = tuple("+".join(_moves(offer)) for offer in offers)
    least = sum(move["least"] for offer in offers for move in offer["moves"])
    return Result(seed, first.verdict, round(first.seconds, 2), moves, least, tuple(wrong))


def _moves(offer: dict[str, Any]) -> list[str]:
    return [move["move"] for move in offer["moves"]]


def _tight(dice: Random, seed: int, folder: Path) -> bytes:
    """A firm on disk whose deal is due before it can end; the bytes of the deal's file."""
    people = dice.randint(8, 40)
    tree = firm(people, 2 * people, dice.randint(5, 12), seed)
    tree["firm.yaml"] = tree["firm.yaml"].replace("  people_per_task: 2\n", "  people_per_task: 2\n" + POLICY)
    tree["more.yaml"] = MORE
    write(tree, folder)
    path = folder / "deals" / f"{DEAL}.yaml"
    plain = asked(folder, DEAL, "--format", "json", "--no-offers")
    earliest = plain.finish("earliest")
    if earliest is not None:
        due = date.fromisoformat(earliest) - timedelta(days=dice.randint(1, 25))
        how = {key: dice.choice(["fixed", "preferred", "flexible"]) for key in ("date", "scope", "budget")}
        start = date.fromisoformat(plain.answer["due"]) if plain.answer["due"] else due
        changes = [
            Change(("due",), max(due, AS_OF + timedelta(days=7), min(start, due))),
            Change(("flexibility",), how),
        ]
        path.write_bytes(spliced(path.read_bytes(), changes))
    return path.read_bytes()


def _changes(offer: dict[str, Any]) -> list[Change]:
    return [Change(tuple(change["key"]), change["value"]) for move in offer["moves"] for change in move["changes"]]


def _written(folder: Path, path: Path, content: bytes, offer: dict[str, Any]) -> Path:
    """The deal as an offer has it: by the command for the first of a deal, which must write what the splices give."""
    if offer["id"] != "A":
        path.write_bytes(spliced(content, _changes(offer)))
        return path
    asked(folder, DEAL, "--offer", "A", "--take", "-o", str(path))
    if path.read_bytes() != spliced(content, _changes(offer)):
        path.write_text("the command wrote something else\n")
    return path


# --- a notch milder --------------------------------------------------------------------------------------------------


def _too_mild(folder: Path, path: Path, content: bytes, offer: dict[str, Any]) -> Iterator[str]:
    """What is said to be the least, and a notch less of it would do."""
    for move in offer["moves"] if len(offer["moves"]) == 1 else []:
        changes = _milder(move) if move["least"] else None
        if changes is None:
            continue
        path.write_bytes(spliced(content, changes))
        again = asked(folder, str(path), "--format", "json", "--no-offers")
        if again.verdict == "yes":
            yield f"offer {offer['id']}: {move['move']} is not the least"


def _milder(move: dict[str, Any]) -> list[Change] | None:
    """The same move a notch milder; None where there is none, or none of one notch."""
    changes = [Change(tuple(change["key"]), change["value"]) for change in move["changes"]]
    less = move["amount"] - 1
    if move["move"] == "later":
        return [Change(("due",), date.fromisoformat(str(changes[0].value)) - timedelta(days=1))]
    if move["move"] == "less-scope" and len(changes) > 1:
        return changes[1:]  # in the order of the scope: what waits for the first of them goes all the same
    if less < 1:
        return None
    if move["move"] == "overtime":
        return [Change(change.path, f"{less}%") for change in changes]
    if move["move"] == "move-booking":
        return [Change(change.path, f"{less}d") for change in changes]
    if move["move"] == "contractor" and isinstance(changes[0].value, Sequence):
        uses = [dict(use) for use in changes[0].value if isinstance(use, dict)]
        uses[-1]["effort"] = f"{less}d"
        return [Change(changes[0].path, uses)]
    return None


# --- all of them -----------------------------------------------------------------------------------------------------


def acceptance(options: Options) -> int:
    """How many of the deals had an offer that doesn't hold, or no answer."""
    seeds = list(range(options.first, options.first + (options.limit or DEALS)))
    results = each(solve, seeds, options.jobs, "deals")
    moves = Counter(move for result in results for name in result.moves for move in name.split("+"))
    offered = sum(len(result.moves) for result in results)
    words = Counter(result.verdict for result in results)
    print(f"\noffers: {len(results)} made-up deals ({', '.join(f'{n} {word}' for word, n in words.most_common())}), "
          f"{offered} offers written and checked again, {sum(r.least for r in results)} of them the least")  # fmt: skip
    print(f"  moves: {', '.join(f'{n} {move}' for move, n in moves.most_common())}")
    print(f"  with all offers: {times([result.seconds for result in results])}")
    wrong = [f"WRONG seed {result.seed}: {text}" for result in results for text in result.wrong]
    shown(wrong, options.save)
    saved(results, "offers", options.save)
    return sum(bool(result.wrong) for result in results)
