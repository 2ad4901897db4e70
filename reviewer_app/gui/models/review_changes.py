"""What of a review's changes is the reviewer's doing."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.review import Review


def changed_by_reviewer(before: Review, after: Review) -> bool:
    """Whether anything differs beside the place where one reads and the pages that were on screen, which the
    program writes down by itself."""
    return replace(before, place=after.place, pages_seen=after.pages_seen) != after
