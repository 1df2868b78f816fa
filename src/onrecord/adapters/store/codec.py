"""Records as JSON and back, by their types alone, so that a new field needs no code here.

A record is an object of its fields without those that hold their default; a record of numbers alone
(``Span``) is a list; bytes are base64, times ISO 8601. What does not fit its type is a ValueError.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

type Reader = Callable[[Any], Any]
"""A JSON value to the value it stands for; ValueError if it stands for none of the type."""

_PLAIN = (str, int, float, bool, NoneType)


def dump(record: Any) -> str:
    """A record as one line of JSON in ASCII; equal records give equal lines."""
    return json.dumps(_plain(record), separators=(",", ":"))


def load[T](kind: type[T], text: str | bytes) -> T:
    """The record of the type ``kind`` that ``dump`` wrote; ValueError if the JSON is not of that type."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    record: T = _reader(cast(Any, kind))(found)
    return record


@cache
def _is_row(kind: type) -> bool:
    hints = get_type_hints(kind)
    return all(hints[field.name] in (int, float) for field in fields(kind))


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | NoneType):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    kind = type(value)
    if not is_dataclass(kind):
        raise TypeError(f"no record, and of no type that records hold: {kind.__name__}")
    if _is_row(kind):
        return [getattr(value, name) for name, _ in _defaults(kind)]
    held = ((name, getattr(value, name), default) for name, default in _defaults(kind))
    return {name: _plain(item) for name, item, default in held if default is MISSING or item != default}


@cache
def _reader(kind: Any) -> Reader:
    """How a JSON value is read as ``kind``, made once a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reader(parts)
    if origin is Literal:
        return _choice_reader(parts)
    if origin in (Union, UnionType):
        return _union_reader(parts)
    return _record_reader(kind) if is_dataclass(kind) else _plain_reader(kind)


def _plain_reader(kind: Any) -> Reader:
    special: dict[Any, Reader] = {
        bytes: lambda value: b64decode(_of(str, value), validate=True),
        datetime: lambda value: datetime.fromisoformat(_of(str, value)),
        date: lambda value: date.fromisoformat(_of(str, value)),
        float: lambda value: float(_of(int if type(value) is int else float, value)),
    }
    if kind in special:
        return special[kind]
    if kind in _PLAIN:
        return lambda value: _of(kind, value)
    raise TypeError(f"records hold no {kind}")


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r:.60} where {kind.__name__} was expected")
    return value


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        read = _reader(parts[0])
        return lambda value: tuple([read(item) for item in _of(list, value)])
    readers = [_reader(part) for part in parts]
    return lambda value: tuple(read(item) for read, item in zip(readers, _of(list, value), strict=True))


def _choice_reader(choices: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in choices:
            raise ValueError(f"{value!r:.60} is none of {', '.join(map(str, choices))}")
        return value

    return read


def _union_reader(parts: tuple[Any, ...]) -> Reader:
    """Reads ``X | None``, the only union that records hold."""
    others = [part for part in parts if part is not NoneType]
    if len(others) != 1 or len(others) == len(parts):
        raise TypeError(f"records hold no {parts}")
    read = _reader(others[0])
    return lambda value: None if value is None else read(value)


def _record_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    if _is_row(kind):
        names = [field.name for field in fields(kind)]
        return lambda value: kind(**dict(zip(names, map(_reader(int), _of(list, value)), strict=True)))
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(value: Any) -> Any:
        unknown = sorted(set(_of(dict, value)) - set(readers))
        if unknown:
            raise ValueError(f"{kind.__name__} has no {', '.join(unknown)}")
        try:
            return kind(**{name: readers[name](item) for name, item in value.items()})
        except TypeError as error:
            raise ValueError(str(error)) from None

    return read
