"""How a review that was handed over by another computer stands to the own one."""

from __future__ import annotations

from enum import StrEnum


class HandoverStanding(StrEnum):
    GOES_ON = "goes-on"
    """The review went on with it."""
    BESIDE = "beside"
    """Both copies have work that the other lacks, and nobody has chosen yet."""
    DECLINED = "declined"
    """The own version was chosen to go on."""
