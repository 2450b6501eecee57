"""Bytes to text where the declared encoding is missing, wrong or a lie, or is known from outside.

Only what can be told from the bytes themselves is put right; anything else is refused.
"""

from __future__ import annotations

import codecs
import contextlib
import re

from broadsheet.formats.errors import FormatError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Which of the first four bytes say something (as RFC 4627, section 3, told JSON's encodings).
_PATTERNS: dict[tuple[bool, ...], str] = {
    (False, False, False, True): "utf-32-be",
    (True, False, False, False): "utf-32-le",
    (False, True, False, True): "utf-16-be",
    (True, False, True, False): "utf-16-le",
}
#: What senders write for the encodings that hold it (as the Encoding Standard reads them, 4.2).
_WIDER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
#: Labels of the Encoding Standard (4.2) that Python does not know, by the codec that is meant.
_LABELS = {
    label: codec
    for codec, labels in {
        "cp1250": "x-cp1250",
        "cp1251": "x-cp1251",
        "cp1252": "x-cp1252 iso88591",
        "cp1253": "x-cp1253",
        "cp1254": "x-cp1254 iso88599",
        "cp1255": "x-cp1255",
        "cp1256": "x-cp1256",
        "cp1257": "x-cp1257",
        "cp1258": "x-cp1258",
        "cp874": "dos-874 windows-874 iso885911",
        "iso8859-2": "iso88592",
        "iso8859-3": "iso88593",
        "iso8859-4": "iso88594",
        "iso8859-5": "iso88595",
        "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
        "iso8859-7": "iso88597 sun_eu_greek",
        "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i iso88598 logical visual",
        "iso8859-10": "iso885910",
        "iso8859-13": "iso885913",
        "iso8859-14": "iso885914",
        "iso8859-15": "csisolatin9 iso885915",
        "koi8-r": "koi koi8",
        "koi8-u": "koi8-ru",
        "mac-roman": "csmacintosh mac x-mac-roman",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
        "big5hkscs": "cn-big5 x-x-big5",
        "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
        "cp932": "windows-31j x-sjis",
        "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
    }.items()
    for label in labels.split()
}
#: Encodings whose bytes mean something else than ASCII's, so that they are never UTF-8 too.
_APART = re.compile("iso2022|utf-16|utf-32")
#: What somebody may say that text is in which does not say it of itself, by the usual names.
ENCODINGS = (
    *("GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "KOI8-R", "KOI8-U", "TIS-620"),
    *(f"Windows-{number}" for number in range(1250, 1259)),
    *(f"ISO-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
)
_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_HIGH = re.compile("[^\x00-\x7f]+")
_STRAY = re.compile("[\udc80-\udcff]+")
_RARE = 50
#: The characters that Windows-1252 has where ISO-8859-1 has controls.
_FROM_1252 = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)""")
#: How nearly all documents begin.
_USUAL = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="utf-8"')
_ASK = "Ask the provider to send UTF-8."


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``, which says of itself that it is in ``declared`` (None: says nothing).

    A byte order mark, or the NULs of UTF-16 and UTF-32, count more than the declaration; bytes
    that are UTF-8 from end to end are read so, whatever superset of ASCII was declared: two
    Chinese characters in GBK are UTF-8, too, once in fifty times, and six once in a hundred
    thousand, while systems that write UTF-8 under an old declaration are common. Windows-1252 is
    what is meant by ISO-8859-1, and by UTF-8 that is none. Raises FormatError if no reading fits.
    """
    encoding = _PATTERNS.get(tuple(map(bool, data[:4])))
    for mark, name in _BOMS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    encoding = encoding or (_known(declared) if declared else "utf-8")
    if not _APART.match(encoding):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if encoding == "utf-8":
                return _western(data, error)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            return data.decode("latin-1")
        raise _wrong(data, encoding, error) from error


def declared_in(data: bytes) -> str | None:
    """What the XML declaration of ``data`` says that it is in; None if it says nothing."""
    if data.startswith(_USUAL):
        return "utf-8"
    found = _DECLARED.search(data[:400])
    return found[1].decode("ascii").lower() if found else None


def encoding_named(written: str) -> str:
    """The name in :data:`ENCODINGS` of what others may call otherwise (``gb2312``, ``cp1251``).
    Raises ValueError if there is none."""
    codec = _codec(written)
    for name in ENCODINGS:
        if codec and _codec(name) == codec:
            return name
    raise ValueError(f"{written!r} is none of the encodings {', '.join(ENCODINGS)}")


def in_utf8(data: bytes, charset: str = "", assumed: str = "") -> bytes:
    """``data`` as it is; or in UTF-8 with a byte order mark, where it is something else and that
    is known from outside.

    As RFC 7303, section 3, has it: a byte order mark counts first, then the ``charset`` of a
    Content-Type, then what XML declares; ``assumed`` is what the sender is known to use, and counts
    after these. Whatever is said, bytes that are UTF-8 are taken for it, and those that are not
    for nothing of the kind. Servers add ISO-8859-1 by themselves: as a charset it counts last.
    """
    if b"\0" in data[:4] or data.startswith(tuple(mark for mark, _ in _BOMS)):
        return data
    told, declared = _codec(charset), declared_in(data)
    is_declared = declared is not None and _known(declared) != "utf-8"
    if not _APART.match(told or ""):
        with contextlib.suppress(UnicodeDecodeError):
            data.decode("utf-8")
            return codecs.BOM_UTF8 + data if told == "utf-8" and is_declared else data
    is_added = told == "cp1252"
    known = [None if is_added else told]
    if not is_declared:
        known += [_codec(assumed), told]
    for codec in filter(None, known):
        with contextlib.suppress(UnicodeDecodeError):
            return codecs.BOM_UTF8 + data.decode(codec).encode()
    return data


def undoubled(text: str) -> str:
    """``text``, unless it is UTF-8 that somebody took for Windows-1252 and wrote in UTF-8 once
    more (``KÃ¶ln``): then what was meant. Nobody writes such letters in such rows."""
    if text.isascii():
        return text
    try:
        return text.translate(_FROM_1252).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _known(declared: str) -> str:
    """The codec for ``declared``; UTF-8 if there is none, or if it isn't one for these bytes."""
    return _codec(declared) or "utf-8"


def _codec(written: str) -> str | None:
    """The codec that is called so, or the wider one that holds it; None if there is none."""
    try:
        name = codecs.lookup(_LABELS.get(written.lower(), written)).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    try:
        # UTF-7, EBCDIC and Python's own codecs could hide what is looked for in the text.
        fits = _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, UnicodeError):
        return None
    return name if fits else None


def _western(data: bytes, error: UnicodeDecodeError) -> str:
    """``data`` as UTF-8 with stray Windows-1252 between. In Western text such bytes stand alone
    or in twos among ASCII; where they stand in rows they are something else, and nobody can tell
    what, unless all but a few bytes are UTF-8: then those few are what is left of a character."""
    text = data.decode("utf-8", errors="surrogateescape")
    runs = [run for run in _HIGH.findall(text) if _STRAY.search(run)]
    if sum(map(len, runs)) <= 1.5 * len(runs):
        with contextlib.suppress(UnicodeDecodeError):
            return _STRAY.sub(_windows_1252, text)
    high = sum(map(len, _HIGH.findall(text)))
    if len(_STRAY.findall(text)) * _RARE > high:
        raise _wrong(data, "utf-8", error) from error
    return _STRAY.sub("\ufffd", text)


def _windows_1252(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", errors="surrogateescape").decode("cp1252")


def _wrong(data: bytes, encoding: str, error: UnicodeDecodeError) -> FormatError:
    return FormatError(
        f"The file is not in {encoding.upper()}, and its bytes do not tell what it is in",
        where=f"byte {error.start}, line {data.count(bytes([10]), 0, error.start) + 1}",
        remedy=_ASK,
    )
