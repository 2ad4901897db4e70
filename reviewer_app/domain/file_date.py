"""The day that a file's name carries."""

from __future__ import annotations

import re
from datetime import date

FILE_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
"""Year, month and day in a file's name."""


def document_date(file: str) -> date | None:
    """The date that a file's name carries, when it is a real one."""
    found = FILE_DATE.search(file.rsplit("/", 1)[-1])
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
