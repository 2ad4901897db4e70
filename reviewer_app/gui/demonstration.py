"""The headless demo: the window itself, without a display, is led through the review of a sample case.

It goes the reviewer's way, by the same commands, and keeps pictures of the window on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reviewer_app.domain.authority import RungKind, Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Priority
from reviewer_app.domain.review import (
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    ReviewStatus,
    Role,
)
from reviewer_app.evidence.quoting import find_passage
from reviewer_app.gui.application import Application
from reviewer_app.gui.qt_application import new_qt_application
from reviewer_app.gui.tasks.page_jobs import Wish, WordsRequest
from reviewer_app.gui.window_controller import WindowController
from reviewer_app.gui.window_settings import WindowSettings, write_settings
from reviewer_app.review.read_pages import CasePages
from reviewer_app.review.sample_cases import COMPLETE_CASE, PlannedEvidence, PlannedMark, samples_folder
from reviewer_app.window_call import WindowCall

WINDOW_SIZE = (1366, 768)
POLL_MILLISECONDS = 10
PATIENCE_SECONDS = 60
SUMMARY_FORMATS = ("pdf", "html", "json")
OUTSIDE = "The sample's records do not concern this."
REVIEWER = Reviewer(name="Dana Whitfield, RN", role=Role.NURSE, licence="RN 204417 WI")
RATIONALE = (
    "The records show left S1 radicular pain that did not change with six weeks of therapy and medication, "
    "an examination and an MRI, read by an independent radiologist, that agree, and no earlier injection."
)
ANSWER = "Considered; nothing in the submitted documents speaks against it."

Condition = Callable[[], bool]
"""What a step waits for."""


class DemonstrationStoppedError(ReviewerError):
    """The demo could not go on."""


class Demonstration(QObject):
    """Leads the window through the steps; each waits until what it did is on screen and in the database."""

    def __init__(self, application: Application, plan: Mapping[str, PlannedMark], target: Path) -> None:
        """``plan`` are the marks by element id, ``target`` the folder for summary and pictures."""
        super().__init__()
        self._application = application
        self._plan = plan
        self._target = target
        self._steps = self._script()
        self._waiting: Condition = self._idle
        self._left = PATIENCE_SECONDS * 1000 // POLL_MILLISECONDS
        self._timer = QTimer(self, interval=POLL_MILLISECONDS)
        self._timer.timeout.connect(self._go_on)
        self.problem: ReviewerError | None = None

    def start(self) -> None:
        self._timer.start()

    def _go_on(self) -> None:
        if self._waiting():
            self._left = PATIENCE_SECONDS * 1000 // POLL_MILLISECONDS
            following = next(self._steps, None)
            if following is None:
                self._end()
            else:
                self._waiting = following
            return
        self._left -= 1
        if self._left == 0:
            self.problem = DemonstrationStoppedError(
                f"The demo waited {PATIENCE_SECONDS} seconds in vain; "
                f"look at what it wrote in {self._target}."
            )
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._application.window.close()

    @property
    def _controller(self) -> WindowController:
        return self._application.controller

    @property
    def _case(self) -> OpenCase:
        case = self._controller.review.case
        if case is None:
            raise RuntimeError("no case is open")
        return case

    def _idle(self) -> bool:
        """Nothing is under way at the database."""
        return self._application.store.waiting == 0

    def _settled(self) -> bool:
        """Nothing is under way, and the pages on screen are sharp."""
        return self._idle() and self._application.queue.idle

    def _script(self) -> Iterator[Condition]:
        """The demo: what is done between two waits."""
        yield lambda: self._idle() and bool(self._controller.worklist.model.rows)
        self._picture("1-worklist")
        self._application.open_case(samples_folder() / COMPLETE_CASE)
        yield lambda: self._controller.review.case is not None and self._settled()
        self._controller.review.act(lambda desk: desk.enter_reviewer(REVIEWER))
        for element in self._case.checklist.elements:
            yield from self._mark(element)
        self._picture("2-review-light")
        self._application.choose_look("dark")
        yield self._settled
        self._picture("3-review-dark")
        self._application.choose_look("light")
        yield from self._decide()
        panel = self._controller.review.panels.determination
        panel.sign()
        yield lambda: self._idle() and panel.decision.signing.preview.preview is not None
        panel.sign()
        yield lambda: self._idle() and self._case.review.status is ReviewStatus.SIGNED
        yield self._settled
        self._picture("4-determination-signed")
        for kind in SUMMARY_FORMATS:
            self._controller.review.export(kind, self._target / f"summary.{kind}")
            yield self._idle

    def _mark(self, element: ChecklistElement) -> Iterator[Condition]:
        """Cite what the plan has for an element, and mark it."""
        planned = self._plan.get(element.id)
        controller = self._controller
        controller.review.panels.checklist.select(element.id)
        for evidence in planned.evidence if planned else ():
            yield from self._cite(element.id, evidence)
        if planned is None or planned.state is FindingState.NOT_APPLICABLE:
            reason = planned.reason if planned else OUTSIDE
            controller.review.act(
                lambda desk: desk.mark_finding(element.id, FindingState.NOT_APPLICABLE, reason)
            )
        else:
            controller.review.elements.mark(planned.state)
        yield self._idle

    def _cite(self, element_id: str, evidence: PlannedEvidence) -> Iterator[Condition]:
        """Show the page and attach the passage, or the page where it is a picture."""
        self._controller.review.pages.show_file(evidence.file)
        self._application.review_page.pane.view.go_to(evidence.page)
        document = self._application.review_page.pane.view.document
        request = WordsRequest(document, evidence.page)
        self._application.pictures.want("demonstration", (Wish(request, Priority.VISIBLE),))
        yield lambda: self._application.pictures.words(document, evidence.page) is not None
        anchor = self._anchor(document, evidence)
        self._controller.review.act(lambda desk: desk.attach_evidence(element_id, anchor))
        yield self._idle

    def _anchor(self, document: str, evidence: PlannedEvidence) -> Anchor:
        text = self._application.pictures.words(document, evidence.page)
        found = find_passage(text.words, evidence.quote) if text and evidence.quote else None
        return found.anchor(document, evidence.page) if found else Anchor(document, evidence.page)

    def _decide(self) -> Iterator[Condition]:
        """Check what comes before the coverage policy, answer the prompts, approve each line."""
        review = self._controller.review
        for ladder in self._case.authority:
            for rung in ladder.left:
                self._check(ladder.line, rung.rung)
        self._controller.focus.show_tab(review.panels.determination)
        for prompt in self._case.checklist.prompts:
            self._answer(prompt.id)
        for service in self._case.request.services:
            self._approve(service.line)
        yield self._idle

    def _check(self, line: int, rung: RungKind) -> None:
        self._controller.review.act(lambda desk: desk.mark_rung(line, rung, Speaks.SILENT))

    def _answer(self, prompt_id: str) -> None:
        self._controller.review.act(lambda desk: desk.answer_prompt(prompt_id, ANSWER))

    def _approve(self, line: int) -> None:
        decided = LineDetermination(line, Outcome.APPROVE, RATIONALE)
        self._controller.review.act(lambda desk: desk.enter_determination(decided))

    def _picture(self, name: str) -> None:
        """Keep a picture of the window as it is."""
        self._application.window.grab().save(str(self._target / f"{name}.png"))


def run_demonstration(folder: Path, plan: Mapping[str, PlannedMark], target: Path) -> None:
    """Review the complete sample in a throw-away data ``folder`` and write the results to ``target``.

    Raises :class:`DemonstrationStoppedError` when it could not go on.
    """
    qt = new_qt_application()
    call = WindowCall(root=samples_folder(), data_dir=folder, throw_away=True)
    write_settings(folder, WindowSettings(*WINDOW_SIZE, maximized=False))
    application = Application(qt, call, CasePages(), folder)
    demonstration = Demonstration(application, plan, target)
    application.show()
    demonstration.start()
    qt.exec()
    if demonstration.problem is not None:
        raise demonstration.problem
