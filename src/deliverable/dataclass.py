"""A class's annotated fields to a value of those fields: Python's dataclasses, quicker to define and to make.

Python writes and compiles up to nine methods of every dataclass while it is imported: 65 ms for 135 frozen ones, six
times what Python itself takes to start. Here `__init__` and what compares are written when they are first called, and
the others are shared. The fields are left to Python, and so is a class that asks for more than is done here.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

OURS = {"frozen", "slots", "order"}
Writer = Callable[[type[Any], tuple[Field[Any], ...], dict[str, Any]], str]


def _dataclass(cls: type[Any] | None = None, /, **how: bool) -> Any:
    """As `dataclasses.dataclass`."""
    if cls is None:
        return partial(_dataclass, **how)
    return _made(cls, **how) if how.keys() <= OURS and not _asks_for_more(cls) else dataclasses.dataclass(cls, **how)


def _asks_for_more(cls: type[Any]) -> bool:
    parts = [*vars(cls).values(), *getattr(cls, "__dataclass_fields__", {}).values()]
    odd = (isinstance(part, Field) and (part.kw_only is True or not part.init) for part in parts)
    return hasattr(cls, "__post_init__") or any(odd)


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
        known: dict[str, Any] = {}
        exec(WRITTEN[name](cls, dataclasses.fields(cls), known), known)  # noqa: S102 - made of the names of fields
        method: Callable[..., Any] = known[name]
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(*args, **named)

    return first


def _init(cls: type[Any], parts: tuple[Field[Any], ...], known: dict[str, Any]) -> str:
    """Each value straight into its slot, where it has one: that is quicker than past the refusal to change."""
    parameters, lines = ["self"], ["pass"]
    known |= {"MISSING": MISSING, "_set": object.__setattr__}
    for n, part in enumerate(parts):
        value = part.name
        if part.default_factory is not MISSING:
            known[f"_made{n}"] = part.default_factory
            parameters.append(f"{value}=MISSING")
            value = f"_made{n}() if {value} is MISSING else {value}"
        elif part.default is not MISSING:
            known[f"_default{n}"] = part.default
            parameters.append(f"{value}=_default{n}")
        else:
            parameters.append(value)
        slot = known[f"_slot{n}"] = getattr(getattr(cls, part.name, None), "__set__", None)
        lines.append(f"_set(self, {part.name!r}, {value})" if slot is None else f"_slot{n}(self, {value})")
    return f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines)


def _compared(name: str, by: str) -> Writer:
    def write(_: type[Any], parts: tuple[Field[Any], ...], __: dict[str, Any]) -> str:
        mine, others = (_values(who, parts) for who in ("self", "other"))
        found = f"{mine} {by} {others} if other.__class__ is self.__class__ else NotImplemented"
        return f"def {name}(self, other):\n return {found}"

    return write


def _hash(_: type[Any], parts: tuple[Field[Any], ...], __: dict[str, Any]) -> str:
    return f"def __hash__(self):\n return hash({_values('self', parts)})"


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
