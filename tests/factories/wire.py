"""Wire files of an agency that does not exist."""

from __future__ import annotations

import json
from typing import Any

GUID = "tag:tidewire.example,2026:ferry-1"


def ninjs(version: str = "1", guid: str = GUID, **fields: Any) -> bytes:
    """One ninjs item; a field that is None is left out."""
    content: dict[str, Any] = {
        "uri": guid,
        "type": "text",
        "version": version,
        "versioncreated": f"2026-03-01T12:00:{int(version[-9:]) % 60:02}Z",
        "headline": "Ferry held at the quay",
        "description_text": "The harbour-master kept it back for an hour.",
        "body_xhtml": "<p>The tide was higher than the table said.</p>",
        "language": "en",
        **fields,
    }
    return json.dumps(
        {name: value for name, value in content.items() if value is not None}
    ).encode()
