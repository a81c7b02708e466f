"""What there is to know about a rule, or which rules there are, to a page."""

from collections.abc import Iterable, Iterator

from deliverable.page import Blank, Block, Code, Heading, Headline, Page, Table, Tone, say
from deliverable.rules.explained import Explained

TONES = {"error": Tone.BAD, "warning": Tone.WARN, "info": Tone.QUIET}


def one(rule: Explained) -> Page:
    """A rule: what it finds, why, and a bad and a good example."""
    return Page(tuple(_blocks(rule)))


def _blocks(rule: Explained) -> Iterator[Block]:
    yield Headline(f"{rule.severity}[{rule.id}]", rule.summary, TONES[rule.severity])
    for paragraph in rule.why.split("\n\n"):
        yield from (Blank(), say(paragraph))
    for title, example in (("Bad:", rule.bad), ("Good:", rule.good)):
        if example:
            yield from (Blank(), Heading(title), Code(tuple(example.split("\n")[:-1])))


def every(rules: Iterable[Explained]) -> Page:
    """All rules, each with what it finds."""
    rows = tuple((rule.id, rule.severity, rule.summary) for rule in rules)
    return Page(
        (
            Table(header=("rule", "severity", "finds"), rows=rows, right=(False, False, False), indent=0),
            Blank(),
            say("Why a rule exists, with examples: deliverable rule ID"),
        )
    )
