"""Which document it is, and which version of it (NITF 3.6, ``docdata``)."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from broadsheet.formats.leftovers import take
from broadsheet.formats.xml import attribute

#: What a revision puts behind its key: ``7f3a_47``.
_REVISION = re.compile(r"[_.:/-]v?[0-9]{1,6}", re.ASCII)


def take_identity(root: etree._Element, extra: dict[str, Any]) -> tuple[str, str]:
    """The guid, the same for all versions as far as can be told, and the version; empty where
    nothing says it.

    The guid is ``doc-id``. Some number it anew with every version (NTB): where it is the key of a
    ``du-key`` that has a version, and a number, it is the key. Elsewhere that key is a topic, so
    that it names no document. Without a ``doc-id`` it is that key, the ``uno``, or the reference
    of ``pubdata``.
    """
    written = _take_first(root, "doc-id", "id-string")
    keyed = next((each for each in root.iter("{*}du-key") if attribute(each, "key")), None)
    key = attribute(keyed, "key") if keyed is not None else ""
    version = _take_first(root, "du-key", "version")
    if written:
        if version and written.startswith(key) and _REVISION.fullmatch(written[len(key) :]):
            extra["doc-id"] = written
            return take(keyed, "key"), version
        return written, version
    if key and version:
        part = take(keyed, "part")
        return take(keyed, "key") + (f"#{part}" if part else ""), version
    return take(root, "uno") or _take_first(root, "pubdata", "ex-ref"), version


def _take_first(root: etree._Element, element: str, name: str) -> str:
    return next((said for each in root.iter("{*}" + element) if (said := take(each, name))), "")
