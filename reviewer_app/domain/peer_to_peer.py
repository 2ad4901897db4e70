"""A peer-to-peer conversation: what the ordering provider and the deciding physician said to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Channel(StrEnum):
    """How the two talked."""

    TELEPHONE = "telephone"
    VIDEO = "video"
    IN_PERSON = "in-person"
    WRITING = "in-writing"


@dataclass(frozen=True, slots=True)
class PeerToPeerNote:
    """One conversation, or the attempt at one. ``held_on`` is its calendar day and ``held_at`` its local time
    as the reviewer typed it; ``partner`` with whom, ``said`` what was said, ``new_information`` what of it
    the submitted records do not have, empty where there was nothing new."""

    id: str
    held_on: date | None = None
    held_at: str = ""
    partner: str = ""
    channel: Channel = Channel.TELEPHONE
    said: str = ""
    new_information: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None
