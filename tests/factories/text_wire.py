"""Text wires of an agency that does not exist."""

from __future__ import annotations

from datetime import datetime


def anpa(
    number: str,
    sent: datetime | None,
    slug: str = "BC-HL--Ferry Flood",
    text: str = "The ferry runs again.",
    headline: str = "Ferry runs again",
) -> bytes:
    """One message of ANPA 1312; `slug` with its version (``BC-HL--Ferry, KILL``), `sent` in UTC."""
    keyword, _, version = slug.replace(" ", "").partition(",")
    closing = f"HL-WF-{sent:%m-%d-%y %H%M}GMT" if sent else "HL-WF"
    lines = [
        f"\x16\x16\x01{number}\x1fhilla",
        f"r i\x13\x11 {keyword} {version}   05-05 0061",
        f"\x02^{slug},61<",
        *([f"^{headline}<"] if headline else []),
        f"\t   LOWGATE (HL) _ {text}",
        f"\x03{closing}<",
        "\x04",
    ]
    return "\r\n".join(lines).encode()


def iptc(number: str, sent: datetime, title: str, keywords: str = "Ferry/") -> bytes:
    """One message of IPTC 7901; `title` are the lines above the text, the last the headline."""
    text = f"{title} =\r\n\r\n   Lowgate (hill) - The ferry runs."
    closing = f"{sent:%d%H%M} GMT {sent:%b %y}"
    return f"\x01{number} 4 pl 61\r\n{keywords}\r\n\x02{text}\r\n\x03{closing}\r\n\x04".encode()
