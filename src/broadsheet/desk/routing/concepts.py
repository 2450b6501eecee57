"""What people and agencies call a concept, as identifiers that can be compared."""

from __future__ import annotations

import re

from broadsheet.formats.catalogues import NEWSCODES, ancestry, uri_of

MEDIA_TOPICS = f"{NEWSCODES}mediatopic/"
SUBJECT_CODES = f"{NEWSCODES}subjectcode/"
_BARE = re.compile(r"\d{8}")
_TOP = re.compile(r"\d\d0{6}")


def identifier(written: str) -> str:
    """What somebody wrote for a concept as a full URI, else the text itself, in small letters.

    `medtop:15000000` and the eight digits alone name a media topic, `subj:15000000` a subject code:
    aliases are for people, only URIs are compared (NewsML-G2 2.35, QCodes).
    """
    written = written.strip()
    if _BARE.fullmatch(written):
        return f"{MEDIA_TOPICS}{written}"
    if written.lower().startswith("https://cv.iptc.org/"):
        written = f"http://{written[8:]}"
    return (uri_of(written) or written).lower()


def with_broader(uri: str) -> set[str]:
    """The concept with that URI (as `identifier` writes it) and all that stand above it.

    The seventeen subjects at the top are the same in both of IPTC's vocabularies.
    """
    found = set(ancestry(uri))
    for one in list(found):
        code = one.removeprefix(SUBJECT_CODES)
        if code != one and _TOP.fullmatch(code):
            found.add(f"{MEDIA_TOPICS}{code}")
    return found
