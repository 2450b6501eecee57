"""Deliveries in XML are read safely, and as they were meant where that can be told."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.formats.encodings import decode
from broadsheet.formats.errors import FormatError
from broadsheet.formats.xml import attribute, child, children, document, local, root_of, text

STORY = "<story><p>Zoë said “no” – twice</p></story>"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        b"\xef\xbb\xbf" + STORY.encode(),
        b"\xef\xbb\xbf" * 2 + f'<?xml version="1.0" encoding="UTF-8"?>{STORY}'.encode(),
        STORY.encode("utf-16"),
        STORY.encode("utf-16-le"),
        STORY.encode("utf-32"),
        f'<?xml version="1.0" encoding="UTF-8"?>{STORY}'.encode("utf-16"),
        f'<?xml version="1.0" encoding="UTF-8"?>{STORY}'.encode("utf-16-be"),
        f'<?xml version="1.0" encoding="UTF-8"?>{STORY}'.encode("cp1252"),
        f"<?xml version='1.0' encoding='ISO-8859-1'?>{STORY}".encode("cp1252"),
        f"<?xml version='1.0' encoding='ISO-8859-1'?>{STORY}".encode(),
        f"<?xml version='1.0' encoding='us-ascii'?>{STORY}".encode(),
        f"<?xml version='1.0' encoding='no-such'?>{STORY}".encode(),
        f"<?xml version='1.0' encoding='UTF-16'?>{STORY}".encode(),
        f"\n\n<?xml version='1.0'?>{STORY}\x1a".encode(),
        f"{STORY}\0\0".encode(),
        STORY.replace("said", "sa\0id").encode(),
        STORY.replace("said", "said&#0;&#x1F;").encode(),
        STORY.replace("ë", "&euml;").replace("–", "&ndash;").encode(),
        f'<!DOCTYPE story SYSTEM "http://127.0.0.1:9/story.dtd">{STORY}'.encode(),
        f"<!DOCTYPE story [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]>{STORY}".encode(),
        f"<!DOCTYPE story [<!ATTLIST p x CDATA 'a>b'> <!-- ] > -->]>{STORY}".encode(),
    ],
)
def test_what_was_meant_is_read(data: bytes) -> None:
    root = document(data)
    assert (local(root), text(root)) == ("story", "Zoë said “no” – twice")
    assert root_of(data) == ("story", "")
    assert not child(root, "p").attrib  # type: ignore[union-attr]


def test_a_document_type_in_a_text_is_text() -> None:
    declares = "<!DOCTYPE a [<!ENTITY x 'y'>]>"
    assert text(document(f"<a><![CDATA[{declares}&x;]]></a>".encode())) == f"{declares}&x;"


def test_stray_bytes_in_utf_8() -> None:
    mixed = "<p>Zoë and ".encode() + "René</p>".encode("cp1252")
    assert text(document(mixed)) == "Zoë and René"
    cut = b"<p>" + ("日本" * 40).encode()[:-1] + b"</p>"
    assert text(document(cut)) == "日本" * 39 + "日\ufffd"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("shift_jis", "日本中国"),
        ("gb2312", "日本中国"),
        ("euc_jp", "日本中国"),
        ("euc_kr", "서울 신문"),
        ("cp1251", "Привет, мир"),
    ],
)
def test_what_cannot_be_told_is_refused(encoding: str, said: str) -> None:
    with pytest.raises(FormatError, match="do not tell"):
        document(f"<?xml version='1.0' encoding='utf-8'?><p>{said}</p>".encode(encoding))
    declared = f"<?xml version='1.0' encoding='{encoding}'?><p>{said}</p>".encode(encoding)
    assert text(document(declared)) == said


@pytest.mark.parametrize(
    "declared", ["gbk", "gb2312", "gb18030", "Shift_JIS", "big5", "euc-kr", "euc-jp", "x-sjis"]
)
def test_utf_8_under_an_old_declaration(declared: str) -> None:
    said = "市议会周二通过新港口计划"
    assert text(document(f"<?xml version='1.0' encoding='{declared}'?><p>{said}</p>".encode())) == (
        said
    )


def test_escapes_to_another_character_set_are_no_utf_8() -> None:
    data = "<?xml version='1.0' encoding='iso-2022-jp'?><p>日本</p>".encode("iso-2022-jp")
    assert data.isascii()
    assert text(document(data)) == "日本"


@pytest.mark.parametrize(
    ("label", "codec", "said"),
    [
        ("x-sjis", "cp932", "新聞①"),
        ("Windows-31J", "cp932", "新聞①"),
        ("x-gbk", "gbk", "新闻"),
        ("gb_2312-80", "gbk", "新闻"),
        ("x-euc-jp", "euc_jp", "新聞"),
        ("x-x-big5", "big5", "新聞"),
        ("ks_c_5601-1987", "cp949", "신문"),
        ("windows-949", "cp949", "신문"),
        ("x-cp1251", "cp1251", "Газета"),
        ("x-mac-cyrillic", "mac-cyrillic", "Газета"),
        ("iso88592", "iso8859-2", "Łódź"),
        ("windows-874", "cp874", "ข่าว"),
        ("logical", "iso8859-8", "חדשות"),
    ],
)
def test_labels_of_the_encoding_standard(label: str, codec: str, said: str) -> None:
    written = f"<?xml version='1.0' encoding='{label}'?><p>{said}</p>".encode(codec)
    assert text(document(written)) == said


def test_usual_prefixes_that_nobody_declares() -> None:
    data = (
        b"<?xml version='1.0'?>\n<!-- a --><story a='1'><p xsi:schemaLocation='a b'"
        b" xlink:href='http://h.example/'>Q&A</p></story>"
    )
    paragraph = child(document(data), "p")
    assert paragraph is not None
    assert paragraph.attrib == {
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": "a b",
        "{http://www.w3.org/1999/xlink}href": "http://h.example/",
    }
    declared = b"<r xmlns:xlink='urn:own'><a xlink:b='1' xsi:c='2'/></r>"
    inner = child(document(declared), "a")
    assert inner is not None
    assert "{urn:own}b" in inner.attrib
    with pytest.raises(FormatError, match="Namespace prefix"):
        document(b"<story><hill:note>x</hill:note></story>")


def test_lone_ampersands_and_what_stands_in_cdata() -> None:
    root = document(b"<p>Q&A at B&Q, 1 & 2 &lt;b&gt; &amp;c; &nope; <![CDATA[&nope; & <]]></p>")
    assert text(root) == "Q&A at B&Q, 1 & 2 <b> &c; &nope; &nope; & <"


def test_comments_and_instructions_do_not_part_a_text() -> None:
    root = document(b"<p>one<!-- two --> and<?three four?> five<b> six</b></p>")
    assert (root.text, text(root)) == ("one and five", "one and five six")


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b"", "no document", ""),
        (b"  \n ", "no document", ""),
        (b"<a>\n<b></a>", "not well-formed XML: Opening and ending tag", "line 2, column 8"),
        (b"<a>\n<b>", "not well-formed XML: Premature end", "line 2, column 4"),
        (b"not xml", "not well-formed XML: Start tag expected", "line 1, column 1"),
        (b"<a>" * 300 + b"</a>" * 300, "Excessive depth", "line 1"),
        (b"<!DOCTYPE a [<!ENTITY", "no end", "line 1"),
        (b"<!DOCTYPE a [\n<!ENTITY x 'y'>]><a>&x;</a>", "declares entities", "line 2"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "entities", ""),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16"), "entities", ""),
        (b"<!-- <a> --><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "entities", "line 1"),
        (b"<?b?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "entities", "line 1"),
        (b"<a><!DOCTYPE a [<!ENTITY x 'y'>]>&x;</a>", "not well-formed XML", "line 1"),
        (b"<a b='1' b='2'/>", "redefined", "line 1"),
        (b"\xff\xfe<\0a\0/\0>", "do not tell", "byte"),
    ],
)
def test_what_is_refused(data: bytes, reason: str, where: str) -> None:
    with pytest.raises(FormatError) as caught:
        document(data)
    assert reason in caught.value.reason
    assert caught.value.where.startswith(where)
    assert caught.value.remedy


def test_an_encoding_that_hides_a_declaration_is_not_used() -> None:
    hidden = "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-7").replace(b"<", b"+ADw-")
    for padding in ("", " " * 500):
        head = f"<?xml version='1.0'{padding} encoding='UTF-7'?>".encode()
        with pytest.raises(FormatError):
            document(head + hidden)


def test_more_than_is_reasonable_is_refused_at_once() -> None:
    bomb = b"<!DOCTYPE z [<!ENTITY a0 'ha'>" + b"".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>".encode() for n in range(1, 30)
    )
    hostile = (
        b"<a>" + b"x" * (32 * 1024 * 1024) + b"</a>",
        b"<a>" + b"x" * 11_000_000 + b"</a>",
        bomb + b"]><z>&a29;</z>",
        b"<!DOCTYPE a [" + b"<!--" * 500_000,
        b"<!DOCTYPE a [" + b"'\"<?" * 500_000,
        b"<!-- -->" * 200_000,
        b"<a>&" + b"<![CDATA[" * 200_000,
        b"<!-- a --> -->" * 50_000,
        b"<a>" + b"<b/>" * 1_000_000 + b"</a>",
        b"<a" + b" b=''" * 1_000_001 + b"/>",
    )
    for data in hostile:
        start = time.process_time()
        root_of(data)
        with pytest.raises(FormatError):
            document(data)
        assert time.process_time() - start < 2


def test_the_root_is_told_without_parsing() -> None:
    assert root_of(b"<?xml version='1.0'?><!-- <x> --><n:a b='>' xmlns:n=' urn:x '>") == (
        "a",
        "urn:x",
    )
    assert root_of(b'<!DOCTYPE nitf PUBLIC "-//X//EN" "x.dtd" [<!ELEMENT p ANY>]>\n<nitf/>') == (
        "nitf",
        "",
    )
    assert root_of(b'{"a": 1}') == root_of(b"") == root_of(b"\xff\xff<") == ("", "")


def test_walking() -> None:
    root = document(b"<a xmlns='urn:x' b=' 1 \n 2'><c><d>one</d></c><c/></a>")
    assert [local(each) for each in children(root, "c")] == ["c", "c"]
    assert (text(child(root, "c", "d")), child(root, "c", "e"), text(None)) == ("one", None, "")
    assert (attribute(root, "b"), attribute(root, "c")) == ("1 2", "")


@given(st.binary(max_size=400))
def test_bytes_of_any_kind(data: bytes) -> None:
    for each in (data, b"<a>" + data + b"</a>"):
        root_of(each)
        with contextlib.suppress(FormatError):
            document(each)


@given(st.binary(max_size=60), st.text(alphabet="utf-18_soi9jp", max_size=10))
def test_text_of_any_kind(data: bytes, declared: str) -> None:
    with contextlib.suppress(FormatError):
        decode(data, declared)
