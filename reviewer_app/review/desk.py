"""The desk of one reviewer: a workspace, and the case that lies open on it.

It opens cases, writes them out and hands them over; what is found and what is decided are its two sides
(:mod:`reviewer_app.review.finding_desk`, :mod:`reviewer_app.review.decision_desk`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.domain.earlier_case import CaseStanding, EarlierDocument
from reviewer_app.domain.same_page import DocumentPlace, PageMatch
from reviewer_app.review import (
    audit_trail,
    earlier_pages,
    export_summary,
    export_trail,
    hand_over,
    list_cases,
    open_case,
    save_attachment,
)
from reviewer_app.review.audit_trail import AuditTrail, TrailCheck
from reviewer_app.review.decision_desk import DecisionDesk
from reviewer_app.review.export_order import ExportOrder, export_order
from reviewer_app.review.finding_desk import FindingDesk
from reviewer_app.review.hand_over import HandedReview, TakenReview


class Desk(FindingDesk, DecisionDesk):
    """Everything that a reviewer does."""

    def open(self, folder: Path, progress: Callable[[str], None] = lambda _file: None) -> OpenCase:
        """Open a case folder and lay it on the desk; ``progress`` hears the file that is being read."""
        self.case = open_case.open_case(self.workspace, folder, progress)
        return self.case

    def open_reviewed(self, folder: Path) -> OpenCase:
        """Lay a case on the desk that was reviewed before; nothing is begun."""
        self.case = open_case.open_reviewed_case(self.workspace, folder)
        return self.case

    def read_folder_again(self) -> OpenCase:
        return self._act(open_case.read_folder_again)

    def worklist(self, root: Path) -> tuple[CaseRow, ...]:
        """The case folders under a root, as rows of the worklist."""
        return list_cases.list_cases(self.workspace, root)

    def last_root(self) -> Path | None:
        """The root of the worklist that was shown last."""
        return next(iter(self.workspace.store.settings.recent_roots()), None)

    def export(self, order: ExportOrder | str, target: Path, *, draft_allowed: bool) -> OpenCase:
        """Write a document of the open case; the name of a format alone orders the summary in it."""
        ordered = export_order(order) if isinstance(order, str) else order
        return self._act(export_summary.export_summary, ordered, target, draft_allowed=draft_allowed)

    def save_attachment(self, sha256: str, number: int, target: Path, *, replace: bool) -> OpenCase:
        return self._act(save_attachment.save_attachment, sha256, number, target, replace=replace)

    def copies_by_file(self) -> tuple[PageMatch, ...]:
        """The pages of the open case that earlier cases have as the very same file."""
        return earlier_pages.copies_by_file(self.workspace, self._open_case())

    def earlier_document(self, place: DocumentPlace, sha256: str) -> EarlierDocument:
        """A document of an earlier case, to be shown beside the open one."""
        return earlier_pages.earlier_document(self.workspace, place, sha256)

    def case_standings(self, case_ids: Iterable[str]) -> dict[str, CaseStanding]:
        """What became of other cases, by their ids."""
        return earlier_pages.case_standings(self.workspace, case_ids)

    def hand_over(self, target: Path, passphrase: str) -> OpenCase:
        return self._act(hand_over.hand_over, target, passphrase)

    def take_handover(self, file: Path, passphrase: str) -> TakenReview:
        """Take the review that another computer handed over, and lay the case on the desk as it stands
        then."""
        taken = hand_over.take_handover(self.workspace, self._open_case(), file, passphrase)
        self.case = taken.case
        return taken

    def handed_reviews(self) -> tuple[HandedReview, ...]:
        """What came from other computers for the open case, the newest first."""
        return hand_over.handed_reviews(self.workspace, self._open_case())

    def choose_handed(self, handover_id: str) -> OpenCase:
        return self._act(hand_over.choose_handed, handover_id)

    def decline_handed(self, handover_id: str) -> OpenCase:
        return self._act(hand_over.decline_handed, handover_id)

    def suggested_handover(self) -> str:
        """A file name for the open case's review as it is handed over."""
        return hand_over.suggested_handover(self._open_case())

    def audit_trail(self) -> AuditTrail:
        """The acts on the open case, to be described piece by piece."""
        return audit_trail.audit_trail(self.workspace, self._open_case())

    def export_trail(self, target: Path) -> OpenCase:
        return self._act(export_trail.export_trail, target)

    def suggested_trail(self) -> str:
        """A file name for the open case's history, without its ending."""
        return export_trail.suggested_trail(self._open_case())

    def check_trail(self) -> TrailCheck:
        """Whether the acts on the open case are as they were written."""
        return audit_trail.check_trail(self.workspace, self._open_case())

    def suggested_name(self, order: ExportOrder | None = None) -> str:
        """A file name for what is exported of the open case, without its ending."""
        return export_summary.suggested_name(self._open_case(), order)

    def begin_daily_backup(self, finished: Callable[[BaseException | None], None]) -> bool:
        """Begin today's backup unless there is one; ``finished`` is called on the backup's thread."""
        return self.workspace.store.begin_daily_backup(self.workspace.now(), finished)
