"""XMP, ISO 16684-1: reading the properties that matter to a newsroom, and writing rights."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from broadsheet.stories.pictures import dates
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.plain import one_line, plain

MAX_BYTES = 4 * 1024 * 1024
MAX_WRITTEN = 4_000  # characters of one value: a packet has to fit into a JPEG segment
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def properties(packet: bytes) -> dict[str, list[str]]:
    """`prefix:name` -> values of the known properties in `packet`; a damaged one gives what it can.

    Of a language alternative the x-default comes first. A packet with a document type is hostile
    (XMP has none) and gives nothing, as does one of more than 4 MB.
    """
    packet = packet.strip(b"\x00 \t\r\n")
    if len(packet) > MAX_BYTES or b"<!DOCTYPE" in packet.replace(b"\x00", b"").upper():
        return {}
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True
    )
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, list[str]] = {}
    if root is None:
        return found
    for description in root.iter(_name("rdf:Description")):
        for key, value in _properties_of(description):
            found.setdefault(key, value)
    return found


def read(packet: bytes) -> PhotoMetadata:
    """The photo metadata in an XMP packet."""
    found = properties(packet)

    def text(key: str) -> str:
        return plain((found.get(key) or [""])[0])

    return PhotoMetadata(
        title=text("dc:title"),
        headline=text("photoshop:Headline"),
        caption=text("dc:description"),
        alt=text("Iptc4xmpCore:AltTextAccessibility"),
        creator=one_line("; ".join(found.get("dc:creator", []))),
        credit=text("photoshop:Credit"),
        source=text("photoshop:Source"),
        copyright_notice=text("dc:rights"),
        usage_terms=text("xmpRights:UsageTerms"),
        instructions=text("photoshop:Instructions"),
        licence_url=text("xmpRights:WebStatement"),
        digital_source=text("Iptc4xmpExt:DigitalSourceType"),
        city=text("photoshop:City"),
        country=text("photoshop:Country"),
        taken=dates.from_xmp(text("photoshop:DateCreated")),
    )


def write(about: PhotoMetadata) -> bytes:
    """An XMP packet with the rights in `about` (creator, credit, copyright, terms, licence, how the
    picture was made); b"" where it says nothing of them.
    """
    root = etree.Element(_name("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
    used = {key: uri for key, uri in NAMESPACES.items() if key != "rdf"}
    description = etree.SubElement(root, _name("rdf:Description"), nsmap=used)
    description.set(_name("rdf:about"), "")
    for key, kind, given in (
        ("dc:creator", "rdf:Seq", about.creator),
        ("dc:rights", "rdf:Alt", about.copyright_notice),
        ("xmpRights:UsageTerms", "rdf:Alt", about.usage_terms),
        ("photoshop:Credit", "", about.credit),
        ("xmpRights:WebStatement", "", about.licence_url),
        ("Iptc4xmpExt:DigitalSourceType", "", about.digital_source),
    ):
        if value := plain(given, MAX_WRITTEN):
            _add(description, key, kind, value)
    if not len(description):
        return b""
    if about.copyright_notice:
        _add(description, "xmpRights:Marked", "", "True")
    etree.cleanup_namespaces(root)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'{etree.tostring(root, encoding="unicode")}</x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _properties_of(description: etree._Element) -> Iterator[tuple[str, list[str]]]:
    for name, value in description.attrib.items():
        if key := _key(str(name)):
            yield key, [str(value)]
    for child in description.iterchildren(etree.Element):
        key = _key(child.tag)
        if not key:
            continue
        items = sorted(
            child.iterfind("./rdf:*/rdf:li", NAMESPACES),
            key=lambda item: item.get(_LANG) not in (None, "x-default"),
        )
        texts = ["".join(str(part) for part in item.itertext()) for item in items]
        yield key, [text for text in texts or [child.text or ""] if text.strip()]


def _add(parent: etree._Element, key: str, kind: str, value: str) -> None:
    holder = etree.SubElement(parent, _name(key))
    if not kind:
        holder.text = value
        return
    container = etree.SubElement(holder, _name(kind))
    for part in value.split("; ") if kind == "rdf:Seq" else [value]:
        item = etree.SubElement(container, _name("rdf:li"))
        item.text = part
        if kind == "rdf:Alt":
            item.set(_LANG, "x-default")


def _name(key: str) -> str:
    prefix, _, local = key.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items() if prefix != "rdf"}


def _key(name: str) -> str:
    uri, _, local = name.removeprefix("{").partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""
