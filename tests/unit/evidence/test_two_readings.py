"""Candidates for the discrepancy desk, from the pages of a report and of notes."""

from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.discrepancy import DifferenceKind, ReconciledBy
from reviewer_app.domain.found import AuthorRole, DiscrepancyCandidate, PaperType, Segment
from reviewer_app.domain.page_reading import ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.request import Request
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.two_readings import discrepancy_candidates
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.studies_read_twice import AGREEING, DIFFERING

RULES = load_evidence_rules(resources_folder(), Path("no user's rules"))

REPORT = """MRI OF THE LEFT KNEE WITHOUT CONTRAST
INDICATION
Twisted knee. Meniscal tear?
TECHNIQUE
1.5 tesla, three planes.
FINDINGS
Medial meniscus: intact. Lateral meniscus: intact.
Anterior cruciate ligament: no tear.
Cartilage is preserved.
IMPRESSION
1. No meniscal tear.
2. Small joint effusion."""


def paper(
    name: str,
    text: str,
    type_: PaperType,
    role: AuthorRole,
    day: date | None,
    *,
    title: str = "",
    usable: bool = True,
) -> PageFacts:
    """One page that is a paper of its own."""
    lines = tuple(
        ReadLine(line, Rect(50, 60 + 14 * row, 550, 70 + 14 * row))
        for row, line in enumerate(text.splitlines())
    )
    page = ReadPage(name, f"{name}.pdf", 1, text_from=TextFrom.NATIVE, lines=lines, blank=False)
    segment = Segment(name, page.file, 1, 1, type_, title or lines[0].text, day, "", role)
    return PageFacts(page, segment=segment, usable=usable)


def report(text: str = REPORT, *, usable: bool = True) -> PageFacts:
    return paper(
        "mri", text, PaperType.IMAGING_REPORT, AuthorRole.RADIOLOGIST, date(2025, 5, 2), usable=usable
    )


def note(imaging: str, name: str = "visit", day: date = date(2025, 5, 9)) -> PageFacts:
    text = f"OFFICE VISIT\nHISTORY\nKnee pain since March.\nIMAGING\n{imaging}\nPLAN\nArthroscopy."
    return paper(name, text, PaperType.OFFICE_NOTE, AuthorRole.ORDERING_PROVIDER, day)


def candidates(*pages: PageFacts) -> tuple[DiscrepancyCandidate, ...]:
    case = CaseToSearch(Request(body_region="knee"), tuple(one.page for one in pages))
    return discrepancy_candidates(case, pages, RULES.readings, RULES.statements)


def test_both_passages_and_the_study_are_named() -> None:
    reading = "I went over the MRI of 05/02/2025: there is a bucket-handle tear of the medial meniscus."
    (found,) = candidates(report(), note(reading))
    assert (found.study.modality, found.study.laterality, found.study.date) == (
        "MRI",
        "left",
        date(2025, 5, 2),
    )
    assert (found.ordering.file, found.ordering.quote) == ("visit.pdf", reading)
    assert found.radiologist.file == "mri.pdf"
    assert found.radiologist.quote in REPORT
    assert found.kind is DifferenceKind.PRESENCE
    assert found.reconciliation == ()


@pytest.mark.parametrize(
    "imaging",
    [
        "MRI reviewed: menisci and ligaments are intact, small effusion.",
        "I reviewed the MRI of 05/02/2025 and agree with the radiologist: no meniscus tear.",
        "The radiologist reads no meniscal tear.",
        "X-rays of the left knee today show a fracture of the patella.",
        "MRI of 11/20/2022 from elsewhere showed a tear of the medial meniscus.",
        "We will obtain another MRI if a tear of the medial meniscus is suspected.",
    ],
)
def test_what_is_no_other_reading_of_the_study_is_no_candidate(imaging: str) -> None:
    assert candidates(report(), note(imaging)) == ()


def test_a_report_that_cannot_be_used_is_compared_with_nothing() -> None:
    assert candidates(report(usable=False), note("MRI: tear of the medial meniscus.")) == ()


def test_a_note_from_before_the_study_does_not_read_it() -> None:
    earlier = note("MRI: tear of the medial meniscus.", day=date(2025, 4, 1))
    assert candidates(report(), earlier) == ()


def test_later_statements_are_offered_as_what_may_reconcile() -> None:
    addendum = paper(
        "addendum",
        "ADDENDUM\nOn second look there is a tear of the medial meniscus after all.",
        PaperType.ADDENDUM,
        AuthorRole.RADIOLOGIST,
        date(2025, 5, 12),
    )
    told = paper(
        "call",
        "TELEPHONE NOTE\nI spoke with the radiologist; the MRI will not be amended before Friday."
        "\nThe MRI report was received and filed in the chart.",
        PaperType.OFFICE_NOTE,
        AuthorRole.ORDERING_PROVIDER,
        date(2025, 5, 13),
    )
    (found,) = candidates(report(), note("MRI: tear of the medial meniscus."), addendum, told)
    assert [(one.how, one.found.file) for one in found.reconciliation] == [
        (ReconciledBy.ADDENDUM, "addendum.pdf"),
        (ReconciledBy.PEER_TO_PEER, "call.pdf"),
    ]
    assert found.reconciliation[0].date == date(2025, 5, 12)


def test_a_form_and_what_was_only_filed_reconcile_nothing() -> None:
    form = paper(
        "form",
        "REQUEST FORM\nAttached: MRI and addendum, I agree with the reading",
        PaperType.REQUEST_FORM,
        AuthorRole.ORDERING_PROVIDER,
        date(2025, 5, 20),
    )
    filed = note("The MRI report was received and filed.", "later", date(2025, 5, 15))
    none = report(f"{REPORT}\nNO ADDENDUM.")
    (found,) = candidates(none, note("MRI: tear of the medial meniscus."), form, filed)
    assert found.reconciliation == ()


def test_one_passage_is_in_one_candidate() -> None:
    reading = "MRI: tear of the medial meniscus and rupture of the anterior cruciate ligament."
    assert len(candidates(report(), note(reading))) == 1


@pytest.mark.parametrize(("told", "read"), AGREEING)
def test_the_same_in_other_words_is_no_candidate(told: str, read: str) -> None:
    assert candidates(report(told), _visit(read)) == ()


@pytest.mark.parametrize(("told", "read"), DIFFERING)
def test_one_difference_is_one_candidate(told: str, read: str) -> None:
    (found,) = candidates(report(told), _visit(read))
    assert found.ordering.quote in " ".join(read.split())
    assert found.radiologist.quote in " ".join(told.split())


def _visit(text: str) -> PageFacts:
    return paper("visit", text, PaperType.OFFICE_NOTE, AuthorRole.ORDERING_PROVIDER, date(2025, 5, 20))
