"""What a reviewer decides about pages that the program takes for copies: that they are not the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.same_page import PageMatch, PagePlace


@dataclass(frozen=True, slots=True)
class CopySubject:
    """Pages of one document, and as many of another one that they are compared with, each by SHA-256 and
    first page."""

    sha256: str
    page: int
    other_sha256: str
    other_page: int


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """That so many ``pages`` from the subject's on are no copies, with the reason, by whom and when."""

    subject: CopySubject
    pages: int
    reason: str
    decided_by: str
    decided_at: datetime

    def covers(self, match: PageMatch) -> bool:
        """Whether it is about these two pages."""
        step = match.page - self.subject.page
        return (
            0 <= step < self.pages
            and match.place.sha256 == self.subject.sha256
            and match.other == PagePlace(self.subject.other_sha256, self.subject.other_page + step)
        )
