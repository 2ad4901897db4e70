"""Screening: every case gives an object that its schema describes, and nothing is written anywhere."""

from __future__ import annotations

import errno
import io
import itertools
import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from PIL import Image, ImageDraw

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.early_page import StartedWorker, start_worker
from reviewer_app.documents.open_documents import read_document
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.pixel_buffer import PixelBuffer
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.errors import InputError
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.screen_case import screen_case
from reviewer_app.review.screen_pages import FAILURES_BEFORE_GIVING_UP, UNREAD, screen_pages
from reviewer_app.review.screening_json import screening_json
from tests.unit.documents import files
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT
from tests.unit.review.desks import (
    KNEE,
    LUMBAR,
    ROOT,
    SAMPLE_NAMES,
    SAMPLES,
    SHOULDER,
    WatchedCases,
    children,
    lumbar_request,
    truth,
)

SCHEMA = json.loads((ROOT / "resources" / "schemas" / "screening.schema.json").read_text(encoding="utf-8"))
EMPTY = b"q Q"
"""A content stream that draws nothing."""

DARKENED = [level // 16 for level in range(256)]
"""Makes a light picture as dark as a scan with the lid open."""

SHARED = ROOT.parent / "shared"
SHARED_FOLDERS = [
    pytest.param(folder, id=str(folder.relative_to(SHARED)))
    for pattern in ("cases/*/folder", "pdfs/*")
    for folder in sorted(SHARED.glob(pattern))
    if folder.is_dir()
]


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() == before


def screened(library: PolicyLibrary, folder: Path) -> dict[str, Any]:
    """The screening as a reader of the printed JSON has it, checked against the schema."""
    rules = load_evidence_rules(resources_folder(), folder / "no user's rules")
    found: dict[str, Any] = json.loads(json.dumps(screening_json(screen_case(library, folder, rules=rules))))
    check(found)
    return found


def check(found: dict[str, Any]) -> None:
    errors = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(found)
    ]
    assert errors == []


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every description of an object with named fields in the schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def test_the_schema_is_closed_and_says_what_everything_is() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = list(objects(SCHEMA))
    assert len(found) > 15
    for one in found:
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])
        for name, field in one["properties"].items():
            assert field.get("description") or field.get("$ref"), name


def test_the_schema_notices_a_wrong_object(library: PolicyLibrary, cases: WatchedCases) -> None:
    found = screened(library, cases.made("small", a="A visit note."))
    spoilt: tuple[dict[str, Any], ...] = (
        {"pages": [found["pages"][0] | {"legibility": 2}]},
        {"documents": [found["documents"][0] | {"status": "fine"}]},
        {"surprise": []},
    )
    for spoil in spoilt:
        with pytest.raises(AssertionError):
            check(found | spoil)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample(library: PolicyLibrary, cases: WatchedCases, name: str) -> None:
    found = screened(library, cases.sample(name))
    pages = {(page["file"], page["page"]): page for page in found["pages"]}
    expected = {(page["file"], page["page"]): page for page in truth()[name]["pages"]}
    assert set(pages) == set(expected)
    for place, page in pages.items():
        assert page["text"] == expected[place]["text"], place
        assert page["blank"] is False
    assert [document["status"] for document in found["documents"]] == ["ok"] * len(found["documents"])


def test_the_complete_sample_in_detail(library: PolicyLibrary) -> None:
    found = screened(library, SAMPLES / LUMBAR)
    assert found["case"]["folder"] == LUMBAR
    assert found["case"]["request"]["member"]["member_id"] == "TMH-0052817-02"
    assert found["case"]["problems"] == []
    elements = {element["id"]: element for element in found["elements"]}
    assert elements["s2-current-status"]["applies"]
    assert elements["s2-current-status"]["required"]
    assert not elements["s24-trial"]["applies"]
    governing = {policy["id"] for policy in found["policies"] if policy["governs"]}
    assert governing == {
        "clinical-information",
        "musculoskeletal-preface",
        "example-lumbar-transforaminal-injection",
    }
    (line,) = found["readiness"]
    assert {blocker["code"] for blocker in line["blockers"]} >= {"not-reviewed", "role"}
    assert {warning["code"] for warning in line["warnings"]} == {"pages-unseen"}
    assert set(line["allowed_outcomes"]) == {"pend", "refer", "withdrawn"}
    assert found["missing"] == []


def test_a_case_without_request(library: PolicyLibrary) -> None:
    found = screened(library, SAMPLES / KNEE)
    assert found["case"]["request"] is None
    assert found["readiness"] == []
    assert not any(policy["governs"] for policy in found["policies"])


def test_every_line_of_a_request_has_its_readiness(library: PolicyLibrary) -> None:
    assert [line["line"] for line in screened(library, SAMPLES / SHOULDER)["readiness"]] == [1, 2]


@pytest.mark.parametrize("folder", SHARED_FOLDERS)
def test_a_shared_folder(library: PolicyLibrary, folder: Path) -> None:
    assert screened(library, folder)["documents"] or not any(folder.iterdir())


def test_an_empty_folder(library: PolicyLibrary, cases: WatchedCases) -> None:
    found = screened(library, cases.made("nothing"))
    assert (found["documents"], found["pages"], found["missing"]) == ([], [], [])


def test_one_document(library: PolicyLibrary, cases: WatchedCases) -> None:
    folder = cases.made("small", lumbar_request(), a="A visit note.")
    found = screened(library, folder / "a.txt")
    assert found["case"]["folder"] == "a.txt"
    assert [document["file"] for document in found["documents"]] == ["a.txt"]
    assert found["case"]["request"] is None


def test_a_place_that_is_not_there(library: PolicyLibrary, cases: WatchedCases) -> None:
    with pytest.raises(InputError, match="nowhere"):
        screen_case(library, cases.root / "nowhere")


def test_a_folder_that_may_not_be_listed(
    library: PolicyLibrary, cases: WatchedCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cases.made("closed", a="A visit note.")

    def refuse(path: object) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match=r"closed.*Permission denied"):
        screen_case(library, folder)
    monkeypatch.undo()


def test_hostile_files(library: PolicyLibrary, cases: WatchedCases) -> None:
    """Each has its status; what must not be opened is not hashed either, and no link is followed."""
    folder = cases.made("hostile", a="A visit note.")
    secret = cases.write(cases.root / "secret.txt", b"Not of this case.")
    for name, content in {
        "empty.pdf": b"",
        "zero pages.pdf": files.zero_page_pdf(),
        "lies.pdf": b"\x89PNG\r\n\x1a\n and nothing more",
        "page.pdf": b"<html>Log in</html>",
        "cut.pdf": files.pdf(files.text_content("Cut", 72, 700))[:300],
        "locked.pdf": files.pdf(b"", encryption=pikepdf.Encryption(user="secret", owner="owner")),
        "restricted.pdf": files.pdf(
            files.text_content("Restricted", 72, 700),
            encryption=pikepdf.Encryption(
                user="", owner="owner", allow=pikepdf.Permissions(print_highres=False)
            ),
        ),
        "line\nbreak.txt": b"A name with a line break.",
    }.items():
        cases.write(folder / name, content)
    cases.write(folder / os.fsdecode(b"no-text-\xff.txt"), b"A name that is no text.")
    cases.write(folder / "sub" / "request.json", b"{}")
    cases.changed(lambda: (folder / "link.txt").symlink_to(secret))
    cases.changed(lambda: os.mkfifo(folder / "pipe.pdf"))
    found = screened(library, folder)
    documents = {document["file"]: document for document in found["documents"]}
    assert {name: document["status"] for name, document in documents.items()} == {
        "a.txt": "ok",
        "cut.pdf": "damaged",
        "empty.pdf": "empty",
        "lies.pdf": "unsupported",
        "line\nbreak.txt": "ok",
        "link.txt": "unsupported",
        "locked.pdf": "encrypted",
        "no-text-\udcff.txt": "ok",
        "page.pdf": "unsupported",
        "pipe.pdf": "unsupported",
        "restricted.pdf": "ok",
        "sub/request.json": "unsupported",
        "zero pages.pdf": "empty",
    }
    assert documents["link.txt"]["sha256"] is None
    assert documents["pipe.pdf"]["sha256"] is None
    assert documents["locked.pdf"]["sha256"] is not None
    assert len(documents["restricted.pdf"]["notes"]) == 1
    for document in found["documents"]:
        assert (document["error"] is None) == (document["status"] == "ok")
        assert (document["pages"] > 0) == (document["status"] == "ok")


def test_a_page_with_nothing_on_it_is_blank(
    library: PolicyLibrary, cases: WatchedCases, tmp_path: Path
) -> None:
    folder = cases.made("blank")
    cases.write(folder / "1 nothing.pdf", files.pdf(EMPTY, files.text_content("Words", 72, 700)))
    cases.write(folder / "2 a line.pdf", files.pdf(b"72 700 m 400 700 l S"))
    dust, faint = (Image.new("L", (1700, 2200), 250) for _ in range(2))
    ImageDraw.Draw(dust).point((800, 1000), 60)
    ImageDraw.Draw(faint).text((300, 300), "Seen on Monday, much better", 170, font_size=28)
    for name, image in (("3 dust.png", dust), ("4 faint.png", faint), ("5 dark.png", dust.point(DARKENED))):
        image.save(tmp_path / name, dpi=(200, 200))
        cases.write(folder / name, (tmp_path / name).read_bytes())
    found = screened(library, folder)
    assert [(page["file"], page["page"], page["blank"]) for page in found["pages"]] == [
        ("1 nothing.pdf", 1, True),
        ("1 nothing.pdf", 2, False),
        ("2 a line.pdf", 1, False),
        ("3 dust.png", 1, True),
        ("4 faint.png", 1, False),
        ("5 dark.png", 1, False),
    ]


def test_whether_an_evenly_white_picture_is_blank_cannot_be_told(
    library: PolicyLibrary, cases: WatchedCases, tmp_path: Path
) -> None:
    """It may as well be a picture that failed to draw."""
    Image.new("L", (850, 1100), 255).save(tmp_path / "white.png")
    folder = cases.made("white")
    cases.write(folder / "white.png", (tmp_path / "white.png").read_bytes())
    (page,) = screened(library, folder)["pages"]
    assert page["blank"] is None
    assert "blank or failed to draw" in page["why"]


def test_a_file_that_is_there_twice(library: PolicyLibrary, cases: WatchedCases) -> None:
    folder = cases.made("twice")
    for name in ("a.pdf", "b/a.pdf"):
        cases.write(folder / name, files.pdf(files.text_content("One", 72, 700), EMPTY))
    pages = screened(library, folder)["pages"]
    assert [page["same_as"] for page in pages] == [
        None,
        None,
        {"file": "a.pdf", "page": 1},
        {"file": "a.pdf", "page": 2},
    ]
    assert [page["words"] for page in pages] == [1, 0, 1, 0]
    assert [page["blank"] for page in pages] == [False, True, False, True]


def test_pages_that_came_before_in_the_case(library: PolicyLibrary, cases: WatchedCases) -> None:
    """The same file again, and its text in another file under the line of a fax machine."""
    folder = cases.made("again")
    fax = "FROM 555 0100 03/02/2025 09:11 P.003"
    for file, text in (
        ("a.txt", NOTE),
        ("b.txt", f"{fax}\n{NOTE}"),
        ("c.txt", NOTE),
        ("d.txt", OTHER_PATIENT),
    ):
        cases.write(folder / file, text.encode())
    matches = screened(library, folder)["document_matches"]
    assert [(match["file"], match["how"], match["score"] > 0.9) for match in matches] == [
        ("b.txt", "same-text", True),
        ("c.txt", "same-file", True),
    ]
    assert {(match["page"], match["other_file"], match["other_page"]) for match in matches} == {
        (1, "a.txt", 1)
    }


def test_a_document_whose_pages_keep_failing_is_given_up(cases: WatchedCases) -> None:
    """Its other pages are listed as not read, so that a hostile file costs a bounded time."""
    pages = FAILURES_BEFORE_GIVING_UP + 2
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.endless_pdf())) as source:
        for _ in range(pages - 1):
            source.pages.append(source.pages[0])
        source.save(target)
    path = cases.write(cases.root / "endless.pdf", target.getvalue())
    with closing(PageReader(WorkerProcess())) as patient:
        document = read_document(CaseFile(path.name, path), patient)
    with closing(PageReader(WorkerProcess(ticks=8))) as reader:
        reader.register(document.sha256, PageFile.of(cases.root, document))
        found = list(screen_pages(reader, document, lambda _file, _page, _pages: None))
    assert [page.number for page in found] == list(range(1, pages + 1))
    assert [page.why == UNREAD for page in found] == [False] * FAILURES_BEFORE_GIVING_UP + [True] * 2
    assert all(page.why and page.blank is None for page in found)


def test_a_worker_that_ends_now_and_then_costs_no_page(cases: WatchedCases) -> None:
    """As where another program takes all memory: every other worker ends before it has answered once."""
    path = cases.write(cases.root / "long.pdf", files.pdf(*[files.text_content("seen", 72, 700)] * 8))
    starts = itertools.count()

    def start(pixels: PixelBuffer, memory_bytes: int) -> StartedWorker:
        started = start_worker(pixels, memory_bytes)
        if next(starts) % 2 == 0:
            started.process.kill()
        return started

    reader = PageReader(WorkerProcess(start=start, requests=1, most_requests=1))
    try:
        document = read_document(CaseFile(path.name, path), reader)
        found = list(screen_pages(reader, document, lambda _file, _page, _pages: None))
    finally:
        reader.close()
    assert [page.text for page in found] == ["seen"] * 8
    assert next(starts) >= 16


@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ("note.txt", False),
        ("NOTE.TXT", False),
        ("./note.txt", False),
        ("deep.txt", False),
        ("sub\\deep.txt", False),
        ("request.json", False),
        ("Bj\u00f6rk.txt", False),
        ("other.txt", True),
        ("elsewhere/note.txt", True),
    ],
)
def test_an_announced_attachment(
    library: PolicyLibrary, cases: WatchedCases, named: str, missing: bool
) -> None:
    folder = cases.made("small", lumbar_request(attachments=[named]), note="A visit note.")
    cases.write(folder / "sub" / "deep.txt", b"A report.")
    cases.write(folder / "Bjo\u0308rk.txt", b"A letter.")
    assert [item["what"] for item in screened(library, folder)["missing"]] == ([named] if missing else [])


def test_fields_unknown_to_us_are_shown(library: PolicyLibrary, cases: WatchedCases) -> None:
    folder = cases.made("more", lumbar_request(portal={"id": 7}), a="A visit note.")
    assert screened(library, folder)["case"]["request"]["portal"] == {"id": 7}


def test_a_spoilt_request_is_a_problem_of_the_case(library: PolicyLibrary, cases: WatchedCases) -> None:
    folder = cases.made("spoilt", a="A visit note.")
    cases.write(folder / "request.json", b"{")
    found = screened(library, folder)
    assert found["case"]["request"] is None
    assert found["case"]["problems"][0]["field"] == ""


def test_progress_names_file_and_page(library: PolicyLibrary, cases: WatchedCases) -> None:
    heard: list[tuple[str, int, int]] = []
    folder = cases.made("pages")
    cases.write(folder / "two.pdf", files.pdf(EMPTY, EMPTY))
    screen_case(library, folder, lambda *place: heard.append(place))
    assert heard == [("two.pdf", 0, 0), ("two.pdf", 1, 2), ("two.pdf", 2, 2)]
