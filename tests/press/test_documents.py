"""Documents are downloads: none becomes a page of ours."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from broadsheet.plates import PlateTree
from broadsheet.press.models import Plate
from broadsheet.press.pressing import press_page
from tests.conftest import TestPaper
from tests.factories import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content"),
    [("page.html", b"<script>alert(1)</script>"), ("code.js", b"alert(1)"), ("note.txt", b"x")],
)
def test_a_document_is_never_pressed(
    paper: TestPaper, tree: PlateTree, name: str, content: bytes
) -> None:
    document = get_document_model().objects.create(
        title="A document", file=ContentFile(content, name)
    )
    link = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
    publish(paper.politics, body=[("text", link)])
    rendered = press_page(document.url)
    assert (rendered.status, rendered.body) == (200, content)
    assert "attachment" in rendered.header("Content-Disposition")
    assert tree.body(document.url) is None
    assert not Plate.objects.exists()
