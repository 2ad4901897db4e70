"""Signing, the read-only review, export, amendment: what is signed stays as it was signed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError, ExportError, UsageError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Place
from reviewer_app.domain.review import (
    ExceptionRecord,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    ReviewStatus,
)
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.desk import Desk
from reviewer_app.review.evidence_pictures import crop_of
from reviewer_app.review.export_summary import summary_of
from reviewer_app.review.signing_preview import NURSE_ATTESTATION
from tests.unit.review.desks import (
    LUMBAR,
    NURSE,
    PHYSICIAN,
    WatchedCases,
    check_all_rungs,
    decide_all,
    ids,
    knee_request,
    lumbar_request,
    mark_all_present,
    page_of,
    sha_of,
    truth,
)

ELEMENT = "s5-imaging"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note."))
    return desk


def signed(desk: Desk) -> OpenCase:
    mark_all_present(desk)
    assert desk.case is not None
    desk.attach_evidence(ELEMENT, page_of(desk.case, "a.txt"))
    decide_all(desk, Outcome.APPROVE)
    return desk.sign("")


def test_what_stops_signing_is_one_sentence(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="no outcome"):
        desk.sign("")
    assert desk.case is not None
    assert desk.case.review.status is ReviewStatus.OPEN


def test_a_signature_says_who_when_and_what(desk: Desk) -> None:
    case = signed(desk)
    signature = case.review.signature
    assert signature is not None
    assert signature.reviewer == NURSE
    assert signature.attestation == NURSE_ATTESTATION
    assert signature.audit_hash == desk.workspace.store.audit.last_hash()
    assert desk.workspace.store.verify() == ()


ACTS: dict[str, Callable[[Desk], object]] = {
    "mark": lambda desk: desk.mark_finding(ELEMENT, FindingState.ABSENT),
    "note": lambda desk: desk.write_note(ELEMENT, "Later."),
    "entries": lambda desk: desk.enter_details(ELEMENT, ((("what", "MRI"),),)),
    "evidence": lambda desk: desk.remove_evidence(
        ELEMENT, desk.case.review.finding(ELEMENT).evidence[0].id if desk.case else ""
    ),
    "element": lambda desk: desk.add_element("A letter", required=False),
    "legible": lambda desk: desk.toggle_legible(sha_of(desk.case, "a.txt") if desk.case else "", 1),
    "pertinent": lambda desk: desk.toggle_pertinent(sha_of(desk.case, "a.txt") if desk.case else ""),
    "decide": lambda desk: desk.enter_determination(LineDetermination(1, Outcome.REFER)),
    "answer": lambda desk: desk.answer_prompt(desk.case.checklist.prompts[0].id if desk.case else "", "No."),
    "exception": lambda desk: desk.enter_exception(ExceptionRecord("Why.", ("g1-image-guidance",))),
    "undo": lambda desk: desk.undo(),
    "redo": lambda desk: desk.redo(),
    "sign": lambda desk: desk.sign(""),
}


def test_a_signed_review_is_read_only(desk: Desk) -> None:
    before = signed(desk)
    for name, act in ACTS.items():
        with pytest.raises(BlockedError, match="signed"):
            act(desk)
        assert desk.case is before, name
    assert desk.add_seen_pages([("ab" * 32, 1)]) is before
    assert desk.keep_place(Place(ELEMENT)).review.place == Place(ELEMENT)
    assert desk.open(before.folder).review.findings == before.review.findings


def test_an_unsigned_review_is_exported_as_a_draft_only_where_allowed(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "summary.html"
    with pytest.raises(BlockedError, match="not signed"):
        desk.export("html", target, draft_allowed=False)
    assert not target.exists()
    desk.export("html", target, draft_allowed=True)
    assert "DRAFT" in target.read_text(encoding="utf-8").upper()
    assert desk.suggested_name().endswith("-v1-draft")


@pytest.mark.parametrize("name", ["pdf", "html", "json"])
def test_a_signed_review_is_exported(desk: Desk, tmp_path: Path, name: str) -> None:
    case = signed(desk)
    target = tmp_path / f"{desk.suggested_name()}.{name}"
    assert desk.export(name, target, draft_allowed=False) is case
    content = target.read_bytes()
    assert len(content) > 1000
    assert content.startswith({"pdf": b"%PDF-", "html": b"<!", "json": b"{"}[name])
    assert [path.name for path in tmp_path.glob(".export-*")] == []


def test_an_unknown_format_names_those_there_are(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pdf, html, docx, json"):
        desk.export("odt", tmp_path / "summary.odt", draft_allowed=True)


def test_nothing_is_exported_into_the_case_folder(desk: Desk) -> None:
    assert desk.case is not None
    with pytest.raises(ExportError, match="never written to"):
        desk.export("html", desk.case.folder / "summary.html", draft_allowed=True)


def test_an_amendment_is_a_new_version_and_the_signed_one_stays_in_force(desk: Desk, tmp_path: Path) -> None:
    first = signed(desk)
    amended = desk.amend("The rationale was incomplete.")
    assert (amended.review.version, amended.review.status) == (2, ReviewStatus.OPEN)
    assert amended.review.findings == first.review.findings
    assert amended.can_undo == ""
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    target = tmp_path / "summary.json"
    desk.export("json", target, draft_allowed=False)
    exported = target.read_text(encoding="utf-8")
    assert first.review.signature is not None
    assert first.review.signature.content_hash in exported
    desk.enter_reviewer(PHYSICIAN)
    decide_all(desk, Outcome.DENY, reason="No imaging.", criterion=ELEMENT)
    second = desk.sign("I decided on the records.")
    store = desk.workspace.store.reviews
    assert store.load(first.review.id).status is ReviewStatus.SUPERSEDED
    desk.export("json", target, draft_allowed=False)
    assert second.review.signature is not None
    assert second.review.signature.content_hash in target.read_text(encoding="utf-8")
    assert desk.open(first.folder).review.version == 2
    assert desk.workspace.store.verify() == ()


def test_an_open_review_is_not_amended(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="signed"):
        desk.amend("The rationale was incomplete.")


def test_the_summary_tells_the_request_that_was_signed(
    desk: Desk, cases: WatchedCases, tmp_path: Path
) -> None:
    """A request.json that is edited after signing does not get under the signature."""
    case = signed(desk)
    edited = lumbar_request(request_id="PA-1")
    edited["member"]["last_name"] = "Somebodyelse"
    cases.write(case.folder / "request.json", json.dumps(edited).encode())
    desk.open(case.folder)
    target = tmp_path / "summary.json"
    desk.export("json", target, draft_allowed=False)
    exported = target.read_text(encoding="utf-8")
    assert "Halvorsen" in exported
    assert "Somebodyelse" not in exported


def test_a_changed_document_blocks_signing(desk: Desk, cases: WatchedCases) -> None:
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    assert desk.case is not None
    cases.write(desk.case.folder / "a.txt", b"Other words.")
    desk.read_folder_again()
    with pytest.raises(BlockedError, match=r"a\.txt"):
        desk.sign("")


def test_a_crop_stays_on_its_page(desk: Desk) -> None:
    assert desk.case is not None
    (document,) = desk.case.documents
    width, height = document.pages[0].width, document.pages[0].height
    corner = Anchor(document.sha256, 1, (Rect(0, 1, 20, 12), Rect(width - 5, height - 9, width, height)))
    assert crop_of(corner, document) == Rect(0, 0, width, height)
    assert crop_of(Anchor(document.sha256, 1), document) is None
    assert crop_of(Anchor(document.sha256, 9, (Rect(0, 0, 1, 1),)), document) is None


def test_the_complete_sample_from_folder_to_signed_summary(
    desk: Desk, cases: WatchedCases, tmp_path: Path
) -> None:
    """The marks of the sample's truth, approved by a nurse, signed, exported, opened again elsewhere."""
    case = desk.open(cases.sample(LUMBAR))
    for element, planned in truth()[LUMBAR]["elements"].items():
        for place in planned["evidence"]:
            desk.attach_evidence(element, page_of(case, place["file"], place["page"]))
        desk.mark_finding(element, FindingState(planned["status"]), planned["note"])
    check_all_rungs(desk)
    decide_all(desk, Outcome.APPROVE)
    assert desk.problems_before_signing("") == ()
    done = desk.sign("")
    target = tmp_path / "summary.html"
    desk.export("html", target, draft_allowed=False)
    html = target.read_text(encoding="utf-8")
    cited = {
        (place["file"], place["page"])
        for planned in truth()[LUMBAR]["elements"].values()
        for place in planned["evidence"]
    }
    assert html.count("data:image/png;base64,") == len(cited)
    assert "Denise" in html
    again = desk.open(cases.move(case.folder, cases.root / "closed"))
    assert again.review.signature == done.review.signature
    assert again.reviewer == Reviewer(NURSE.name, NURSE.role, NURSE.licence)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_bytes(b"Other words."),
        lambda folder: (folder / "late.txt").write_bytes(b"A report that came meanwhile."),
        lambda folder: (folder / "a.txt").unlink(),
        lambda folder: (folder / "request.json").write_text(
            json.dumps(lumbar_request(request_id="PA-1", requested_dos="2025-12-01"))
        ),
        lambda folder: (folder / "request.json").unlink(),
    ],
    ids=["changed", "new", "gone", "request changed", "request gone"],
)
def test_a_folder_that_changed_after_it_was_read_is_not_signed(
    desk: Desk, cases: WatchedCases, change: Callable[[Path], object]
) -> None:
    """The window stays open for hours; what is signed is what somebody has seen."""
    mark_all_present(desk)
    case = decide_all(desk, Outcome.APPROVE)
    assert desk.problems_before_signing("") == ()
    cases.changed(lambda: change(case.folder))
    with pytest.raises(BlockedError, match=r"Read .* again"):
        desk.sign("")
    assert desk.case is case


def test_a_typed_request_stays_a_typed_one_after_signing(
    desk: Desk, cases: WatchedCases, tmp_path: Path
) -> None:
    target = tmp_path / "summary.html"
    case = desk.open(cases.made("typed", a="A note that belongs to the typed request."))
    desk.enter_request(knee_request())
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    desk.open(case.folder)
    desk.export("html", target, draft_allowed=False)
    assert "Typed in by the reviewer" in target.read_text(encoding="utf-8")
    amended = desk.amend("The rationale was incomplete.")
    corrected = replace(amended.request, submitter_note="Corrected by telephone.")
    assert desk.enter_request(corrected).request == corrected


def test_a_signed_review_shows_the_policies_that_were_signed(
    desk: Desk, data: Path, cases: WatchedCases
) -> None:
    """The pack of a user may be edited or removed after it was applied."""
    pack = data / "policies" / "own.yaml"
    pack.parent.mkdir(exist_ok=True)
    pack.write_text(
        "id: own-guideline\nversion: '1'\ntitle: Own guideline\nkind: guideline\n"
        "source: {title: Own guideline, publisher: Us, effective: '2025-01-01'}\n"
        "applies: {codes: ['64483']}\neffective_from: '2025-01-01'\n"
        "elements:\n  - {id: own-1, row: S11, title: Weeks of care, short: Weeks, question: How many?}\n"
    )
    desk.workspace.library = PolicyLibrary.load(user_folder=pack.parent)
    assert desk.workspace.library.problems == ()
    assert desk.case is not None
    folder = desk.case.folder
    desk.open(folder)
    before = signed(desk)
    assert "own-1" in ids(before)
    pack.write_text(pack.read_text().replace("Weeks of care", "Months of care"))
    desk.workspace.library = PolicyLibrary.load(user_folder=pack.parent)
    assert desk.open(folder).checklist == before.checklist
    pack.unlink()
    desk.workspace.library = PolicyLibrary.load(user_folder=pack.parent)
    after = desk.open(folder)
    assert after.checklist == before.checklist
    summary = summary_of(desk.workspace, after)
    assert all(policy.installed for policy in summary.policies)
    assert "Weeks of care" in {element.title for group in summary.criteria for element in group.elements}


def test_a_signed_denial_reads_the_same_whoever_looks_at_it(desk: Desk) -> None:
    """A physician called a required element not applicable, which a nurse may not."""
    desk.enter_reviewer(PHYSICIAN)
    mark_all_present(desk)
    desk.mark_finding("s3-evaluation", FindingState.NOT_APPLICABLE, "Seen by me this morning.")
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    decide_all(desk, Outcome.DENY, reason="No imaging.", criterion=ELEMENT)
    as_physician = desk.sign("I decided on the records.").readiness
    assert desk.enter_reviewer(NURSE).readiness == as_physician


def test_a_signed_version_is_compared_with_its_own_documents(
    desk: Desk, cases: WatchedCases, tmp_path: Path
) -> None:
    """The amendment took the changed file; the version in force was signed on the former content."""
    case = signed(desk)
    former = sha_of(case, "a.txt")
    desk.amend("The rationale was incomplete.")
    cases.write(case.folder / "a.txt", b"Other words.")
    changed = desk.read_folder_again()
    desk.attach_evidence(ELEMENT, page_of(changed, "a.txt"))
    (old,) = (one for one in changed.review.finding(ELEMENT).evidence if one.anchor.sha256 == former)
    desk.remove_evidence(ELEMENT, old.id)
    assert not desk.accept_folder().changes.any
    target = tmp_path / "summary.json"
    desk.export("json", target, draft_allowed=False)
    states = {one["sha256"]: one["change"] for one in json.loads(target.read_text())["documents"]}
    assert states.pop(former) == "gone"
    assert list(states.values()) == ["changed"]


def test_a_document_whose_name_is_no_text_is_cited_signed_and_exported(
    desk: Desk, cases: WatchedCases, tmp_path: Path
) -> None:
    folder = cases.made("odd name", lumbar_request(request_id="PA-2"))
    cases.write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")), b"A visit note.")
    desk.open(folder)
    mark_all_present(desk)
    assert desk.case is not None
    desk.attach_evidence(ELEMENT, page_of(desk.case, "caf\\xe9.txt"))
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    target = tmp_path / "summary.html"
    desk.export("html", target, draft_allowed=False)
    html = target.read_text(encoding="utf-8")
    assert "caf\\xe9.txt" in html
    assert "data:image/png;base64," in html
