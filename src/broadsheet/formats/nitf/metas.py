"""``meta`` elements of a NITF document's head: what agencies found no other place for."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from broadsheet.formats.item import Subject
from broadsheet.formats.leftovers import take
from broadsheet.formats.nitf.concepts import coded_subject

_SLUGS = ("anpa-keyword", "slugline", "slug")


def take_metas(root: etree._Element, extra: dict[str, Any]) -> tuple[str | None, list[Subject]]:
    """The slugline and IPTC's codes among the ``meta`` elements, all of which are kept by name."""
    metas: dict[str, list[str]] = {}
    for each in root.iterfind("{*}head/{*}meta"):
        name = take(each, "name", "http-equiv")
        if content := take(each, "content"):
            metas.setdefault(name, []).append(content)
        elif name:
            each.set("name", name)
    if metas:
        extra["meta"] = metas
    codes = [
        code
        for name, contents in metas.items()
        if "iptc" in name.lower()
        for content in contents
        for code in re.split(r"[\s,;]+", content)
    ]
    identities = [coded_subject(code, "IPTC") for code in codes]
    coded = [Subject(uri=uri, qcode=qcode) for uri, qcode in identities if uri]
    return next((metas[name][0] for name in _SLUGS if name in metas), None), coded
