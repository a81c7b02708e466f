"""Values that can be written in several ways, to one noun: ranges, periods, weeks."""

from fractions import Fraction
from typing import Any, Final

from deliverable.book import Duration, Effort, Period
from deliverable.files.amounts import effort_of, whole_days
from deliverable.files.decode import BAD, NULL, Decoder, Either, Kind, ListOf, Plain, Wrong
from deliverable.files.kinds import DATE, DURATION, EFFORT, HOURS, ONE_EFFORT, REF, TEXT, WORKING_DAYS
from deliverable.files.nodes import Map, Node, Scalar, plain
from deliverable.files.record import Key, Record, missing, says
from deliverable.findings import KeyPath

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REFS: Final = ListOf(REF)
TEXTS: Final = ListOf(TEXT)


# --- ranges ----------------------------------------------------------------------------------------------------------


def _range_record(one: Plain, noun: type[Any]) -> Record:
    """A range as a map: low, likely and high."""

    def finish(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
        if "low" not in fields or "high" not in fields:
            return BAD
        names = [name for name in ("low", "likely", "high") if name in fields]
        amounts = [Fraction(getattr(fields[name], "likely", fields[name])) for name in names]
        try:
            effort = effort_of("-".join(str(plain(node.pairs[name][1])) for name in names), amounts)
        except Wrong as wrong:
            return d.wrong(node, path, wrong.message, wrong.cure)
        return effort if noun is Effort else whole_days(effort)

    return Record(
        f"{one.name} as a range",
        None,
        Key("low", one, "1 in 10 is below this", required=True),
        Key("likely", one, "as often more as less; without it, the geometric mean of the ends"),
        Key("high", one, "1 in 10 is above this", required=True),
        finish=finish,
        written="{low: 6d, likely: 8d, high: 14d}",
    )


EFFORT_RECORD: Final = _range_record(ONE_EFFORT, Effort)
EFFORT_RANGE: Final = Either(EFFORT, EFFORT_RECORD)
DURATION_RECORD: Final = _range_record(WORKING_DAYS, Duration)
DURATION_RANGE: Final = Either(DURATION, DURATION_RECORD)


# --- periods ---------------------------------------------------------------------------------------------------------


WHEN: Final = ("from", "date")
ENDS: Final = {"from": "to", "to": "from"}
"""A stretch has both ends, or is one day."""


def period_keys(required: str = "") -> tuple[Key, Key, Key]:
    """The keys of a stretch of days, both ends included, or of one day."""
    of = f" {required}" if required else ""
    return (
        Key("from", DATE, f"the first day{of}", field="first", meant="start begin starts since"),
        Key("to", DATE, f"the last day{of}", field="last", meant="end until ends till"),
        Key("date", DATE, "the only day, instead of from and to", field="day", meant="on day"),
    )


def ends(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder, record: Record) -> bool:
    """Make `first` and `last` of what is written; False after a finding. A rule looks at their order."""
    if "date" not in node.pairs and "first" in fields and "last" in fields:
        return True
    day = fields.pop("day", None)
    if says(node, "date"):
        if says(node, "from") or says(node, "to"):
            message = "`date` is one day, and `from` and `to` are a stretch"
            d.say("one-of", d.key_place((*path, "date")), message, "keep one of the two", path)
            return False
        fields["first"] = fields["last"] = day
        return day is not None
    for text in ("from", "to"):
        if not says(node, text):
            missing(record.keys[text], path, d)
    return "first" in fields and "last" in fields


def stretch(name: str, noun: type[Any], *keys: Key) -> "Kind":
    """A noun with a first and a last day; a bare date is the short form."""

    def finish(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
        return noun(**fields) if ends(fields, node, path, d, record) else BAD

    record = Record(
        name,
        noun,
        *period_keys(),
        *keys,
        finish=finish,
        written="{from: 2026-08-10, to: 2026-08-21}",
        one_of=(WHEN,),
        beside=ENDS,
    )
    return Stretch(record, noun)


class Stretch:
    """A stretch of days as a map, or one date for a single day."""

    def __init__(self, record: Record, noun: type[Any]) -> None:
        self.record = record
        self.noun = noun
        self.name = record.name
        self.written = record.written

    def decode(self, node: Node, path: KeyPath, d: Decoder) -> Any:
        """The noun of either form."""
        if type(node) is not Scalar:
            return self.record.decode(node, path, d)
        day = DATE.decode(node, path, d)
        return day if day is BAD or day is NULL else self.noun(day, day)


PERIOD: Final = stretch("a period", Period)


# --- weeks -----------------------------------------------------------------------------------------------------------


def week(what: str, missing_day: Fraction | None) -> Record:
    """Hours by weekday, as minutes from Monday on."""

    def finish(fields: dict[str, Any], node: Map, path: KeyPath, d: Decoder) -> Any:
        del node, path, d
        return tuple(fields.get(day, missing_day) for day in DAYS)

    keys = (
        Key(day, HOURS, f"hours on {name}", meant=f"{name.lower()} {day.title()}")
        for day, name in zip(DAYS, _NAMES, strict=True)
    )
    defaults = dict.fromkeys(DAYS, missing_day)
    return Record(what, None, *keys, finish=finish, written="{mon: 7.5h, tue: 7.5h}", defaults=defaults)


_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE_WEEK: Final = week("a working week", Fraction(0))
OTHER_DAYS: Final = week("the days of a week that differ", None)
