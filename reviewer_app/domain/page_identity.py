"""Whose pages they are: the reviewer's word on a page that names another patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageOwner(StrEnum):
    MEMBER = "member"
    """It is the member's after all."""
    OTHER = "other-patient"


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """The reviewer's word on one page. ``name`` is whose it is as read on the page, where that was written
    down. ``handling`` says what is done with another patient's page, which acknowledges it; empty until
    then."""

    sha256: str
    page: int
    file: str
    owner: PageOwner
    marked_by: str
    marked_at: datetime
    name: str = ""
    handling: str = ""
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None

    @property
    def other(self) -> bool:
        return self.owner is PageOwner.OTHER

    @property
    def acknowledged(self) -> bool:
        return self.acknowledged_at is not None


@dataclass(frozen=True, slots=True)
class SuspectedPage:
    """A page that may name another patient, as the program takes it, and ``why``. It marks nothing by
    itself."""

    sha256: str
    page: int
    file: str
    why: str
