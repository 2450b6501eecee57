"""JSON documents as deliveries bring them: read strictly, with errors that a person understands."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Any, NoReturn

from broadsheet.formats.errors import FormatError
from broadsheet.formats.text import without_controls

#: Bytes; a larger delivery is refused unread.
MAX_BYTES = 32 * 1024 * 1024

#: Bytes; a larger one is let go at once.
_REMEMBERED = 1024 * 1024

_MAX_DEPTH = 64
_ASK = "Ask the provider for a corrected file."


def load_documents(data: bytes) -> list[tuple[str, Any]]:
    """The values in ``data``, each with its place: one JSON value, the members of one JSON
    array (``[3]``), or JSON lines (``line 4``). Strings come without control characters. A line
    that cannot be read beside others that can is the FormatError which says why.

    The values are to be read, not changed: who asks next for the same ``data`` gets the same ones.
    Raises FormatError for anything that RFC 8259 does not allow, and for duplicate names,
    numbers without a finite value, and nesting or size beyond reason.
    """
    return _remembered(data) if len(data) <= _REMEMBERED else _documents(data)


# Who asks whether it is his format and who reads it then ask for the same document, in turn.
@lru_cache(maxsize=1)
def _remembered(data: bytes) -> list[tuple[str, Any]]:
    return _documents(data)


def _documents(data: bytes) -> list[tuple[str, Any]]:
    text = _decoded(data)
    if not text.strip():
        raise FormatError("The file is empty", remedy=_ASK)
    try:
        value = _parse(text)
    except (json.JSONDecodeError, FormatError) as error:
        return _lines(text, error)
    if isinstance(value, list):
        return [(f"[{index}]", member) for index, member in enumerate(value)]
    return [("", value)]


def is_ended(data: bytes) -> bool:
    """Whether no line can be missing at the end of ``data``: one value ends where it ends, JSON
    lines with the end of a line (https://jsonlines.org, 3)."""
    try:
        text = _decoded(data).strip(" \t\r")
    except FormatError:
        return True
    first, more, _ = text.partition("\n")
    if not more or text.endswith("\n"):
        return True
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return True
    return False


def _lines(text: str, error: json.JSONDecodeError | FormatError) -> list[tuple[str, Any]]:
    """The values of JSON lines; ``error`` is what reading the whole as one value said."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    documents = [(f"line {number}", _line(line, number)) for number, line in lines[:1]]
    # A document that spans lines and is followed by something is no JSON lines.
    first_is_whole = not isinstance(documents[0][1], FormatError)
    if len(lines) > 1 and (first_is_whole or all(line.lstrip()[0] == "{" for _, line in lines)):
        documents += [(f"line {number}", _line(line, number)) for number, line in lines[1:]]
        if not all(isinstance(value, FormatError) for _, value in documents):
            return documents
    raise error if isinstance(error, FormatError) else _malformed(error, error.lineno)


def _line(line: str, number: int) -> Any:
    """The value of one line, or why there is none."""
    try:
        return _parse(line)
    except json.JSONDecodeError as error:
        return _malformed(error, number)
    except FormatError as error:
        return FormatError(error.reason, where=f"line {number}", remedy=error.remedy)


def _malformed(error: json.JSONDecodeError, line: int) -> FormatError:
    return FormatError(
        f"The file is not valid JSON: {error.msg.lower().removesuffix(' at')}",
        where=f"line {line}, column {error.colno}",
        remedy=_ASK,
    )


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise FormatError(
            f"The file has {len(data):,} bytes, more than the {MAX_BYTES:,} allowed",
            remedy="Ask the provider to deliver the items one by one.",
        )
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"The file is not {name}, the encoding of JSON (RFC 8259, section 8.1)",
            where=f"byte {error.start}, line {line}",
            remedy="Ask the provider to send UTF-8.",
        ) from error


def _parse(text: str) -> Any:
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_integer,
        )
    except RecursionError as error:
        raise _too_deep() from error
    return _cleaned(value, 0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        name = without_controls(name)
        if name in members:
            raise FormatError(
                f"“{_short(name)}” stands twice in the same object, so one of them is wrong",
                remedy=_ASK,
            )
        members[name] = value
    return members


def _no_number(text: str) -> NoReturn:
    raise FormatError(f"{_short(text)} is no number that JSON knows", remedy=_ASK)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _no_number(text)
    return value


def _integer(text: str) -> int:
    if len(text) > 300:
        _no_number(text)
    return int(text)


def _cleaned(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if not isinstance(value, dict | list):
        return value
    if depth >= _MAX_DEPTH:
        raise _too_deep()
    if isinstance(value, list):
        return [_cleaned(member, depth + 1) for member in value]
    return {name: _cleaned(member, depth + 1) for name, member in value.items()}


def _too_deep() -> FormatError:
    return FormatError(
        f"The file nests objects and arrays more than {_MAX_DEPTH} deep", remedy=_ASK
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
