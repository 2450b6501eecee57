"""What the log says of an outage."""

from __future__ import annotations

import logging

from django.db.utils import InterfaceError, OperationalError

from broadsheet.reader.backstage import in_a_line


class OutageInALine(logging.Filter):
    """Of a request that met no database a line is kept, not the trace: there are thousands."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, (OperationalError, InterfaceError)):
            record.msg = f"{record.getMessage()}: {in_a_line(error)}"
            record.args = ()
            record.exc_info = record.exc_text = None
        return True
