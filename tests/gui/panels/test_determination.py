"""The determination panel: outcomes by keyboard, what each asks for, prompts, exception, signing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import (
    Blocker,
    LineReadiness,
    Spot,
    SpotKind,
    element_spot,
)
from reviewer_app.domain.peer_to_peer import Channel, PeerToPeerNote
from reviewer_app.domain.place import Place
from reviewer_app.domain.review import (
    FINAL_OUTCOMES,
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    ReviewStatus,
    Role,
    Signature,
)
from reviewer_app.domain.signing_preview import PreviewItem, SigningPreview
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.blockers_model import OTHERS, UNMARKED, BlockersModel, blocker_rows
from reviewer_app.gui.models.line_draft import TYPED
from reviewer_app.gui.models.outcome_model import OutcomeModel, outcome_rows
from reviewer_app.gui.panels.determination import DeterminationPanel
from reviewer_app.gui.panels.line_section import LineSection
from reviewer_app.gui.panels.signing_section import ATTESTATION
from reviewer_app.rules.part_words import PartNames
from reviewer_app.rules.review_differences import differences
from tests.gui.panels.keys import MARKING, WITH_MODIFIERS, CommandWindow, focus, press, shown

SIGNED = datetime(2025, 6, 15, 9, 30, tzinfo=UTC)
PHYSICIAN = Reviewer("Ruth Adeyemi, MD", Role.PHYSICIAN, "WI 44120")


@pytest.fixture
def panel(light: Look, case: OpenCase) -> DeterminationPanel:
    made = DeterminationPanel(light)
    made.show_case(case)
    return made


@pytest.fixture
def window(qtbot: QtBot, panel: DeterminationPanel) -> CommandWindow:
    return shown(qtbot, panel, height=2400)


@pytest.fixture
def told(panel: DeterminationPanel) -> list[LineDetermination]:
    """The determinations that the panel told."""
    entered: list[LineDetermination] = []
    panel.determination_entered.connect(entered.append)
    return entered


def decided(case: OpenCase, *determinations: LineDetermination) -> OpenCase:
    return replace(case, review=replace(case.review, determinations=determinations))


def everything_allowed(case: OpenCase) -> OpenCase:
    return replace(case, readiness=tuple(LineReadiness(line, (), (), tuple(Outcome)) for line in (1, 2)))


def as_physician(case: OpenCase) -> OpenCase:
    return replace(case, reviewer=PHYSICIAN)


def signed(case: OpenCase) -> OpenCase:
    signature = Signature(PHYSICIAN, SIGNED, ATTESTATION, "ab" * 32, "cd" * 32)
    review = replace(case.review, status=ReviewStatus.SIGNED, signature=signature)
    return replace(case, review=review)


def section(panel: DeterminationPanel, line: int) -> LineSection:
    return panel.decision.lines[line - 1]


def test_models_keep_the_rules_of_models(case: OpenCase) -> None:
    outcomes, blockers = OutcomeModel(), BlockersModel()
    for model in (outcomes, blockers):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    outcomes.show(outcome_rows(case.readiness[0], None))
    outcomes.show(outcome_rows(case.readiness[0], Outcome.PEND))
    blockers.show(blocker_rows(case.readiness[0]))
    blockers.show(())
    assert outcomes.rowCount() == len(Outcome)


def test_each_outcome_keeps_its_number_and_says_why_it_is_blocked(case: OpenCase) -> None:
    rows = outcome_rows(case.readiness[0], Outcome.PEND)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.outcome for row in rows if row.allowed] == [Outcome.PEND, Outcome.REFER, Outcome.WITHDRAWN]
    assert rows[0].below.startswith("3 blockers · The radiologist's reading is contradicted")
    assert [row.standing for row in rows[:3]] == ["blocked", "blocked", ""]
    lacking = outcome_rows(replace(case.readiness[0], allowed_outcomes=()), Outcome.PEND)
    assert lacking[2].standing == "to complete"
    assert rows[2].spoken == "3, Pend for more information, chosen"


def test_a_hidden_panel_waits_and_shows_the_last_case(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    panel = DeterminationPanel(light)
    panel.show_case(case)
    assert panel.findChildren(LineSection) == []
    shown(qtbot, panel)
    assert len(panel.findChildren(LineSection)) == 2


def test_a_number_key_chooses_an_outcome(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    focus(qtbot, section(panel, 2).outcomes)
    press(section(panel, 2).outcomes, "4")
    assert told == [LineDetermination(2, Outcome.REFER)]
    assert window.run == []


def test_arrows_and_enter_choose_an_outcome_and_letters_stay_the_windows(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    outcomes = section(panel, 2).outcomes
    focus(qtbot, outcomes)
    for key in (*MARKING, "Down", "Down", "Down", "Return"):
        press(outcomes, key)
    assert told == [LineDetermination(2, Outcome.REFER)]
    assert window.run == list(MARKING)


def test_keys_with_modifiers_stay_the_windows(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    for widget in (section(panel, 2).outcomes, panel.decision.reviewer.role):
        focus(qtbot, widget)
        window.run.clear()
        for key in WITH_MODIFIERS:
            press(widget, key)
        assert window.run == list(WITH_MODIFIERS)
    assert told == []


def test_a_blocked_outcome_is_refused_with_its_reason(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    focus(qtbot, section(panel, 2).outcomes)
    press(section(panel, 2).outcomes, "1")
    assert told == []
    assert section(panel, 2).refusal_text().startswith("Approve is blocked: The radiologist's reading")


def test_pending_leaves_what_is_missing_to_be_proposed(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    focus(qtbot, section(panel, 2).outcomes)
    press(section(panel, 2).outcomes, "3")
    assert told == [LineDetermination(2, Outcome.PEND)]


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        (None, ()),
        (Outcome.APPROVE, ("rationale",)),
        (Outcome.REFER, ("rationale",)),
        (Outcome.WITHDRAWN, ("rationale",)),
        (Outcome.DIRECT_TO_HEALTH_PLAN, ("rationale",)),
        (Outcome.DENY, ("rationale", "reason", "criterion")),
        (Outcome.PEND, ("rationale", "reason", "criterion", "missing")),
        (
            Outcome.APPROVE_IN_PART,
            ("rationale", "reason", "criterion"),
        ),
    ],
)
def test_each_outcome_asks_for_its_own_fields(
    panel: DeterminationPanel, case: OpenCase, outcome: Outcome | None, fields: tuple[str, ...]
) -> None:
    panel.show_case(decided(everything_allowed(case), LineDetermination(1, outcome)))
    assert section(panel, 1).needed_fields() == fields


def test_a_field_tells_the_whole_determination_when_it_is_left(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    first = section(panel, 1)
    focus(qtbot, first.reason)
    QTest.keyClicks(first.reason, "PXJ settles nothing")
    press(first.reason, "Tab")
    rationale = "The difference has to be settled first."
    assert told == [LineDetermination(1, Outcome.PEND, rationale, "PXJ settles nothing")]
    assert window.run == []
    focus(qtbot, first.missing)
    QTest.keyClicks(first.missing, "Over-read")
    press(first.missing, "Return")
    QTest.keyClicks(first.missing, "Addendum")
    with qtbot.waitSignal(panel.editing_done):
        press(first.missing, "Ctrl+Return")
    assert told[-1] == LineDetermination(
        1, Outcome.PEND, rationale, "PXJ settles nothing", missing=("Over-read", "Addendum")
    )
    assert len(told) == 2
    assert window.run == []


def test_a_criterion_is_chosen_or_typed_with_its_source(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    first = section(panel, 1)
    focus(qtbot, first.criterion)
    press(first.criterion, "Down")
    assert told[-1].criterion == "s14-discrepancies"
    press(first.criterion, "End")
    assert first.criterion.value() == TYPED
    assert told[-1].criterion == ""
    qtbot.waitUntil(first.source.hasFocus)
    QTest.keyClicks(first.source, "Plan booklet, p 12")
    press(first.source, "Return")
    assert told[-1].criterion_source == "Plan booklet, p 12"
    assert told[-1].criterion == ""


def test_a_blocker_leads_to_its_element(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_case(decided(case))
    opened: list[Spot] = []
    panel.blocker_activated.connect(opened.append)
    blockers = section(panel, 1).blockers
    focus(qtbot, blockers)
    press(blockers, "Return")
    press(blockers, "Down")
    press(blockers, "Return")
    assert opened == [element_spot("s4-laboratory"), element_spot("s14-discrepancies")]


def hardly_begun(case: OpenCase) -> OpenCase:
    """Line 1 with a mark missing on each of five elements, and one other blocker."""
    final = frozenset((Outcome.APPROVE, Outcome.DENY))
    unmarked = tuple(
        Blocker(
            "not-reviewed", "S4", f"“{name}” has not been reviewed.", final, "Mark it.", element_spot(name)
        )
        for name in ("one", "two", "three", "four", "five")
    )
    other = Blocker("role", "", "Only a physician may deny.", frozenset((Outcome.DENY,)))
    ready = LineReadiness(1, (*unmarked, other), (), (Outcome.PEND,))
    return replace(case, readiness=(ready, *case.readiness[1:]))


def test_many_elements_without_a_mark_are_one_row(case: OpenCase) -> None:
    ready = hardly_begun(case).readiness[0]
    rows = blocker_rows(ready)
    assert [row.message for row in rows] == ["5 elements still need a mark.", "Only a physician may deny."]
    assert rows[0].spot == element_spot("one")
    opened = blocker_rows(ready, unfolded=frozenset((UNMARKED,)))
    members = [element_spot(name) for name in ("one", "one", "two", "three", "four", "five")]
    assert [row.spot for row in opened] == [*members, None]
    few = replace(ready, blockers=(*ready.blockers[:2], ready.blockers[-1]))
    assert len(blocker_rows(few)) == 3


def test_the_row_for_many_leads_to_the_first_and_unfolds(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_case(hardly_begun(decided(case)))
    opened: list[Spot] = []
    panel.blocker_activated.connect(opened.append)
    blockers = section(panel, 1).blockers
    focus(qtbot, blockers)
    for key in ("Return", "Right", "Down", "Down", "Return", "Left", "Return"):
        press(blockers, key)
    assert opened == [element_spot(name) for name in ("one", "two", "one")]
    assert blockers.model().rowCount() == 2
    assert window.run == []
    arrow = blockers.visualRect(blockers.model().index(0, 0)).topRight() + QPoint(-10, 10)
    QTest.mouseClick(blockers.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert blockers.model().rowCount() == 7
    assert opened == [element_spot(name) for name in ("one", "two", "one")]


def test_what_blocks_the_chosen_outcome_comes_first_and_the_rest_is_one_row(case: OpenCase) -> None:
    ready = hardly_begun(case).readiness[0]
    rows = blocker_rows(ready, Outcome.APPROVE)
    assert [row.message for row in rows] == ["5 elements still need a mark.", "1 more blocks other outcomes."]
    denied = blocker_rows(ready, Outcome.DENY)
    assert [row.code for row in denied] == [UNMARKED, "role"]
    pended = blocker_rows(ready, Outcome.PEND)
    assert [row.code for row in pended] == [OTHERS]
    unfolded = blocker_rows(ready, Outcome.PEND, frozenset((OTHERS,)))
    assert len(unfolded) == 1 + len(ready.blockers)
    assert not unfolded[0].blocks


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        (FINAL_OUTCOMES, "Blocks every final outcome"),
        (frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART)), "Blocks approval"),
        (frozenset((Outcome.DENY,)), "Blocks denial"),
        (
            frozenset(Outcome) - {Outcome.PEND, Outcome.WITHDRAWN, Outcome.DIRECT_TO_HEALTH_PLAN},
            "Blocks all but a pend, direction to the health plan, withdrawal",
        ),
    ],
)
def test_a_blocker_says_which_outcomes_it_blocks(blocks: frozenset[Outcome], words: str) -> None:
    blocker = Blocker("any", "S2", "A thing.", blocks, "Mend it.")
    (row,) = blocker_rows(LineReadiness(1, (blocker,), (), ()))
    assert row.below == f"{words} · S2 · Mend it."


def in_part(case: OpenCase, part: ApprovedPart) -> OpenCase:
    chosen = decided(everything_allowed(case), LineDetermination(1, Outcome.APPROVE_IN_PART))
    return replace(chosen, review=replace(chosen.review, approved_parts=(part,)))


def test_the_approved_part_is_told_whole_beside_what_was_requested(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    parts: list[ApprovedPart] = []
    panel.part_entered.connect(parts.append)
    panel.show_case(in_part(case, ApprovedPart(1, cited=case.review.finding("s5-imaging").evidence)))
    shown_part = section(panel, 1).part
    for field, text in (
        (shown_part.units, "2"),
        (shown_part.codes, "29827, 29828"),
        (shown_part.last_day, "2025-09-30"),
    ):
        focus(qtbot, field)
        QTest.keyClicks(field, text)
        press(field, "Tab")
    cited = case.review.finding("s5-imaging").evidence
    assert parts[-1] == ApprovedPart(1, ("29827", "29828"), 2, last_day=date(2025, 9, 30), cited=cited)
    focus(qtbot, shown_part.units)
    shown_part.units.selectAll()
    QTest.keyClicks(shown_part.units, "two")
    press(shown_part.units, "Tab")
    assert len(parts) == 3
    assert window.run == []


def test_a_nurse_who_tries_a_part_is_asked_for_the_agreement(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_case(decided(case))
    assert section(panel, 1).part.isHidden()
    assert panel.part_line() == 0
    focus(qtbot, section(panel, 1).outcomes)
    press(section(panel, 1).outcomes, "2")
    assert not section(panel, 1).part.isHidden()
    assert panel.part_line() == 1


def test_a_conversation_is_told_whole_and_taken_away(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    told: list[PeerToPeerNote] = []
    gone: list[str] = []
    panel.conversation_entered.connect(told.append)
    panel.conversation_removed.connect(gone.append)
    note = PeerToPeerNote("n1", date(2025, 6, 15), "14:30", "R. Vance, MD", recorded_at=SIGNED)
    panel.show_case(replace(case, review=replace(case.review, conversations=(note,))))
    (form,) = panel.decision.conversations.forms
    focus(qtbot, form.channel)
    press(form.channel, "Down")
    focus(qtbot, form.said)
    QTest.keyClicks(form.said, "He sends an addendum.")
    press(form.said, "Ctrl+Return")
    form.removed.emit(note.id)
    assert gone == ["n1"]
    assert told[-1] == replace(note, channel=Channel.VIDEO, said="He sends an addendum.")
    assert window.run == []
    panel.show_case(signed(case))
    assert panel.decision.conversations.isHidden()


def test_what_changed_since_the_referral_leads_to_its_elements(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    opened: list[str] = []
    panel.element_activated.connect(opened.append)
    before = signed(decided(case, LineDetermination(1, Outcome.REFER))).review
    after = replace(before, findings=MappingProxyType({}))
    panel.show_since(before, differences(before, after, PartNames()))
    since = panel.decision.since
    assert "Refer to a physician" in since.words()
    assert "since" in since.words()
    focus(qtbot, since.list)
    press(since.list, "Return")
    assert opened == [since.model.rows[0].element_id]
    panel.show_since(None)
    assert since.isHidden()


def test_a_preview_stays_until_something_changes(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    shown_preview = SigningPreview((PreviewItem("Line 1", ("Approved",)),), "I did.", "ab" * 32)
    panel.show_preview(shown_preview)
    signing = panel.decision.signing
    assert "Approved" in signing.preview.words()
    assert "exactly this" in signing.sign_button.text()
    panel.show_case(replace(case, review=replace(case.review, place=Place("s4-laboratory"))))
    assert signing.preview.preview is shown_preview
    panel.show_case(decided(case, LineDetermination(2, Outcome.REFER)))
    assert signing.preview.preview is None
    assert signing.preview.isHidden()


def test_a_signed_referral_can_be_taken_up(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_case(signed(decided(case, LineDetermination(1, Outcome.APPROVE))))
    button = panel.decision.signing.take_up_button
    assert button.isHidden()
    panel.show_case(signed(decided(case, LineDetermination(1, Outcome.REFER))))
    focus(qtbot, button)
    with qtbot.waitSignal(panel.referral_taken_up):
        press(button, "Return")


@pytest.mark.parametrize(
    ("spot", "name"),
    [
        (Spot(SpotKind.DECISION, "reason", 1), "Specific reason, line 1"),
        (Spot(SpotKind.DECISION, "missing", 1), "What is missing, line 1"),
        (Spot(SpotKind.DECISION, "nothing", 1), "Outcome of line 1"),
        (Spot(SpotKind.DECISION, "reason", 2), "Outcome of line 2"),
        (Spot(SpotKind.DECISION, "law"), "Does a law apply?"),
        (Spot(SpotKind.REVIEWER, "licence"), "Licence"),
        (Spot(SpotKind.REVIEWER, "role"), "Role"),
    ],
)
def test_a_spot_gets_the_keyboard(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, spot: Spot, name: str
) -> None:
    panel.focus_spot(spot)
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    focused = window.focusWidget()
    assert focused is not None
    if spot.key != "law":
        assert focused.accessibleName() == name
    else:
        assert focused is panel.decision.prompts.answers["law"]


def test_the_outcome_stands_before_what_blocks_it(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    first = section(panel, 1)
    order = [
        widget.mapTo(first, QPoint(0, 0)).y() for widget in (first.outcomes, first.rationale, first.blockers)
    ]
    assert order == sorted(order)


def test_an_exception_is_asked_for_only_where_a_criterion_is_unmet_or_one_is_recorded(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    unused = replace(case, review=replace(case.review, exception=ExceptionRecord()))
    panel.show_case(unused)
    assert panel.decision.exception.isHidden()
    panel.show_case(with_unmet_criterion(unused))
    assert not panel.decision.exception.isHidden()
    panel.show_case(replace(case, review=replace(case.review, exception=ExceptionRecord("Rare anatomy."))))
    assert not panel.decision.exception.isHidden()


def test_each_prompt_tells_its_answer(qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow) -> None:
    answers: list[tuple[str, str]] = []
    panel.answer_entered.connect(lambda prompt, text: answers.append((prompt, text)))
    fields = panel.decision.prompts.answers
    assert fields["plan"].value() == "Surgery is a covered benefit."
    focus(qtbot, fields["law"])
    QTest.keyClicks(fields["law"], "None applies")
    press(fields["law"], "Tab")
    assert answers == [("law", "None applies")]
    assert window.run == []


def with_unmet_criterion(case: OpenCase) -> OpenCase:
    findings = dict(case.review.findings)
    findings["example-weeks"] = Finding("example-weeks", FindingState.ABSENT)
    record = ExceptionRecord("Hardware fails", ("example-weeks",))
    review = replace(case.review, findings=MappingProxyType(findings), exception=record)
    return replace(case, review=review)


def test_an_exception_names_why_and_which_criteria(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    records: list[ExceptionRecord] = []
    panel.exception_entered.connect(records.append)
    started = with_unmet_criterion(case)
    panel.show_case(replace(started, review=replace(started.review, exception=ExceptionRecord())))
    exception = panel.decision.exception
    focus(qtbot, exception.why)
    QTest.keyClicks(exception.why, "Only arm she can use")
    press(exception.why, "Ctrl+Return")
    check = exception.criteria["example-weeks"]
    focus(qtbot, check)
    press(check, "Space")
    assert records == [
        ExceptionRecord("Only arm she can use"),
        ExceptionRecord("Only arm she can use", ("example-weeks",)),
    ]
    assert window.run == []


def test_only_a_physician_can_accept_an_exception(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    started = with_unmet_criterion(case)
    panel.show_case(started)
    assert panel.decision.exception.accept_button.isHidden()
    panel.show_case(as_physician(started))
    button = panel.decision.exception.accept_button
    focus(qtbot, button)
    with qtbot.waitSignal(panel.exception_accepted):
        press(button, "Return")
    record = replace(started.review.exception, accepted_by="Ruth Adeyemi, MD", accepted_at=SIGNED)
    panel.show_case(as_physician(replace(started, review=replace(started.review, exception=record))))
    assert button.isHidden()
    assert "Ruth Adeyemi" in panel.decision.exception.acceptance_text()


def test_the_reviewer_is_told_whole(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    reviewers: list[Reviewer] = []
    panel.reviewer_entered.connect(reviewers.append)
    reviewer = panel.decision.reviewer
    focus(qtbot, reviewer.role)
    press(reviewer.role, "Down")
    focus(qtbot, reviewer.licence)
    reviewer.licence.selectAll()
    QTest.keyClicks(reviewer.licence, "WI 44120")
    press(reviewer.licence, "Return")
    assert reviewers == [
        Reviewer("Dana Okafor", Role.PHYSICIAN, "RN 118204 WI"),
        Reviewer("Dana Okafor", Role.PHYSICIAN, "WI 44120"),
    ]


def test_signing_takes_the_attestation_along(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    asked: list[str] = []
    panel.sign_requested.connect(asked.append)
    panel.sign()
    panel.show_case(as_physician(case))
    signing = panel.decision.signing
    focus(qtbot, signing.attest)
    press(signing.attest, "Space")
    focus(qtbot, signing.sign_button)
    press(signing.sign_button, "Space")
    assert asked == ["", ATTESTATION]


def test_signing_commits_what_is_being_typed_first(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, told: list[LineDetermination]
) -> None:
    order: list[str] = []
    panel.determination_entered.connect(lambda value: order.append(value.reason))
    panel.sign_requested.connect(lambda _attestation: order.append("sign"))
    focus(qtbot, section(panel, 1).reason)
    QTest.keyClicks(section(panel, 1).reason, "typed")
    panel.sign()
    assert order == ["typed", "sign"]


def test_what_stops_signing_is_listed_until_the_review_changes(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_signing_problems(("Line 2 has no outcome.", "One question has no answer."))
    text = panel.decision.signing.problems_text()
    assert "• Line 2 has no outcome." in text
    panel.show_case(decided(case, LineDetermination(2, Outcome.REFER)))
    assert panel.decision.signing.problems_text() == ""


def test_what_stops_signing_stays_while_one_only_reads_on(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_signing_problems(("Line 1 has no outcome.",))
    panel.show_case(replace(case, review=replace(case.review, place=Place("s4-laboratory"))))
    assert "no outcome" in panel.decision.signing.problems_text()


def test_a_signed_review_is_read_only_and_can_be_amended(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    asked: list[str] = []
    panel.sign_requested.connect(asked.append)
    panel.show_case(signed(case))
    decision = panel.decision
    assert (
        "Signed by Ruth Adeyemi, MD, physician, WI 44120, on 15 Jun 2025" in decision.signing.statement_text()
    )
    assert section(panel, 1).rationale.isReadOnly()
    assert section(panel, 1).outcomes.isHidden()
    assert not decision.reviewer.isEnabled()
    assert decision.signing.sign_button.isHidden()
    panel.sign()
    assert asked == []
    focus(qtbot, decision.signing.amend_button)
    with qtbot.waitSignal(panel.amend_requested):
        press(decision.signing.amend_button, "Return")


def test_the_first_undecided_line_gets_the_keyboard(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow
) -> None:
    panel.focus_first()
    qtbot.waitUntil(section(panel, 2).outcomes.hasFocus)


def test_a_request_without_services_says_so(
    panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    panel.show_case(replace(case, request=replace(case.request, services=()), readiness=()))
    assert panel.decision.lines == []
    assert panel.decision.empty.isVisible()


def test_a_refresh_keeps_what_is_being_typed(
    qtbot: QtBot, panel: DeterminationPanel, window: CommandWindow, case: OpenCase
) -> None:
    field = section(panel, 1).rationale
    focus(qtbot, field)
    QTest.keyClicks(field, "Now: ")
    panel.show_case(replace(case, review=replace(case.review, answers=(("law", "none"),))))
    assert "Now: " in field.value()
    assert panel.decision.prompts.answers["law"].value() == "none"
