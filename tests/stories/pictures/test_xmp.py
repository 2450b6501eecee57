"""XMP: all the ways RDF may write a property, hostile packets, what we write."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.pictures import xmp
from broadsheet.stories.pictures.metadata import PhotoMetadata
from tests.stories.pictures.samples import packet

ALTERNATIVES = (
    "<dc:rights><rdf:Alt><rdf:li xml:lang='de'>Rechte</rdf:li>"
    "<rdf:li xml:lang='x-default'>Rights</rdf:li></rdf:Alt></dc:rights>"
)


def test_the_default_language_is_taken() -> None:
    assert xmp.read(packet(ALTERNATIVES)).copyright_notice == "Rights"


def test_lists_simple_values_and_attributes() -> None:
    said = xmp.read(
        packet(
            "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
            "<photoshop:City>Almery</photoshop:City>"
        ).replace(b'rdf:about=""', b'rdf:about="" photoshop:Credit="The Tidings"')
    )
    assert (said.creator, said.city, said.credit) == ("Ada; Ben", "Almery", "The Tidings")


def test_utf16_packets_are_read() -> None:
    text = packet("<photoshop:Credit>潮信报</photoshop:Credit>").decode()
    assert xmp.read(text.encode("utf-16")).credit == "潮信报"


def test_a_damaged_packet_gives_what_stands_before_the_damage() -> None:
    whole = packet("<photoshop:Credit>Kept</photoshop:Credit><photoshop:City>Almery")
    assert xmp.read(whole.split(b"Almery")[0]).credit == "Kept"


def test_markup_in_a_value_is_text() -> None:
    said = xmp.read(packet("<photoshop:Credit>&lt;script&gt;alert(1)</photoshop:Credit>"))
    assert said.credit == "<script>alert(1)"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_document_type_is_hostile(charset: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    text = packet("<photoshop:Credit>&e;</photoshop:Credit>").decode()
    hostile = text[text.index("<x:xmpmeta") :]
    assert xmp.properties((doctype + hostile).encode(charset)) == {}


def test_deep_nesting_is_given_up_quickly() -> None:
    start = time.process_time()
    xmp.read(packet("<other:a>" * 200_000))
    assert time.process_time() - start < 5


def test_too_large_a_packet_is_not_parsed() -> None:
    assert (
        xmp.properties(packet("<photoshop:City>A</photoshop:City>") + b" " * xmp.MAX_BYTES + b"x")
        == {}
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_metadata(data: bytes) -> None:
    assert xmp.read(data) == PhotoMetadata()


@given(st.binary(max_size=60), st.integers(0, 900))
def test_a_packet_with_any_bytes_in_it_gives_metadata(noise: bytes, at: int) -> None:
    whole = packet(ALTERNATIVES)
    assert isinstance(xmp.read(whole[:at] + noise + whole[at:]), PhotoMetadata)


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_written_is_well_formed_whatever_it_says(credit: str, terms: str) -> None:
    written = xmp.write(PhotoMetadata(credit=credit, usage_terms=terms, licence_url="x"))
    assert xmp.read(written).licence_url == "x"


def test_written_rights_are_read_again() -> None:
    rights = PhotoMetadata(
        creator="Ada Quill; Ben Rook",
        credit="Ada & Ben <The Tidings>",
        copyright_notice="© 潮信报",
        usage_terms="One line.\nAnother.",
        licence_url="https://tidings.example/licence?a=1&b=2",
        digital_source="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    )
    assert xmp.read(xmp.write(rights)) == rights


def test_the_longest_values_fit_into_a_jpeg_segment() -> None:
    long = "潮" * 20_000
    written = xmp.write(
        PhotoMetadata(creator=long, credit=long, copyright_notice=long, usage_terms=long)
    )
    assert len(written) < 65_000


def test_nothing_to_say_writes_nothing() -> None:
    assert xmp.write(PhotoMetadata(caption="A caption is no right.")) == b""
