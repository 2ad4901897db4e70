"""Pages of earlier cases, recognised by screening one after the other with the same data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from reviewer_app.domain.same_page import PageMatch
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.screen_case import screen_case
from reviewer_app.review.screen_history import usable_history, with_history
from reviewer_app.storage.page_history_file import FILE_NAME
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import open_store
from tests.unit.documents import faxes
from tests.unit.documents.faxes import faxed, printed, tiff
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread, typed_again
from tests.unit.review.desks import NURSE, START

HOLLIS = {"member_id": "ZZ48213377-01", "first_name": "Nadia", "last_name": "Hollis", "dob": "1961-11-02"}
CASTELLANO = {
    "member_id": "ZZ10957462-02",
    "first_name": "Ivo",
    "last_name": "Castellano",
    "dob": "1984-05-19",
}
LEAFLET = """How to prepare for the injection
Please do not eat for six hours before the appointment and drink clear fluids only.
Take your usual medicines with a little water unless the clinic told you otherwise.
Bring somebody who can drive you home and stay with you during the first night.
Call the clinic at (608) 555-0100 when a fever develops or the leg becomes weak."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with open_store(folder):
        return folder


def make_case(folder: Path, request_id: str, member: dict[str, str], **files: str) -> Path:
    folder.mkdir(parents=True)
    request = {"request_id": request_id, "member": member, "services": [{"code": "64483", "system": "CPT"}]}
    (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def told(matches: tuple[PageMatch, ...]) -> list[tuple[str, str, str, str, bool | None]]:
    return [(one.file, one.case_id, one.other_file, one.how.value, one.same_member) for one in matches]


def screen(library: PolicyLibrary, case: Path, data: Path) -> list[tuple[str, str, str, str, bool | None]]:
    found = with_history(screen_case(library, case), library, data, usable_history(data))
    assert found.told == ""
    return told(found.copies)


def test_a_page_that_is_faxed_again_is_recognised_in_a_later_case(
    library: PolicyLibrary, tmp_path: Path, data: Path
) -> None:
    first = make_case(tmp_path / "first", "PA-1", HOLLIS, visit=NOTE)
    later = make_case(tmp_path / "later", "PA-2", HOLLIS, fax=misread(NOTE), form=OTHER_PATIENT)
    assert screen(library, first, data) == []
    assert screen(library, later, data) == [("fax.txt", "PA-1", "visit.txt", "same-text", True)]
    assert screen(library, first, data) == [("visit.txt", "PA-2", "fax.txt", "same-text", True)]


def test_the_same_form_of_another_patient_is_no_copy(
    library: PolicyLibrary, tmp_path: Path, data: Path
) -> None:
    screen(library, make_case(tmp_path / "hers", "PA-1", HOLLIS, visit=NOTE), data)
    his = make_case(tmp_path / "his", "PA-2", CASTELLANO, visit=OTHER_PATIENT)
    assert screen(library, his, data) == []


def test_a_page_of_another_member_is_told_as_such(library: PolicyLibrary, tmp_path: Path, data: Path) -> None:
    screen(library, make_case(tmp_path / "hers", "PA-1", HOLLIS, visit=NOTE), data)
    his = make_case(tmp_path / "his", "PA-2", CASTELLANO, misfiled=typed_again(NOTE))
    assert screen(library, his, data) == [("misfiled.txt", "PA-1", "visit.txt", "same-text", False)]


def test_what_is_printed_for_everybody_is_told_for_the_same_member_only(
    library: PolicyLibrary, tmp_path: Path, data: Path
) -> None:
    screen(library, make_case(tmp_path / "hers", "PA-1", HOLLIS, leaflet=LEAFLET), data)
    his = make_case(tmp_path / "his", "PA-2", CASTELLANO, sheet=typed_again(LEAFLET))
    hers = make_case(tmp_path / "hers again", "PA-3", HOLLIS, paper=f"{LEAFLET}\nGood bye.")
    assert screen(library, his, data) == []
    assert screen(library, hers, data) == [("paper.txt", "PA-1", "leaflet.txt", "same-text", True)]


def test_what_many_other_members_have_is_printed_matter_whatever_it_says(
    library: PolicyLibrary, tmp_path: Path, data: Path
) -> None:
    for number in range(1, 5):
        member = {"member_id": f"QQ9{number}00{number}7", "last_name": f"Member{number}"}
        sample = make_case(tmp_path / str(number), f"PA-{number}", member, sample=f"{NOTE}\nCopy {number}")
        found = screen(library, sample, data)
        assert len(found) == (number - 1 if number < 4 else 0)


def test_a_case_is_not_earlier_than_itself(library: PolicyLibrary, tmp_path: Path, data: Path) -> None:
    """Screened twice, moved, opened meanwhile, sent again under the same request."""
    case = make_case(tmp_path / "case", "PA-1", HOLLIS, visit=NOTE)
    assert screen(library, case, data) == []
    assert screen(library, case, data) == []
    moved = case.rename(tmp_path / "moved")
    assert screen(library, moved, data) == []
    with open_store(data) as store:
        store.cases.create_case("PA-1", HOLLIS["member_id"], NURSE, START)
    (moved / "addition.txt").write_text(misread(NOTE), encoding="utf-8")
    assert [match[1] for match in screen(library, moved, data)] == [""]


def scanned(folder: Path, **pages: Image.Image) -> Path:
    """The folder with scans put into it."""
    for name, picture in pages.items():
        (folder / f"{name}.tif").write_bytes(tiff(picture))
    return folder


def test_scans_are_recognised_by_their_pictures(library: PolicyLibrary, tmp_path: Path, data: Path) -> None:
    """Within a case and in a later one; the same form of another patient is no copy."""
    page, copy = printed(faxes.FORM), faxed(printed(faxes.FORM))
    first = scanned(make_case(tmp_path / "first", "PA-1", HOLLIS), one=page, two=faxed(printed(faxes.NOTE)))
    later = scanned(
        make_case(tmp_path / "later", "PA-2", HOLLIS),
        again=copy,
        form=faxed(printed(faxes.FORM_OF_ANOTHER)),
        more=page,
    )
    assert screen(library, first, data) == []
    assert screen(library, later, data) == [
        ("more.tif", "", "again.tif", "look-alike", None),
        ("again.tif", "PA-1", "one.tif", "look-alike", True),
        ("more.tif", "PA-1", "one.tif", "same-file", True),
    ]
    (later / "more.tif").unlink()
    assert len(screen(library, later, data)) == 1
    (first / "one.tif").unlink()
    assert screen(library, later, data) == []


def test_without_a_database_nothing_is_kept(library: PolicyLibrary, tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", "PA-1", HOLLIS, visit=NOTE)
    found = screen_case(library, case)
    assert with_history(found, library, tmp_path / "data", usable_history(tmp_path / "data")) is found
    assert not (tmp_path / "data").exists()


def test_a_page_history_that_cannot_be_used_is_told_and_stops_nothing(
    library: PolicyLibrary, tmp_path: Path, data: Path
) -> None:
    case = make_case(tmp_path / "case", "PA-1", HOLLIS, visit=NOTE)
    screen(library, case, data)
    (data / FILE_NAME).write_bytes(b"damaged" * 1_000)
    found = with_history(screen_case(library, case), library, data, usable_history(data))
    assert "page-history.damaged-" in found.told
    (data / FILE_NAME).unlink()
    (data / FILE_NAME).mkdir()
    found = with_history(screen_case(library, case), library, data, usable_history(data))
    assert FILE_NAME in found.told
    assert (data / DATABASE_NAME).exists()
