"""Small picture files with known metadata, made on the spot."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from broadsheet.stories.pictures import iim, jpeg, photoshop

UTF8 = (1, 90, b"\x1b%G")
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"


def stream(*datasets: tuple[int, int, bytes]) -> bytes:
    """An IIM stream of (record, dataset, value)."""
    return b"".join(
        bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
        for record, number, value in datasets
    )


def packet(properties: str) -> bytes:
    """An XMP packet whose one description holds `properties`."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:other="https://other.example/ns/">{properties}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def app13(iim_stream: bytes, digest: bytes | None = None) -> bytes:
    """A Photoshop segment with `iim_stream` and, if given, the digest beside it."""
    blocks = photoshop.block(photoshop.IPTC_IIM, iim_stream)
    if digest is not None:
        blocks += photoshop.block(photoshop.IPTC_DIGEST, digest)
    return jpeg.segment(jpeg.APP13, photoshop.SIGNATURE + blocks)


def encoded(
    file_format: str = "JPEG", mode: str = "RGB", size: Any = (64, 48), **options: Any
) -> bytes:
    """The bytes of a small picture with some detail in it."""
    into = BytesIO()
    ramp = Image.linear_gradient("L").resize(size)
    ramp.convert(mode).save(into, file_format, **options)
    return into.getvalue()


def upload(data: bytes, name: str = "quay.jpg") -> SimpleUploadedFile:
    """`data` as a form hands it over."""
    return SimpleUploadedFile(name, data)


WIRE_PHOTO = encoded(
    xmp=packet("<photoshop:Credit>Agence Marée</photoshop:Credit>"),
    extra=app13(
        stream(
            UTF8,
            (*iim.BYLINE, "Zoë Müller".encode()),
            (*iim.COPYRIGHT, "© 2026 Agence Marée".encode()),
            (*iim.CAPTION, "Café à Orléans".encode()),
            (*iim.CITY, "Orléans".encode()),
            (*iim.COUNTRY, b"France"),
        )
    ),
)
