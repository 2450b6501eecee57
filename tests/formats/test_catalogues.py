"""Aliases of schemes, and the order of topics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.formats.catalogues import SCHEMES, ancestry, broader, qcode_of, uri_of
from broadsheet.formats.xml import document

NEWSCODES = "http://cv.iptc.org/newscodes/"


@pytest.mark.parametrize(
    ("qcode", "uri"),
    [
        ("medtop:20000553", f"{NEWSCODES}mediatopic/20000553"),
        ("stat:usable", f"{NEWSCODES}pubstatusg2/usable"),
        ("ticker:NYSE:AAA", "http://cvx.iptc.org/ticker/NYSE:AAA"),
        ("ednoterole:x", f"{NEWSCODES}ednoterolex"),
        ("own:a", "urn:x-a"),
        ("genre:a", "urn:genre/a"),
        ("nobody:knows", None),
        ("medtop", None),
        ("medtop:", None),
        ("", None),
    ],
)
def test_qcodes(qcode: str, uri: str | None) -> None:
    assert uri_of(qcode, {"own": "urn:x-", "genre": "urn:genre/"}) == uri


def test_back_to_a_qcode() -> None:
    assert qcode_of(f"{NEWSCODES}subjectcode/04000000") == "subj:04000000"
    assert qcode_of("http://www.w3.org/2004/02/skos/core#broader") == "skos:broader"
    assert qcode_of(f"{NEWSCODES}mediatopic/") is qcode_of("urn:x") is None


def test_every_alias_of_the_catalogues(shared: Path) -> None:
    for path in sorted((shared / "vocabularies" / "iptc-catalogs").glob("*.xml")):
        told = {
            str(each.get("alias")): str(each.get("uri"))
            for each in document(path.read_bytes()).iter("{*}scheme")
        }
        assert len(told) > 100
        assert {alias: SCHEMES.get(alias) for alias in told} == told


def test_every_topic(shared: Path) -> None:
    path = shared / "vocabularies" / "media-topics" / "mediatopics-2019-all-languages.json"
    topics = json.loads(path.read_bytes())["conceptSet"]
    assert len(topics) > 1200
    for topic in topics:
        assert broader(topic["uri"]) == next(iter(topic.get("broader", [])), None)


def test_ancestry() -> None:
    subjects = f"{NEWSCODES}subjectcode/"
    assert ancestry(f"{subjects}15007001") == (
        f"{subjects}15007001",
        f"{subjects}15007000",
        f"{subjects}15000000",
    )
    topics = f"{NEWSCODES}mediatopic/"
    assert ancestry(f"{topics}20000553")[-1] == f"{topics}10000000"
    assert ancestry("urn:x") == ("urn:x",)
    assert broader(f"{subjects}sport") is broader(f"{topics}1") is None
