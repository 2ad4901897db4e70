"""The search of a case in a process of its own: what it is told, what it answers, how it ends."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.found import CaseFindings
from reviewer_app.domain.page_reading import KeptPage, LayerVerdict, OcrReading, TextFrom
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.find_evidence import find_evidence
from reviewer_app.review.findings_desk import FindingsDesk, SearchEndedError, SearchFailedError
from reviewer_app.review.page_as_read import page_as_read
from tests.unit.evidence.page_texts import searchable
from tests.unit.review.desks import LUMBAR, WatchedCases

TEXT = "OFFICE VISIT\nDate of service: 03/04/2025\nShe has had low back pain since January 2025."


@pytest.fixture
def findings(desk: Desk, tmp_path: Path) -> Iterator[FindingsDesk]:
    made = FindingsDesk(tmp_path / "rules")
    yield made
    made.leave()


@pytest.fixture
def case(desk: Desk, cases: WatchedCases) -> OpenCase:
    return desk.open(cases.sample(LUMBAR))


def kept(case: OpenCase, text: str = TEXT) -> list[KeptPage]:
    """Every page of the case with these words."""
    places = {(one.sha256, page) for one in case.documents for page in range(1, one.page_count + 1)}
    return [KeptPage(*place, native=searchable(text)) for place in sorted(places)]


def here(case: OpenCase, pages: list[KeptPage]) -> CaseFindings:
    """What this process finds in the same pages."""
    known = {(page.sha256, page.page): page for page in pages}
    rules = load_evidence_rules(resources_folder(), None)
    read = [
        page_as_read(document, number, known.get((document.sha256, number)))
        for document in case.documents
        for number in range(1, document.page_count + 1)
    ]
    return find_evidence(case, read, rules)


def test_the_process_finds_what_the_search_finds(findings: FindingsDesk, case: OpenCase) -> None:
    pages = kept(case)
    findings.take(pages[:3])
    findings.take(pages[3:])
    answer = findings.search(case)
    assert answer.told == ""
    assert answer.findings == here(case, pages)
    assert not answer.findings.unread


def test_pages_that_were_not_read_are_counted(findings: FindingsDesk, case: OpenCase) -> None:
    pages = kept(case)
    findings.take(pages[1:])
    assert len(findings.search(case).findings.unread) == 1
    findings.take(pages[:1])
    assert not findings.search(case).findings.unread


def test_rules_that_cannot_be_used_are_told_once(
    findings: FindingsDesk, case: OpenCase, tmp_path: Path
) -> None:
    spoilt = tmp_path / "rules" / "evidence" / "dates.yaml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text("nobody-knows-this: 3\n", encoding="utf-8")
    findings.take(kept(case))
    answer = findings.search(case)
    assert str(spoilt) in answer.told
    assert "nobody-knows-this" in answer.told
    assert answer.findings == here(case, kept(case))
    assert findings.search(case).told == ""


def test_a_process_that_ended_is_told_and_another_one_needs_all_pages(
    findings: FindingsDesk, case: OpenCase
) -> None:
    findings.take(kept(case))
    first = findings.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    with pytest.raises(SearchEndedError):
        findings.search(case)
    assert len(findings.search(case).findings.unread) == sum(one.page_count for one in case.documents)
    assert findings.pid not in (None, first)


def test_a_search_that_takes_too_long_is_given_up(case: OpenCase, tmp_path: Path) -> None:
    impatient = FindingsDesk(tmp_path, least_seconds=0.0, seconds_a_page=0.0)
    with pytest.raises(SearchEndedError):
        impatient.search(case)
    assert impatient.pid is None


def test_a_search_is_interrupted_from_another_thread(findings: FindingsDesk, case: OpenCase) -> None:
    findings.take(kept(case))
    stopper = threading.Thread(target=findings.interrupt)
    stopper.start()
    stopper.join()
    with pytest.raises(SearchEndedError):
        findings.search(case)
    assert findings.pid is None


def test_words_that_were_read_count_unless_those_of_the_file_agree(case: OpenCase) -> None:
    document: Document = case.documents[0]
    seen = OcrReading(searchable("words that are seen"), bytes([90] * 4), turned=90)
    native = searchable("words of the file")

    def lines(layer: LayerVerdict) -> tuple[TextFrom, str]:
        page = page_as_read(document, 1, KeptPage(document.sha256, 1, native, seen, layer))
        return page.text_from, page.text

    assert lines(LayerVerdict.DIFFERS) == (TextFrom.OCR, "words that are seen")
    assert lines(LayerVerdict.PARTIAL) == (TextFrom.OCR, "words that are seen")
    assert lines(LayerVerdict.AGREES) == (TextFrom.NATIVE, "words of the file")


def test_a_page_without_words_says_why(case: OpenCase) -> None:
    document = case.documents[0]
    nothing = searchable("")
    assert page_as_read(document, 1, None).unread == "It has not been read yet."
    scan = KeptPage(document.sha256, 1, nothing)
    assert "its picture has not been read" in page_as_read(document, 1, scan).unread
    failed = KeptPage(document.sha256, 1, nothing, unread="It could not be drawn.")
    assert page_as_read(document, 1, failed).unread == "It could not be drawn."
    blank = KeptPage(document.sha256, 1, nothing, OcrReading(nothing, b""))
    assert (page_as_read(document, 1, blank).blank, page_as_read(document, 1, blank).unread) == (True, "")


def test_a_mistake_of_ours_is_reported_without_what_was_read(findings: FindingsDesk, case: OpenCase) -> None:
    spoilt = replace(searchable("secret words"), boxes=b"")
    findings.take([replace(page, native=spoilt) for page in kept(case)])
    with pytest.raises(SearchFailedError) as raised:
        findings.search(case)
    report = Path(re.findall(r"is in (.*)\.$", raised.value.sentence)[0])
    text = report.read_text(encoding="utf-8")
    report.unlink()
    assert "ValueError" in text
    assert "secret" not in text
