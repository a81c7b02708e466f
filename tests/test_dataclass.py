"""A frozen class is what Python's own dataclass would be, whatever of it is asked first."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from deliverable.dataclass import dataclass as ours

MADE: list[int] = []


def _one_more() -> list[int]:
    MADE.append(1)
    return []


@ours(frozen=True, slots=True)
class Ours:
    """With all that fields can be."""

    first: int
    second: str = "x"
    third: list[int] = dataclasses.field(default_factory=_one_more)
    place: object = dataclasses.field(default=None, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Pythons:
    """The same."""

    first: int
    second: str = "x"
    third: list[int] = dataclasses.field(default_factory=_one_more)
    place: object = dataclasses.field(default=None, compare=False, repr=False)


@ours(frozen=True, slots=True)
class Flat:
    """Hashable."""

    first: int
    second: str = "x"
    place: object = dataclasses.field(default=None, compare=False)


@ours(frozen=True, slots=True)
class Nothing:
    """No fields."""


@ours(frozen=True, slots=True)
class Own:
    """With methods of its own."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())

    def __repr__(self) -> str:
        return f"<{self.name}>"


@ours(frozen=True, slots=True)
class More(Flat):
    """Inherits fields."""

    third: int = 3


BOTH: list[Any] = [Ours, Pythons]


@pytest.mark.parametrize(
    "make",
    [
        lambda of: of(1),
        lambda of: of(1, "y", [2], 3),
        lambda of: of(third=[], first=0),
        lambda of: dataclasses.replace(of(1, place=5), second="z"),
        lambda of: copy.copy(of(1, place=5)),
        lambda of: copy.deepcopy(of(1, third=[7])),
        lambda of: pickle.loads(pickle.dumps(of(1, third=[7], place=8))),  # noqa: S301 - of our own making
    ],
)
def test_what_is_made_is_alike(make: Callable[[Any], Any]) -> None:
    mine, pythons = (make(of) for of in BOTH)
    assert repr(mine).replace("Ours", "") == repr(pythons).replace("Pythons", "")
    assert dataclasses.asdict(mine) == dataclasses.asdict(pythons)
    assert type(mine) is Ours


@pytest.mark.parametrize(("args", "named"), [((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"first": 2}), ((1,), {"no": 2})])
def test_what_is_called_wrongly_is_told_alike(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    said = []
    for of in BOTH:
        for _ in range(2):  # first when its method is written, then as it stands
            with pytest.raises(TypeError) as wrong:
                of(*args, **named)
            said.append(str(wrong.value).replace(of.__name__, ""))
    assert len(set(said)) == 1


def test_every_default_that_is_made_is_made_anew() -> None:
    before = len(MADE)
    one, other = Ours(1), Ours(1)
    assert one.third is not other.third
    assert Ours(1, third=[]).third == []
    assert len(MADE) == before + 2


def test_equal_is_what_has_equal_fields_of_those_that_count() -> None:
    other: object = (1, "x")
    assert Flat(1, place=1) == Flat(1, "x", place=2)
    assert Flat(1) != Flat(2)
    assert Flat(1) != Flat(1, "y")
    assert Flat(1) != other
    assert Flat(1) != More(1)  # another class is another thing
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_the_hash_is_that_of_the_fields_that_count() -> None:
    assert hash(Flat(1, place=[])) == hash((1, "x"))
    assert {Flat(1): "found"}[Flat(1, place=5)] == "found"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours(1))


def test_nothing_changes_once_it_is_made() -> None:
    flat: Any = Flat(1)
    for name in ("first", "place", "unknown"):
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            setattr(flat, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            delattr(flat, name)
    assert flat.first == 1
    assert not hasattr(flat, "__dict__")


def test_methods_of_its_own_stay() -> None:
    assert Own("A") == Own("a")
    assert len({Own("A"), Own("a")}) == 1
    assert repr(Own("A")) == "<A>"


def test_fields_are_inherited() -> None:
    assert repr(More(1, place=2)) == "More(first=1, second='x', place=2, third=3)"
    assert More(1, third=4).third == 4
    assert dataclasses.replace(More(1), first=2) == More(2)


def test_it_is_matched_by_position() -> None:
    match Flat(1, "two"):
        case Flat(first, second):
            assert (first, second) == (1, "two")


def test_its_fields_are_known() -> None:
    mine, pythons = (dataclasses.fields(of) for of in BOTH)
    assert [(f.name, f.type, f.compare, f.repr) for f in mine] == [(f.name, f.type, f.compare, f.repr) for f in pythons]
    assert dataclasses.is_dataclass(Ours)
    Ours(1)
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Pythons).parameters)


def _plain() -> type[Any]:
    class Plain:
        first: int
        second: list[int] = dataclasses.field(default_factory=list)

    return Plain


@pytest.mark.parametrize("how", [{}, {"frozen": True}, {"slots": True}, {"frozen": True, "slots": True, "order": True}])
@pytest.mark.parametrize(
    "asked",
    [
        lambda of: setattr(of(1), "first", 2),
        lambda of: hash(of(1)),
        lambda of: of.__hash__ is None,
        lambda of: of(1) == of(1),
        lambda of: of(1) == of(2),
        lambda of: of(1) < of(2),
        lambda of: of(1) >= of(2),
        lambda of: hasattr(of(1), "__dict__"),
        lambda of: of.__match_args__,
        lambda of: repr(of(1, [2])),
        lambda of: dataclasses.replace(of(1), first=5).first,
        lambda of: copy.copy(of(1)).first,
    ],
)
def test_with_any_options_it_is_what_pythons_is(how: dict[str, bool], asked: Callable[[Any], object]) -> None:
    assert _said(asked, ours(**how)(_plain())) == _said(asked, dataclasses.dataclass(**how)(_plain()))


def _said(asked: Callable[[Any], object], of: type[Any]) -> object:
    try:
        return asked(of)
    except (TypeError, dataclasses.FrozenInstanceError) as refused:
        return type(refused)


def test_things_have_an_order_where_they_are_to_have_one() -> None:
    @ours(frozen=True, slots=True, order=True)
    class Ordered:
        """Has an order."""

        first: int
        second: str = "x"

    two, one = Ordered(1, "b"), Ordered(1, "a")
    assert sorted([Ordered(2, "a"), two, one]) == [one, two, Ordered(2, "a")]
    assert one < two > one
    assert one <= one >= one
    assert Ordered.__lt__(one, Flat(1)) is NotImplemented


def _after() -> type[Any]:
    class After:
        first: int
        second: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            self.second = 2 * self.first

    return After


def _named_only() -> type[Any]:
    class NamedOnly:
        first: int = dataclasses.field(default=0, kw_only=True)

    return NamedOnly


def _left_out() -> type[Any]:
    class LeftOut:
        first: int = dataclasses.field(default=7, init=False)

    return LeftOut


def test_what_asks_for_more_is_left_to_python() -> None:
    assert ours(_after())(3).second == 6
    with pytest.raises(TypeError):
        ours(frozen=True, slots=True)(_named_only())(1)
    with pytest.raises(TypeError):
        ours(frozen=True, slots=True)(_left_out())(1)
    assert ours(frozen=True, slots=True)(_left_out())().first == 7
    assert ours(_named_only(), kw_only=True)(first=4).first == 4


def test_what_must_be_given_stands_before_what_may_be_left_out() -> None:
    class Mixed:
        first: int = 0
        second: int

    made: Any = ours(frozen=True, slots=True)(Mixed)
    with pytest.raises(TypeError, match="default"):
        made(1, 2)


def test_a_field_may_be_called_self() -> None:
    class Of:
        self: int

    made: Any = ours(frozen=True, slots=True)(Of)
    assert made(5).self == 5
