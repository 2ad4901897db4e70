"""Opening a case folder: its documents, its request, and the case found again wherever it lies."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.errors import BlockedError, InputError
from reviewer_app.domain.place import Place
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import FindingState
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import (
    KNEE,
    LUMBAR,
    NURSE,
    SAMPLE_NAMES,
    Clock,
    WatchedCases,
    codes,
    ids,
    knee_request,
    lumbar_request,
    sha_of,
    truth,
)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_page_of_a_sample_is_there(desk: Desk, cases: WatchedCases, name: str) -> None:
    case = desk.open(cases.sample(name))
    pages = {
        (document.file, page) for document in case.documents for page in range(1, document.page_count + 1)
    }
    assert pages == {(page["file"], page["page"]) for page in truth()[name]["pages"]}
    assert all(document.status is DocumentStatus.OK for document in case.documents)


def test_the_checklist_of_the_complete_sample(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.sample(LUMBAR))
    assert set(truth()[LUMBAR]["elements"]) <= set(ids(case))
    assert case.request.request_id == "PA-2025-090412"
    assert case.problems == ()
    assert case.review.version == 1
    assert codes(case) >= {"not-reviewed"}


def test_each_bad_file_has_its_status_and_stops_no_other(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("mixed", a="A visit note.")
    cases.write(folder / "empty.pdf", b"")
    cases.write(folder / "broken.pdf", b"%PDF-1.7\nnothing that follows")
    cases.write(folder / "page.pdf", b"<!doctype html><html><body>Log in</body></html>")
    cases.write(folder / "letter.docx", b"PK\x03\x04 and so on")
    case = desk.open(folder)
    assert {document.file: document.status.value for document in case.documents} == {
        "a.txt": "ok",
        "broken.pdf": "damaged",
        "empty.pdf": "empty",
        "letter.docx": "unsupported",
        "page.pdf": "unsupported",
    }
    assert all(document.error for document in case.documents if not document.readable)


def test_progress_names_the_files(desk: Desk, cases: WatchedCases) -> None:
    heard: list[str] = []
    desk.open(cases.made("two", a="One.", b="Two."), heard.append)
    assert heard == ["a.txt", "b.txt"]


def test_one_document_is_a_case(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("one", lumbar_request(), a="A visit note.")
    case = desk.open(folder / "a.txt")
    assert [document.file for document in case.documents] == ["a.txt"]
    assert not case.request_from_file


def test_a_folder_that_is_not_there(desk: Desk, cases: WatchedCases) -> None:
    with pytest.raises(InputError, match="nowhere"):
        desk.open(cases.root / "nowhere")
    assert desk.case is None


def test_problems_of_the_request_stand_beside_their_fields(desk: Desk, cases: WatchedCases) -> None:
    request = lumbar_request(diagnoses=[{"code": "lumbago"}], requested_dos=None)
    request["ordering_provider"]["npi"] = "1234567890"
    case = desk.open(cases.made("bad fields", request, a="A visit note."))
    assert {"diagnoses[0].code", "ordering_provider.npi"} <= {problem.path for problem in case.problems}
    assert codes(case) >= {"no-policy"}


def test_a_request_that_is_no_json_is_said_and_the_case_opens(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("broken request", a="A visit note.")
    cases.write(folder / "request.json", b"{not json")
    case = desk.open(folder)
    assert case.problems[0].path == ""
    assert "line 1" in case.problems[0].message
    assert not case.request_from_file
    assert desk.enter_request(knee_request()).review.packs


def test_a_request_that_is_a_folder_is_said_and_the_case_opens(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("odd request", a="A visit note.")
    cases.changed((folder / "request.json").mkdir)
    (problem,) = (one for one in desk.open(folder).problems if one.path == "")
    assert "not a plain file" in problem.message
    assert desk.worklist(cases.root)[0].problem == problem.message


def test_fields_unknown_to_us_are_kept(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("more", lumbar_request(portal={"id": 7}), a="A visit note."))
    assert case.request.unknown["portal"] == {"id": 7}


def test_a_renamed_and_moved_folder_is_the_same_case(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("here", lumbar_request(), a="A visit note."))
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    moved = cases.move(first.folder, cases.root / "there")
    again = desk.open(moved)
    assert (again.case_id, again.review.id) == (first.case_id, first.review.id)
    assert again.review.finding("s5-imaging").state is FindingState.PRESENT
    assert again.folder == moved


def test_a_moved_folder_without_request_is_known_by_its_documents(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("here", a="A visit note.", b="A report."))
    desk.enter_request(knee_request())
    renamed = cases.move(first.folder / "a.txt", first.folder / "z.txt")
    again = desk.open(cases.move(renamed.parent, cases.root / "there"))
    assert again.case_id == first.case_id
    assert again.request.member.last_name == "Oduya-Kramer"
    assert not again.changes.any


def test_another_request_of_the_same_member_is_another_case(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("one", lumbar_request(), a="A visit note."))
    second = desk.open(cases.made("two", lumbar_request(request_id="PA-2"), a="A visit note."))
    assert first.case_id != second.case_id


def test_no_request_asks_for_one_and_the_entered_one_brings_its_policies(
    desk: Desk, cases: WatchedCases
) -> None:
    case = desk.open(cases.sample(KNEE))
    assert case.readiness == ()
    assert case.review.packs == ()
    assert case.checklist.elements == ()
    entered = desk.enter_request(knee_request())
    assert [str(pack) for pack in entered.review.packs] == [
        "clinical-information 2025-02-01",
        "musculoskeletal-preface 2021-12-20",
    ]
    assert "s9-recent-consultation" in ids(entered)
    assert [line.line for line in entered.readiness] == [1, 2]
    assert entered.problems == ()
    assert entered.due is not None


def test_an_entered_request_is_there_after_a_restart(cases: WatchedCases, data: Path, clock: Clock) -> None:
    folder = cases.made("small", a="A visit note.")
    with open_workspace(data, clock) as workspace:
        desk = Desk(workspace)
        desk.open(folder)
        desk.enter_request(knee_request())
        desk.mark_finding("s5-imaging", FindingState.ABSENT)
        desk.keep_place(Place("s5-imaging", "", 1, "120", 90, 14.5))
    with open_workspace(data, clock) as workspace:
        again = Desk(workspace).open(folder)
        assert again.request == knee_request()
        assert again.review.finding("s5-imaging").state is FindingState.ABSENT
        assert again.review.place == Place("s5-imaging", "", 1, "120", 90, 14.5)
        assert workspace.store.verify() == ()


def test_what_came_with_the_case_is_not_rewritten(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    with pytest.raises(BlockedError, match=r"request\.json"):
        desk.enter_request(knee_request())


def test_what_request_json_leaves_empty_is_typed_and_stays(desk: Desk, cases: WatchedCases) -> None:
    sent = lumbar_request(requested_dos=None)
    sent["member"].pop("member_id")
    folder = cases.made("incomplete", sent, a="A visit note.")
    case = desk.open(folder)
    assert codes(case) >= {"no-policy"}
    typed = replace(
        case.request,
        requested_dos=date(2025, 9, 18),
        member=replace(case.request.member, member_id="TMH-1", last_name="Somebodyelse"),
        place_of_service="11",
    )
    entered = desk.enter_request(typed)
    assert "no-policy" not in codes(entered)
    assert [line.requested_dos for line in entered.request.services] == [date(2025, 9, 18)]
    assert (entered.request.member.member_id, entered.request.member.last_name) == ("TMH-1", "Halvorsen")
    assert entered.request.place_of_service == "24"
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    again = desk.open(folder)
    assert (again.case_id, again.review.id) == (case.case_id, case.review.id)
    assert again.request == entered.request
    assert again.request_from_file
    assert again.problems == entered.problems
    assert desk.worklist(cases.root)[0].due == again.due
    with pytest.raises(BlockedError, match="Nothing was added"):
        desk.enter_request(replace(again.request, place_of_service="11"))


def test_a_field_that_could_not_be_read_is_no_problem_once_it_was_typed(
    desk: Desk, cases: WatchedCases
) -> None:
    sent = lumbar_request(onset_date="last spring", level=7)
    sent["services"][0]["requested_dos"] = "soon"
    sent["requested_dos"] = None
    case = desk.open(cases.made("unreadable", sent, a="A visit note."))
    unreadable = {"onset_date", "level", "services[0].requested_dos"}
    assert {problem.path for problem in case.problems} == unreadable
    typed = replace(case.request, onset_date=date(2024, 11, 1), requested_dos=date(2025, 9, 18))
    assert [problem.path for problem in desk.enter_request(typed).problems] == ["level"]


def test_a_request_that_comes_later_takes_over(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("late", a="A visit note.", b="A report."))
    desk.enter_request(knee_request())
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    came = truth()[KNEE]["request"] | {"request_id": "PA-9", "urgency": "expedited"}
    cases.write(first.folder / "request.json", json.dumps(came).encode())
    again = desk.open(first.folder)
    assert again.case_id == first.case_id
    assert again.request_from_file
    assert again.request.urgency == "expedited"
    assert again.review.finding("s5-imaging").state is FindingState.PRESENT


def test_the_case_of_a_late_request_is_that_requests_alone(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("late", a="A visit note."))
    cases.write(first.folder / "request.json", json.dumps(lumbar_request(request_id="PA-9")).encode())
    assert desk.open(first.folder).case_id == first.case_id
    other = desk.open(cases.made("other", lumbar_request(request_id="PA-10"), a="A visit note."))
    assert other.case_id != first.case_id


def test_a_folder_without_documents_is_known_by_its_place(desk: Desk, cases: WatchedCases) -> None:
    first = desk.open(cases.made("empty"))
    assert desk.open(first.folder).case_id == first.case_id
    assert desk.open(cases.made("other")).case_id != first.case_id


def test_a_place_without_documents_that_gets_another_request_is_another_case(
    desk: Desk, cases: WatchedCases
) -> None:
    first = desk.open(cases.made("empty", lumbar_request()))
    second = desk.open(cases.made("empty", lumbar_request(request_id="PA-2")))
    assert second.case_id != first.case_id


def test_the_reviewer_is_remembered(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    assert case.reviewer == NURSE
    assert sha_of(case, "a.txt") in {known.sha256 for known in case.review.documents}


def test_looking_for_a_signed_review_begins_none(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.sample(LUMBAR)
    with pytest.raises(BlockedError):
        desk.open_reviewed(folder)
    store = desk.workspace.store
    assert store.cases.case_summaries((folder,)) == {}
    desk.open(folder)
    assert desk.open_reviewed(folder).request.request_id == "PA-2025-090412"


def test_reading_the_folder_again_reads_the_request_again(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("late", a="A visit note.")
    assert desk.open(folder).request.services == ()
    cases.write(folder / "request.json", json.dumps(lumbar_request()).encode())
    case = desk.read_folder_again()
    assert [service.code for service in case.request.services] == ["64483"]
    assert case.checklist.elements


def test_a_field_that_cannot_be_read_is_not_also_told_as_missing(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("wrong", a="A visit note.")
    wrong = lumbar_request()
    wrong["member"]["dob"] = 1971
    cases.write(folder / "request.json", json.dumps(wrong).encode())
    told = [problem.message for problem in desk.open(folder).problems if problem.path == "member.dob"]
    assert told
    assert not [message for message in told if "missing" in message]


def test_an_announced_file_that_never_came_is_named(desk: Desk, cases: WatchedCases) -> None:
    announced = lumbar_request(attachments=["a.txt", "scans/mri.pdf", "request.json"])
    case = desk.open(cases.made("announced", announced, a="A visit note."))
    assert case.missing_attachments == ("scans/mri.pdf",)


def test_a_review_keeps_its_pack_and_tells_of_a_newer_one(
    desk: Desk, cases: WatchedCases, data: Path
) -> None:
    folder = cases.made("packs", lumbar_request(), a="A visit note.")
    before = desk.open(folder)
    assert before.newer_versions == ()
    shipped = next((resources_folder() / "policies").glob("clinical-information-*.yaml")).read_text()
    newer = shipped.replace('version: "2025-02-01"', 'version: "2025-06-01"').replace(
        "effective_from: 2025-02-01", "effective_from: 2025-06-01"
    )
    assert newer != shipped
    (data / "policies").mkdir()
    (data / "policies" / "clinical-information-2025-06-01.yaml").write_text(newer)
    desk.workspace.library = PolicyLibrary.load(user_folder=data / "policies")
    after = desk.open(folder)
    assert after.review.packs == before.review.packs
    assert [str(reference) for reference in after.newer_versions] == ["clinical-information 2025-06-01"]


def test_a_corrected_request_brings_the_policies_that_govern_it_now(desk: Desk, cases: WatchedCases) -> None:
    """The review was begun for a service that the musculoskeletal pack says nothing about."""
    brain = lumbar_request(services=[{"code": "70551", "system": "CPT"}])
    folder = cases.made("corrected", brain, a="A visit note.")
    assert [pack.id for pack in desk.open(folder).review.packs] == ["clinical-information"]
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    cases.write(folder / "request.json", json.dumps(lumbar_request()).encode())
    case = desk.open(folder)
    assert "musculoskeletal-preface" in {pack.id for pack in case.review.packs}
    assert "s9-recent-consultation" in ids(case)
    assert case.review.finding("s5-imaging").state is FindingState.PRESENT
    assert desk.open(folder).review.packs == case.review.packs


def test_a_request_that_names_no_service_for_a_while_loses_no_version(
    desk: Desk, cases: WatchedCases
) -> None:
    folder = cases.made("gap", lumbar_request(), a="A visit note.")
    before = desk.open(folder)
    cases.write(folder / "request.json", json.dumps(lumbar_request(services=None)).encode())
    between = desk.open(folder)
    assert between.review.packs == before.review.packs
    assert between.checklist.elements == ()


def test_a_typed_date_that_was_wrong_chooses_no_version(desk: Desk, cases: WatchedCases, data: Path) -> None:
    """Before the first mark: afterwards the version stays with the marks that were made with it."""
    shipped = next((resources_folder() / "policies").glob("clinical-information-*.yaml")).read_text()
    older = shipped.replace('version: "2025-02-01"', 'version: "2024-01-01"').replace(
        "effective_from: 2025-02-01", "effective_from: 2024-01-01"
    )
    (data / "policies").mkdir(exist_ok=True)
    (data / "policies" / "older.yaml").write_text(older.replace('"2025-02-01"', '"2024-01-01"'))
    desk.workspace.library = PolicyLibrary.load(user_folder=data / "policies")
    request = knee_request()
    early = replace(
        request,
        services=tuple(replace(line, requested_dos=date(2024, 6, 1)) for line in request.services),
    )

    def version(typed: Request) -> str:
        packs = desk.enter_request(typed).review.packs
        (found,) = (pack.version for pack in packs if pack.id == "clinical-information")
        return found

    desk.open(cases.made("typed", a="A visit note."))
    assert (version(early), version(request)) == ("2024-01-01", "2025-02-01")
    version(early)
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    case = desk.enter_request(request)
    assert [pack.version for pack in case.checklist.packs if pack.id == "clinical-information"] == [
        "2024-01-01"
    ]
