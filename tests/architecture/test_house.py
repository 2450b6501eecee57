"""The house: rooms, sizes, words."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "broadsheet"


def test_no_file_is_longer_than_400_lines() -> None:
    long = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400
    ]
    assert long == []


def test_no_room_without_a_job() -> None:
    names = {path.stem for path in SOURCE.rglob("*")}
    assert not names & {"utils", "helpers", "common", "misc"}


def test_templates_run_nothing_inline_and_load_nothing_from_elsewhere() -> None:
    offences = []
    for path in (SOURCE / "theme" / "templates").rglob("*.html"):
        markup = re.sub(r"\{%.*?%\}", "", path.read_text(), flags=re.S)
        if re.search(r"\son[a-z]+=", markup) or re.search(r"\sstyle=", markup):
            offences.append(f"{path.name}: inline")
        if re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", markup):
            offences.append(f"{path.name}: script")
        if re.search(r"(?:src|srcset)=[\"']?(?:https?:)?//", markup):
            offences.append(f"{path.name}: other host")
    assert offences == []
