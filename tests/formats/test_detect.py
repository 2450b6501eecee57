"""A format is told by its content, and what is no format is refused in words."""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FORMATS, FormatError, detect, read
from broadsheet.formats.jsondoc import MAX_BYTES

STORY = {"uri": "urn:x:1", "headline": "Überschrift", "body_text": "Text"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_encodings_of_json(encoding: str) -> None:
    data = json.dumps(STORY, ensure_ascii=False).encode(encoding)
    assert detect(data) == "ninjs"
    assert read(data)[0].headline == "Überschrift"


def test_arrays_and_lines() -> None:
    second = {"uri": "urn:x:2"}
    for data in (
        json.dumps([STORY, second]),
        f"{json.dumps(STORY)}\n\n{json.dumps(second)}\r\n",
    ):
        assert [item.guid for item in read(data.encode())] == ["urn:x:1", "urn:x:2"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"{}",
        b"[]",
        b"[1, 2]",
        b"plain words",
        b"<?xml version='1.0'?><recipe/>",
        b'{"db": [{"meta": {}}]}',
        b"\xff\xd8\xff\xe0",
    ],
)
def test_other_things_are_refused_with_what_is_understood(data: bytes) -> None:
    with pytest.raises(FormatError) as error:
        detect(data)
    if data.strip():
        assert all(known.title in str(error.value) for known in FORMATS)


@pytest.mark.parametrize(
    ("data", "words", "where"),
    [
        (b'{"uri": "a",\n "headline": "b"\n "x": 1}', "not valid JSON", "line 3, column 2"),
        (b'{"uri": "a", "headline": "b\nc"}', "control character", "line 1, column 28"),
        (b'{"uri": "a"}\n{"uri": }', "not valid JSON", "line 2, column 9"),
        (b'{"uri": "a",\n "b": 1}\n{"uri": "c"}', "extra data", "line 3, column 1"),
        ('{"uri": "a", "headline": "é"}'.encode("latin-1"), "not UTF-8", "byte 26, line 1"),
        (b'{"uri": "a", "urgency": NaN}', "no number", ""),
        (b'{"uri": "a", "urgency": 1e999}', "no number", ""),
        (b'{"uri": "a", "urgency": 1' + b"0" * 5000 + b"}", "no number", ""),
        (b'{"uri": "a", "uri": "b"}', "stands twice", ""),
        (b'{"uri": "a", "x": ' + b"[" * 70 + b"]" * 70 + b"}", "deep", ""),
        (b'{"uri": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deep", ""),
        (b'{"uri": ' * 100_000, "deep", ""),
        (b'[{"uri": "a"}, 7]', "should stand an object", "[1]"),
        (b'{"uri": "a"}\n{"uri": 7}', "must be text", "line 2.uri"),
    ],
)
def test_what_is_wrong_and_where(data: bytes, words: str, where: str) -> None:
    with pytest.raises(FormatError) as error:
        read(data)
    assert words in error.value.reason
    assert error.value.where == where


def test_a_delivery_beyond_reason_is_refused() -> None:
    with pytest.raises(FormatError, match="more than"):
        read(b'{"uri": "' + b"a" * MAX_BYTES + b'"}')


def test_lone_surrogates_and_controls_do_not_survive() -> None:
    data = rb'{"uri": "urn:x:1\u0000", "x\ud800": "a\udc00\u0008b\u000d\u000ac"}'
    (item,) = read(data)
    assert item.guid == "urn:x:1"
    assert item.extra == {"x\ufffd": "a\ufffdb\nc"}
    json.dumps(item.as_json(), ensure_ascii=False).encode()


def test_the_error_is_a_sentence_and_travels() -> None:
    error = FormatError("It is broken", where="line 1", remedy="Mend it.")
    assert str(error) == "It is broken (line 1). Mend it."
    again = pickle.loads(pickle.dumps(error))
    assert (again.reason, again.where, again.remedy) == ("It is broken", "line 1", "Mend it.")


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text("{}[]\":,\\ud8a0x\n\t 'urinfNa1e9-.", max_size=60).map(str.encode),
        st.binary(max_size=40).map(lambda noise: b'{"uri": "a", "headline": "' + noise + b'"}'),
    )
)
def test_arbitrary_bytes_raise_nothing_else(data: bytes) -> None:
    with contextlib.suppress(FormatError):
        read(data)


def test_the_formats_need_no_framework() -> None:
    code = (
        "import sys, broadsheet.formats\n"
        "assert not {'django', 'wagtail'} & {name.partition('.')[0] for name in sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
