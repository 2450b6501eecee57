"""One JSON object of a delivery, read field by field; what nobody took is left over."""

from __future__ import annotations

import re
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.html import clean_inline, looks_like_html
from broadsheet.formats.text import clean_line, clean_text

#: As many as any size, time or urgency has.
_DIGITS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)
_KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false"}


class Fields:
    """Typed access to ``data``, the object that stands at ``path`` (empty for a whole document).

    Names are compared without regard to case, because ninjs 3 writes in camelCase what
    ninjs 2 wrote in lower case. ``null`` means that the field is missing. A value of another
    type than the specification's raises a FormatError that names the field.
    """

    def __init__(self, data: Any, path: str = "") -> None:
        self.path = path
        if not isinstance(data, dict):
            raise FormatError(
                f"Here should stand an object, not {_kind(data)}",
                where=path,
                remedy="Ask the provider which format this is.",
            )
        self._left: dict[str, Any] = {k: v for k, v in data.items() if v is not None}
        self._names: dict[str, list[str]] = {}
        self._noted: dict[str, Any] = {}
        for name in self._left:
            self._names.setdefault(name.lower(), []).append(name)

    def names(self) -> list[str]:
        """The names not yet taken, as written."""
        return list(self._left)

    def where(self, name: str) -> str:
        """The path of the field called ``name``."""
        return f"{self.path}.{name}" if self.path else name

    def take(self, name: str) -> Any:
        """The value of ``name``, which is no longer left over; None if missing."""
        written = self._names.get(name.lower())
        if written is None:
            return None
        values = [self._left.pop(each) for each in written if each in self._left]
        if len(values) > 1 and any(value != values[0] for value in values):
            raise FormatError(
                f"“{'” and “'.join(written)}” contradict each other",
                where=self.path,
                remedy="Ask the provider which of them is right.",
            )
        return values[0] if values else None

    def look(self, name: str) -> Any:
        """The value of ``name``, which stays left over; None if missing."""
        written = self._names.get(name.lower(), [])
        return next((self._left[each] for each in written if each in self._left), None)

    def keep(self, name: str, value: Any) -> None:
        """Leave ``value`` over under ``name``."""
        self._left[name] = value
        self._names.setdefault(name.lower(), []).append(name)

    def note(self, name: str, value: Any) -> None:
        """Tell ``value`` as ``name`` beside what is left over, even if it is empty."""
        self._noted[name] = value

    def text(self, *names: str) -> str | None:
        """The text of the first of ``names`` that has any, in NFC, ends trimmed."""
        for name in names:
            # Most are missing, and that is soon seen.
            if name.lower() in self._names and (value := clean_text(self.markup(name)).strip()):
                return value
        return None

    def line(self, *names: str) -> str | None:
        """As :meth:`text`, on one line."""
        value = self.text(*names)
        return value and clean_line(value)

    def plain(self, *names: str) -> str | None:
        """As :meth:`line`, freed of the markup that some senders put where none belongs."""
        value = self.line(*names)
        return (clean_inline(value) or None) if value and looks_like_html(value) else value

    def texts(self, *names: str, joint: str = "\n") -> str | None:
        """As :meth:`text`; a list of texts is joined with ``joint``."""
        for name in names:
            value = self.take(name)
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                value = joint.join(said for each in value if (said := each.strip()))
            if value is not None:
                self.keep(name, value)
            if said := self.text(name):
                return said
        return None

    def markup(self, name: str) -> str:
        """The text of ``name`` as it is; empty if missing."""
        value = self.take(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(name, value, "text")
        return value

    def number(self, name: str) -> int | float | None:
        """The number called ``name``; digits in quotation marks are one, too."""
        value = self.take(name)
        if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
            value = float(value) if "." in value else int(value)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(name, value, "a number")
        return value

    def whole(self, name: str) -> int | None:
        """The number called ``name`` if it is whole and not negative; any other is left over."""
        value = self.number(name)
        if value is None or (value >= 0 and value == int(value)):
            return None if value is None else int(value)
        self.keep(name, value)
        return None

    def object(self, name: str) -> Fields | None:
        """The object called ``name``."""
        value = self.take(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(name, value, "an object")
        return Fields(value, self.where(name))

    def objects(self, name: str) -> list[Fields]:
        """The objects in the list called ``name``."""
        return [Fields(value, path) for path, value in self.members(name)]

    def named(self, name: str) -> list[Fields]:
        """As :meth:`objects`, but a text in the list stands for an object of that name."""
        return [
            Fields({"name": value} if isinstance(value, str) else value, path)
            for path, value in self.members(name)
        ]

    def members(self, name: str) -> list[tuple[str, Any]]:
        """The values in the list called ``name``, each with its path; nulls are left out."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(name, value, "a list")
        path = self.where(name)
        return [(f"{path}[{i}]", member) for i, member in enumerate(value) if member is not None]

    def expect(self, name: str, kind: type) -> None:
        """Raise a FormatError if ``name``, which is left over, is there and is no ``kind``."""
        for written in self._names.get(name.lower(), []):
            value = self._left.get(written)
            if value is not None and not isinstance(value, kind):
                raise self.wrong(written, value, _KINDS[kind])

    def rest(self) -> dict[str, Any]:
        """Everything that was not taken and says something, as JSON values in NFC."""
        return {
            clean_text(name): _normalised(value)
            for name, value in self._left.items()
            if value not in ("", [], {})
        } | self._noted

    def wrong(self, name: str, value: Any, expected: str) -> FormatError:
        """The error that says that ``name`` should be ``expected`` and is ``value``."""
        return FormatError(
            f"“{name}” must be {expected}, not {_kind(value)}",
            where=self.where(name),
            remedy="Ask the provider to follow the specification of the format.",
        )


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "a number")


def _normalised(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_normalised(member) for member in value]
    if isinstance(value, dict):
        return {clean_text(name): _normalised(member) for name, member in value.items()}
    return value
