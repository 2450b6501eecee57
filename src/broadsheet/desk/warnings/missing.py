"""What a story of its kind should have."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story


def missing(story: Story) -> Iterator[Warning]:
    """No standfirst, no byline or source, nothing to read, nothing to look at."""
    if not story.standfirst:
        yield Warning("no-standfirst", _("There is no standfirst."), "standfirst")
    if not (story.source_id or story.byline_text or story.bylines.exists()):
        yield Warning("no-byline", _("There is neither a byline nor a source."), "bylines")
    if not story.editor:
        yield Warning("no-editor", _("No editor is credited."), "editor")
    if not story.topics.exists():
        yield Warning("no-topic", _("There is no topic, so nothing leads here."), "topics")
    yield from _of_its_kind(story)


def _of_its_kind(story: Story) -> Iterator[Warning]:
    blocks = {block.block_type for block in story.body}
    match story.kind:
        case Story.Kind.TEXT if not blocks:
            yield Warning("no-body", _("There is no body."), "body")
        case Story.Kind.GALLERY if not blocks & {"gallery", "picture"}:
            yield Warning("no-gallery", _("A photo story without pictures in its body."), "body")
        case Story.Kind.VIDEO if not story.lead_clip_id and not blocks & {"clip", "embed"}:
            yield Warning("no-clip", _("A video story without a clip."), "lead_clip")
        case Story.Kind.LIVE if not story.entries:
            yield Warning("no-entries", _("A live story without an entry."), "entries")
