"""What a NITF document inside a news item says of its own status and embargo."""

from __future__ import annotations

import copy
from datetime import tzinfo

from lxml import etree

from broadsheet.formats.filling import graver
from broadsheet.formats.newsmlg2.draft import Draft
from broadsheet.formats.nitf.dates import norm_time
from broadsheet.formats.nitf.status import Status, take_status
from broadsheet.formats.xml import attribute, child


def hold_as_inside(draft: Draft, nitf: etree._Element) -> None:
    """Let the graver status and the later embargo hold, as where NewsML 1 and feeds bring such a
    document: some send the envelope of a killed or embargoed story as ever."""
    head = child(nitf, "head")
    if head is None or child(head, "docdata") is None:
        return
    status = _status_of(head, draft.zone)
    draft.pubstatus = graver(draft.pubstatus, status.pubstatus)
    if status.embargo and (draft.embargo is None or status.embargo > draft.embargo):
        draft.embargo = status.embargo
    if (unparsed := status.extra.get("embargo_unparsed")) is not None:
        draft.extra.setdefault("embargo_unparsed", unparsed)


def _status_of(head: etree._Element, zone: tzinfo) -> Status:
    """Reading takes ``head`` apart, which is kept as it is."""
    own = copy.deepcopy(head)
    times = [norm_time(attribute(each, "norm"), zone) for each in own.iter("{*}date.issue")]
    return take_status(own, max(filter(None, times), default=None), zone)
