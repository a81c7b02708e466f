"""What a task needs, by skill, in its short and long forms, to requirements and crew members."""

from typing import Any, Final

from deliverable.book import Crew, Requirement, SkillLevel
from deliverable.files.decode import BAD, NULL, Decoder, Kind, ListOf, no_blank_in, no_colon, not_map
from deliverable.files.forms import EFFORT_RANGE, REFS
from deliverable.files.kinds import LEVEL, PEOPLE, REF
from deliverable.files.nodes import Map, Node, Refused, Scalar, Seq, is_null
from deliverable.files.record import Key, Record
from deliverable.findings import KeyPath

SKILL_LEVEL: Final = Record(
    "a skill with a level",
    SkillLevel,
    Key("skill", REF, "the skill's id", required=True, like="react"),
    Key("level", LEVEL, "at least this level; 1 if not said"),
)


class SkillOrRecord:
    """A skill as a word (level 1), or as `{skill: x, level: 3}`."""

    name = "a skill"
    written = "react"
    record = SKILL_LEVEL

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The skill and its level."""
        if type(node) is Scalar:
            skill = REF.decode(node, path, d)
            return skill if skill is BAD or skill is NULL else SkillLevel(skill)
        return SKILL_LEVEL.decode(node, path, d)


_SKILL: Final = Key("skill", REF, "the skill's id", required=True, like="react")
_WHO_KEYS: Final = (
    Key("level", LEVEL, "at least this level; 1 if not said", meant="min_level minimum"),
    Key("also", ListOf(SkillOrRecord()), "further skills in the same person", meant="and with", like="[accessibility]"),
    Key("who", REFS, "only these people", meant="only by people_ids", like="[sofia]"),
    Key("not", REFS, "none of these people", field="exclude", meant="except without exclude", like="[callum]"),
)
_REQUIREMENT_KEYS: Final = (
    Key("effort", EFFORT_RANGE, "work by people; empty: nobody has estimated it yet", meant="estimate work days"),
    Key(
        "people",
        PEOPLE,
        "how many different people may share it; the firm's people_per_task if not said",
        meant="max_people",
    ),
    *_WHO_KEYS,
)
_CREW_KEYS: Final = (
    Key("people", PEOPLE, "how many people with this skill; 1 if not said", meant="count number"),
    *_WHO_KEYS,
)


def _requirement(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
    del node, path, d
    return Requirement(**{"effort": None, **fields}) if "skill" in fields else BAD


REQUIREMENT: Final = Record(
    "a requirement", Requirement, *_REQUIREMENT_KEYS, finish=_requirement, written="{effort: 22d, level: 4}"
)
REQUIREMENT_ROW: Final = Record(
    "a requirement", Requirement, _SKILL, *_REQUIREMENT_KEYS, finish=_requirement, written="{skill: react, effort: 22d}"
)
CREW: Final = Record("a kind of crew member", Crew, *_CREW_KEYS, written="{people: 2, level: 3}")
CREW_ROW: Final = Record("a kind of crew member", Crew, _SKILL, *_CREW_KEYS, written="{skill: qa, people: 2}")


class BySkill:
    """What a task needs: a map from skill to a figure or to a record, or a list of records that name their skill."""

    def __init__(self, name: str, record: Record, row: Record, figure: str, read: Kind, example: str) -> None:
        self.name = name
        self.record = record
        self.row = row
        self.rows = ListOf(row)
        self.figure = figure
        self.read = read
        self.written = example

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A tuple of requirements or crew members, in the order written."""
        if type(node) is Seq:
            found, empty = self.rows.decode(node, path, d), not node.items
        elif type(node) is Map:
            found, empty = self.from_map(node, path, d), not node.pairs
        elif type(node) is Scalar and not is_null(node):
            return d.wrong(node, path, f"`{path[-1]}` is said by skill", f"write it like `{self.written}`")
        else:
            return not_map(node, path, d, self.name, self.written)
        if empty:
            return d.wrong(node, path, f"`{path[-1]}` names no skill", f"write it like `{self.written}`")
        return found

    def from_map(self, node: Map, path: KeyPath, d: Decoder) -> tuple[Any, ...]:
        """The entries of the map form."""
        values = (self.entry(key, item, (*path, text), d) for text, (key, item) in node.pairs.items())
        return tuple(value for value in values if value is not BAD)

    def entry(self, key: Scalar, node: Node, path: KeyPath, d: Decoder) -> Any:
        """One skill and what is needed of it."""
        skill = key.text
        given = {"skill": skill}
        if type(node) is Map and not (self.figure == "effort" and node.pairs.keys() & _RANGE):
            return self.record.decode_as(node, path, d, given)
        value = self.read.decode(node, path, d)
        if value is NULL:
            said = no_blank_in(key, path, d) or no_colon(key, path, d)
            return BAD if said else self.empty(skill, node, path, d)
        if value is BAD:
            return BAD if type(node) is Refused or self.figure == "people" else Requirement(skill, None)
        return self.record.finish({**given, self.figure: value}, _NO_KEYS, path, d)

    def empty(self, skill: str, node: Node, path: KeyPath, d: Decoder) -> Any:
        """A skill with nothing behind it: not estimated yet, or how many people is not said."""
        if self.figure == "effort":
            return Requirement(skill, None)
        return d.wrong(node, path, f"how many people with `{skill}` is not said", f"write `{skill}: 1`")


_NO_KEYS: Final = Map(-1)
_RANGE: Final = frozenset(("low", "likely", "high"))
REQUIREMENTS: Final = BySkill(
    "effort by skill", REQUIREMENT, REQUIREMENT_ROW, "effort", EFFORT_RANGE, "{react: 8d, ux-research: 3d}"
)
CREWS: Final = BySkill("people by skill", CREW, CREW_ROW, "people", PEOPLE, "{producing: 1, qa: 2}")
