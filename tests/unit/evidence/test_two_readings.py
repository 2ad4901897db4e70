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
from tests.unit.evidence.studies_looked_at import SAME, UNLIKE
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


@pytest.mark.parametrize(("told", "read"), SAME)
def test_who_looked_and_saw_the_same_differs_in_nothing(told: str, read: str) -> None:
    assert candidates(report(told), _visit(read)) == ()


@pytest.mark.parametrize(("told", "read"), UNLIKE)
def test_who_looked_and_saw_something_else_is_offered(told: str, read: str) -> None:
    found = candidates(report(told), _visit(read))
    assert [(one.ordering.file, one.radiologist.file) for one in found[:1]] == [("visit.pdf", "mri.pdf")]


def test_who_agrees_with_the_report_is_no_candidate_whatever_the_words() -> None:
    read = "I looked at the MRI on my screen: the inner cushion has a rip. The report says the same."
    assert candidates(report(), note(read)) == ()


def test_who_disputes_the_report_is_a_candidate_without_a_word_for_the_finding() -> None:
    read = "I looked at the MRI on my screen. The report does not mention what sits in the notch."
    (found,) = candidates(report(), note(read))
    assert found.why


def test_two_pages_of_one_study_are_one_report() -> None:
    first = report("MRI OF THE LEFT KNEE\nFINDINGS\nMedial meniscus: torn.")
    second = paper(
        "rest",
        "MRI OF THE LEFT KNEE, CONTINUED\nIMPRESSION\nBucket-handle tear of the medial meniscus.",
        PaperType.IMAGING_REPORT,
        AuthorRole.RADIOLOGIST,
        date(2025, 5, 2),
    )
    assert candidates(first, second, note("I reviewed the MRI: tear of the medial meniscus.")) == ()


def test_a_second_reading_of_a_study_settles_and_is_not_compared() -> None:
    again = paper(
        "again",
        "SECOND READING OF AN OUTSIDE STUDY\nMRI of the left knee\nFINDINGS\nThe first report is corrected:"
        " there is a tear of the medial meniscus.",
        PaperType.IMAGING_REPORT,
        AuthorRole.RADIOLOGIST,
        date(2025, 5, 20),
    )
    (found,) = candidates(report(), note("I see a tear of the medial meniscus on the MRI."), again)
    assert found.radiologist.file == "mri.pdf"
    assert [one.found.file for one in found.reconciliation] == ["again.pdf"]


@pytest.mark.parametrize(
    "settled",
    [
        "The radiologist is right and I was mistaken about the MRI.",
        "I went through the MRI with Dr. Ng; by consensus the meniscus is whole.",
        "I accept the reading of the department.",
    ],
)
def test_who_takes_the_own_reading_back_settles_the_difference(settled: str) -> None:
    later = paper(
        "later",
        f"OFFICE VISIT\n{settled}",
        PaperType.OFFICE_NOTE,
        AuthorRole.ORDERING_PROVIDER,
        date(2025, 6, 2),
    )
    (found,) = candidates(report(), note("I see a tear of the medial meniscus on the MRI."), later)
    assert [one.found.file for one in found.reconciliation] == ["later.pdf"]


def test_a_study_is_told_by_its_month_or_its_region() -> None:
    neck = paper(
        "neck",
        "MRI OF THE CERVICAL SPINE\nFINDINGS\nNo herniation.",
        PaperType.IMAGING_REPORT,
        AuthorRole.RADIOLOGIST,
        date(2025, 4, 28),
    )
    by_month = note("I went through the April MRI on my screen: a herniation at C5-C6.")
    by_region = note("I went through the MRI of her neck on my screen: a herniation at C5-C6.")
    assert [one.radiologist.file for one in candidates(report(), neck, by_month)] == ["neck.pdf"]
    assert [one.radiologist.file for one in candidates(report(), neck, by_region)] == ["neck.pdf"]


def _visit(text: str) -> PageFacts:
    return paper("visit", text, PaperType.OFFICE_NOTE, AuthorRole.ORDERING_PROVIDER, date(2025, 5, 20))
