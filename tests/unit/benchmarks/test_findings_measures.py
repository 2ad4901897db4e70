"""The measures of the findings benchmark: who finds everything gets all, the silent and careless do not."""

from __future__ import annotations

import msgspec
import pytest

from tests.benchmarks.findings_data import (
    Candidate,
    FoundDate,
    FoundElement,
    FoundMissing,
    FoundPage,
    Judged,
    Quote,
    Screening,
    Segment,
    Suggestion,
    Truth,
)
from tests.benchmarks.findings_measures import LESS_IS_BETTER, MEASURES, calibration, illegible_auc
from tests.benchmarks.findings_tally import Tally
from tests.benchmarks.findings_why import faults


def page(file: str, number: int, doc: str | None, kind: str, **fields: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "file": file,
        "page": number,
        "doc": doc,
        "doc_page": 1,
        "doc_type": kind,
        "date": "2025-03-01",
        "legibility": "legible",
        "belongs_to": "member",
        "content_rotation_cw": 0,
        "rotate_flag": 0,
    }
    return {**usual, **fields}


TRUTH = msgspec.convert(
    {
        "case_id": "one",
        "elements": {
            "clinical_evaluation": {
                "status": "present",
                "evidence": [
                    {"file": "a.pdf", "page": 1, "quote": "pain", "also": [{"file": "b.pdf", "page": 2}]},
                    {"file": "a.pdf", "page": 2, "quote": "tender"},
                ],
                "acceptable": [{"file": "b.pdf", "page": 1, "quote": "tear"}],
            },
            "laboratory_studies": {"status": "absent"},
            "plan_document": {"status": "present", "evidence": []},
        },
        "not_evidence": [
            {"file": "a.pdf", "page": 1, "quote": "labs none today", "elements": ["laboratory_studies"]}
        ],
        "discrepancy": {
            "exists": True,
            "ordering_reading": {"file": "a.pdf", "page": 2, "quote": "tear"},
            "radiologist_reading": {"file": "b.pdf", "page": 1, "quote": "no tear"},
            "reconciliation": [{"file": "b.pdf", "page": 3, "quote": "I agree"}],
        },
        "pages": [
            page("a.pdf", 1, "visit", "office_note", content_rotation_cw=90, author_role="ordering_provider"),
            page("a.pdf", 2, "visit", "office_note", doc_page=2),
            page("b.pdf", 1, "mri", "imaging_report"),
            page("b.pdf", 2, "visit", "office_note"),
            page("b.pdf", 3, "strange", "letter", belongs_to="other_patient"),
            page("b.pdf", 4, "labs", "laboratory_report", legibility="illegible", cause="faint"),
            page("b.pdf", 5, None, "blank", doc_page=None, date=None),
        ],
        "files": [{"file": "a.pdf"}, {"file": "b.pdf"}],
        "timeline": [
            {"what": "onset", "date": "2025-01", "file": "a.pdf", "page": 1, "quote": "since January"},
            {"what": "new-injury", "date": "2025-02-10", "file": "a.pdf", "page": 1, "quote": "fell"},
        ],
        "missing": [{"what": "c.pdf"}, {"what": "two pages of the fax"}],
    },
    Truth,
)


def found(number: int, file: str, **fields: object) -> FoundPage:
    usual: dict[str, object] = {
        "file": file,
        "page": number,
        "turned": 0,
        "legibility": 0.9,
        "legible": True,
        "blank": False,
        "suspect": None,
    }
    return msgspec.convert({**usual, **fields}, FoundPage)


PERFECT = Screening(
    pages=(
        found(1, "a.pdf", turned=270),
        found(2, "a.pdf"),
        found(1, "b.pdf"),
        found(2, "b.pdf"),
        found(3, "b.pdf", suspect="another birth date"),
        found(4, "b.pdf", legibility=0.1, legible=False),
        found(5, "b.pdf", legibility=None, legible=None, blank=True),
    ),
    elements=(
        FoundElement("s3-evaluation", (Suggestion("b.pdf", 2, "pain", 0.91),)),
        FoundElement("s3b-examination", (Suggestion("a.pdf", 2, "tender", 0.85),)),
        FoundElement("s4-laboratory", ()),
    ),
    segments=(
        Segment("a.pdf", 1, 2, "office-note", "2025-03-01", role="ordering-provider"),
        Segment("b.pdf", 1, 1, "imaging-report", "2025-03-01"),
        Segment("b.pdf", 2, 2, "office-note", "2025-03-01"),
        Segment("b.pdf", 3, 3, "letter", "2025-03-01"),
        Segment("b.pdf", 4, 4, "other", None),
    ),
    discrepancy_candidates=(
        Candidate(
            Quote("a.pdf", 2, "tear"),
            Quote("b.pdf", 1, "no tear"),
            "presence",
            (Quote("b.pdf", 3, "I agree"),),
        ),
    ),
    timeline=(
        FoundDate("onset", "2025-01-15", "", True),
        FoundDate("change", "2025-02-10", ""),
        FoundDate("visit", "2025-03-01", ""),
    ),
    missing=(FoundMissing("c.pdf", "named in the request"), FoundMissing("2 pages", "the cover counts 7")),
)


def judged(screening: Screening) -> Judged:
    return Judged("development", TRUTH, screening)


def shares(screening: Screening) -> dict[str, float | None]:
    return {name: measure(judged(screening)).share for name, measure in MEASURES.items()}


def test_who_finds_everything_gets_all() -> None:
    every = shares(PERFECT)
    assert every.pop("not asked") == 1 / 3
    assert every.pop("discrepancy alarms") is None
    assert {
        name: share for name, share in every.items() if share != (0 if name in LESS_IS_BETTER else 1)
    } == {}
    assert illegible_auc([judged(PERFECT)]) == 1
    assert list(faults(judged(PERFECT))) == []


def test_who_is_silent_gets_nothing_and_raises_no_alarm() -> None:
    silent = Screening(
        tuple(found(one.page, one.file) for one in PERFECT.pages),
        tuple(FoundElement(one.id, ()) for one in PERFECT.elements),
        (),
        (),
        (),
        (),
    )
    every = shares(silent)
    for name in (
        "recall@3 of true pages",
        "first right",
        "illegible recall",
        "misfiled recall",
        "timeline recall",
    ):
        assert every[name] == 0, name
    assert (every["alarms"], every["traps"]) == (0, 0)
    assert len(list(faults(judged(silent)))) > len(TRUTH.pages)


def careless(*suggestions: Suggestion, element: str = "s4-laboratory") -> Screening:
    rest = tuple(one for one in PERFECT.elements if one.id != element)
    return msgspec.structs.replace(PERFECT, elements=(*rest, FoundElement(element, suggestions)))


def test_dates_that_are_neither_true_nor_of_a_paper_are_told() -> None:
    wrong = (FoundDate("onset", "2024-01-15", ""), FoundDate("imaging", "2024-03-01", ""))
    several = msgspec.structs.replace(PERFECT, timeline=(*PERFECT.timeline, *wrong))
    every = shares(several)
    assert (every["onsets, changes right"], every["other dates right"]) == (2 / 3, 1 / 2)
    assert [fault.detail[:16] for fault in faults(judged(several))] == [
        "onset 2024-01-15",
        "imaging 2024-03-",
    ]


def test_a_suggestion_for_an_absent_element_is_an_alarm() -> None:
    assert shares(careless(Suggestion("b.pdf", 1, "hemoglobin", 0.6)))["alarms"] == 1


@pytest.mark.parametrize(
    "stepped",
    [
        Suggestion("a.pdf", 1, "Labs: none today", 0.7),
        Suggestion("b.pdf", 3, "hemoglobin", 0.7),
        Suggestion("b.pdf", 4, "hemoglobin", 0.7),
    ],
)
def test_a_trap_is_stepped_into(stepped: Suggestion) -> None:
    assert MEASURES["traps"](judged(careless(stepped))) == Tally(1, 3)


def test_a_passage_that_is_no_evidence_of_one_element_may_be_cited_for_another() -> None:
    cited = careless(Suggestion("a.pdf", 1, "labs none today", 0.9), element="s3-evaluation")
    assert MEASURES["traps"](judged(cited)).hits == 0


def test_a_page_counts_among_the_first_three_only() -> None:
    late = (
        *(Suggestion("b.pdf", 3, "", 0.9 - each / 100) for each in range(3)),
        Suggestion("a.pdf", 1, "", 0.6),
    )
    every = shares(careless(*late, element="s3-evaluation"))
    assert (every["recall@3 of true pages"], every["first right"]) == (0.5, 0)


def test_what_is_acceptable_is_right_and_not_asked_for() -> None:
    every = shares(careless(Suggestion("b.pdf", 1, "tear", 0.9), element="s3-evaluation"))
    assert (every["first right"], every["recall@3 of true pages"]) == (1, 0.5)


def test_two_pages_of_one_paper_count_once_as_a_paper() -> None:
    every = shares(careless(element="s3-evaluation"))
    assert (every["recall@3 of true pages"], every["recall@3 of true papers"]) == (0.5, 1)


def test_both_pages_make_a_discrepancy_found() -> None:
    (one,) = PERFECT.discrepancy_candidates
    half = msgspec.structs.replace(one, radiologist=Quote("b.pdf", 2, "no tear"))
    assert (
        shares(msgspec.structs.replace(PERFECT, discrepancy_candidates=(half,)))["discrepancies found"] == 0
    )


def test_the_calibration_says_how_many_of_a_score_are_right() -> None:
    bins = calibration([judged(careless(Suggestion("b.pdf", 1, "hemoglobin", 0.84)))])
    assert bins["0.8-0.9"] == Tally(1, 2)
    assert bins["0.9-1.0"] == Tally(1, 1)
