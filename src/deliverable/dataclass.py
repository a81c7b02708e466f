"""A class's annotated fields to a value of those fields: Python's dataclasses, quicker to define and to make.

Python writes and compiles up to nine methods of every dataclass while it is imported: 65 ms for 135 frozen ones, six
times what Python itself takes to start. Here `__init__` and what compares are written when they are first called (one
`__init__` for all classes of so many fields, with other names in it), and the others are shared. The fields are left to
Python, and so is a class that asks for more than is done here.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field
from functools import cache, partial
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

OURS = {"frozen", "slots", "order"}
Writer = Callable[[type[Any], tuple[Field[Any], ...]], FunctionType]


def _dataclass(cls: type[Any] | None = None, /, **how: bool) -> Any:
    """As `dataclasses.dataclass`."""
    if cls is None:
        return partial(_dataclass, **how)
    return _made(cls, **how) if how.keys() <= OURS and not _asks_for_more(cls) else dataclasses.dataclass(cls, **how)


def _asks_for_more(cls: type[Any]) -> bool:
    parts = [*vars(cls).values(), *getattr(cls, "__dataclass_fields__", {}).values()]
    odd = (isinstance(part, Field) and (part.kw_only is True or not part.init) for part in parts)
    return hasattr(cls, "__post_init__") or "self" in vars(cls).get("__annotations__", ()) or any(odd)


def _made(cls: type[Any], *, frozen: bool = False, slots: bool = False, order: bool = False) -> type[Any]:
    own = {name for name, value in vars(cls).items() if value is not None}  # `__eq__` alone makes `__hash__` None
    cls.__doc__ = cls.__doc__ or cls.__name__  # which Python would make of the signature, and that takes long
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    methods: dict[str, Any] = {"__repr__": _repr}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _set_state}
    methods |= {name: _when_called(made, name) for name in WRITTEN if order or name not in ORDER}
    if not frozen:
        methods["__hash__"] = None
    for name in methods.keys() - own:
        setattr(made, name, methods[name])
    if frozen:
        made.__setattr__ = made.__delattr__ = _keep
    return made  # type: ignore[no-any-return]  # the class, with its methods


# --- written when first called ----------------------------------------------------------------------------------------


def _when_called(cls: type[Any], name: str) -> Callable[..., Any]:
    """A method that puts the right one in its place and goes on with that."""

    def first(*args: object, **named: object) -> object:
        method = WRITTEN[name](cls, dataclasses.fields(cls))
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(*args, **named)

    return first


def _init(cls: type[Any], parts: tuple[Field[Any], ...]) -> FunctionType:
    """Each value straight into its slot, where it has one: that is quicker than past the refusal to change."""
    made = tuple(part.default_factory is not MISSING for part in parts)
    may_miss = [new or part.default is not MISSING for part, new in zip(parts, made, strict=True)]
    given = may_miss.index(True) if any(may_miss) else len(parts)
    if not all(may_miss[given:]):
        message = f"{cls.__qualname__}: a field without a default follows one with a default"
        raise TypeError(message)
    known: dict[str, Any] = {"MISSING": MISSING}
    for n, part in enumerate(parts):
        slot = getattr(getattr(cls, part.name, None), "__set__", None)
        known[f"_set{n}"] = slot or partial(_put, part.name)
        known[f"_made{n}"] = part.default_factory
    defaults = [MISSING if new else part.default for part, new in zip(parts, made, strict=True)]
    code = _filling(made).replace(co_varnames=("self", *(part.name for part in parts)))
    return FunctionType(code, known, "__init__", tuple(defaults[given:]))


@cache
def _filling(made: tuple[bool, ...]) -> CodeType:
    """An `__init__` of so many fields, some of which have a default that is made anew."""
    lines = ["pass"]
    for n, new in enumerate(made):
        value = f"_made{n}() if p{n} is MISSING else p{n}" if new else f"p{n}"
        lines.append(f"_set{n}(self, {value})")
    parameters = ", ".join(["self", *(f"p{n}" for n in range(len(made)))])
    return _run(f"def __init__({parameters}):\n " + "\n ".join(lines)).__code__


def _put(name: str, self: object, value: object) -> None:
    object.__setattr__(self, name, value)


def _run(text: str) -> FunctionType:
    """The one function that a text defines; it is made of nothing but names of fields."""
    known: dict[str, Any] = {}
    exec(text, known)  # noqa: S102 - see above
    found: FunctionType = known.popitem()[1]
    return found


def _compared(name: str, by: str) -> Writer:
    def write(_: type[Any], parts: tuple[Field[Any], ...]) -> FunctionType:
        mine, others = (_values(who, parts) for who in ("self", "other"))
        found = f"{mine} {by} {others} if other.__class__ is self.__class__ else NotImplemented"
        return _run(f"def {name}(self, other):\n return {found}")

    return write


def _hash(_: type[Any], parts: tuple[Field[Any], ...]) -> FunctionType:
    return _run(f"def __hash__(self):\n return hash({_values('self', parts)})")


def _values(who: str, parts: tuple[Field[Any], ...]) -> str:
    """Those that count for being equal, as a tuple."""
    return f"({''.join(f'{who}.{part.name}, ' for part in parts if part.compare)})"


ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
COMPARED = {name: _compared(name, by) for name, by in {"__eq__": "==", **ORDER}.items()}
WRITTEN: dict[str, Writer] = {"__init__": _init, "__hash__": _hash, **COMPARED}


# --- shared -----------------------------------------------------------------------------------------------------------


def _repr(self: Any) -> str:
    shown = (f"{part.name}={getattr(self, part.name)!r}" for part in dataclasses.fields(self) if part.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, part.name) for part in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for part, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, part.name, value)


def _keep(self: object, name: str, *_: object) -> NoReturn:
    message = f"can't change {name} of a frozen {type(self).__qualname__}"
    raise dataclasses.FrozenInstanceError(message)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
