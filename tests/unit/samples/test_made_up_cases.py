"""Made-up cases: their files hold together, what is drawn is what they say, and what is wrong is named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

ROOT = Path(__file__).resolve().parents[3]
MAKER = ROOT / "packaging" / "samples" / "cases" / "make.py"
CASE = """
name: {name}
shows: a case for the maker's own test
review_as_of: 2025-09-05
request:
  received: 2025-09-01T10:00:00-05:00
  member: {{member_id: AB-123, first_name: Ines, last_name: Marchbank, dob: 1961-04-09, sex: F}}
  services: [{{code: "27447", system: CPT}}]
papers:
  visit:
    type: office_note
    title: Established visit
    date: 2025-08-27
    author: R. Oduya, MD
    role: ordering_provider
    look: {look}
    pages:
      - |
        # History
        Pain over the inner side of the right knee; relief < 4 weeks after each of two
        injections.
        ~ walked two blocks
      - |
        | Test | Value |
        | --- | --- |
        | Motion | 12 to 98 |
  other:
    type: letter
    title: A letter
    date: null
    author: K. Obermann, DDS
    role: other_provider
    look: letter
    owner: {{name: "Marchbanks, Inez", dob: 1971-09-04, why: nearly the same name}}
    pages:
      - Nothing to say.
files:
  - file: visit.pdf
    pages:
      - {{paper: visit, page: 1, render: digital, rotation: 90}}
      - {{paper: visit, page: 1, render: fax, wear: faint, legibility: illegible, cause: faint}}
      - {{paper: visit, page: 2, render: {render}, text_layer: right}}
      - {{blank: true, render: fax}}
  - file: letter.pdf
    password: {lock}
    pages:
      - {{paper: other, page: 1, render: digital}}
truth:
  elements:
    clinical_evaluation:
      status: present
      evidence: [{{paper: visit, page: {page}, quote: "{quote}"}}]
  discrepancy: {{exists: false}}
  {more}
"""
GOOD = {
    "look": "clinic-serif",
    "render": "scan",
    "lock": "null",
    "page": "1",
    "quote": "after each of two injections.",
    "more": "timeline: []",
}
FAULTS = {
    "look": ("velvet", "papers.visit.look: no look is called velvet"),
    "page": ("3", "truth.elements.clinical_evaluation.evidence[0]: there is no page 3 of visit"),
    "quote": ("after three injections", '"after three injections" does not stand on page 1 of visit'),
    "render": ("digital", "files.visit.pdf.pages[2]: a digital page has no wear, skew or text layer"),
    "more": ("notes: x", "Object contains unknown field `notes` - at `$.truth`"),
}


def made(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def write(root: Path, name: str, **fields: str) -> None:
    (root / "development").mkdir(exist_ok=True)
    text = CASE.format_map({"name": name, **GOOD, **fields})
    (root / "development" / f"{name}.yaml").write_text(text, encoding="utf-8")


def words(path: Path, page: int) -> list[str]:
    document = pymupdf.Document(stream=path.read_bytes(), filetype=".pdf")
    shapes = document.load_page(page - 1).get_displaylist()
    return [word[4] for word in pymupdf.TextPage(shapes.get_textpage(0)).extractWORDS()]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drawn case: its folder, and its truth beside that."""
    root = tmp_path_factory.mktemp("cases")
    write(root, "trial")
    done = made("--from", str(root), "build", str(root / "drawn"))
    assert (done.returncode, done.stderr) == (0, "")
    return root / "drawn" / "development" / "trial"


def test_the_cases_of_both_halves_hold_together() -> None:
    done = made("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_fault_is_told_with_its_file_and_its_field(tmp_path: Path) -> None:
    for field, (value, _) in FAULTS.items():
        write(tmp_path, f"bad-{field}", **{field: value})
    done = made("--from", str(tmp_path), "check")
    told = done.stdout.splitlines()
    assert (done.returncode, len(told), done.stderr) == (1, len(FAULTS), "")
    for field, (_, fault) in FAULTS.items():
        assert any(line.startswith(f"development/bad-{field}.yaml: ") and fault in line for line in told), (
            field
        )


def test_a_case_with_a_fault_is_not_drawn(tmp_path: Path) -> None:
    write(tmp_path, "bad", quote="not there")
    done = made("--from", str(tmp_path), "build", str(tmp_path / "drawn"))
    assert done.returncode == 1
    assert not (tmp_path / "drawn").exists()


def test_what_is_drawn_says_what_the_case_says(drawn: Path) -> None:
    digital = " ".join(words(drawn / "folder" / "visit.pdf", 1))
    assert "after each of two injections." in digital
    assert "Ines Marchbank" in digital
    assert "seen on 27 August 2025" in digital


def test_a_faxed_page_has_no_words_and_a_searchable_scan_has_the_pages_own(drawn: Path) -> None:
    scanned = words(drawn / "folder" / "visit.pdf", 3)
    assert words(drawn / "folder" / "visit.pdf", 2) == []
    assert {"Motion", "12", "to", "98"} <= set(scanned)


def test_a_turned_page_lies_on_its_side(drawn: Path) -> None:
    content = (drawn / "folder" / "visit.pdf").read_bytes()
    page = pymupdf.Document(stream=content, filetype=".pdf").load_page(0)
    assert (page.rect.width, page.rect.height) == (792, 612)


def test_the_truth_names_pages_copies_and_another_patient(drawn: Path) -> None:
    truth = json.loads((drawn / "truth.json").read_text("utf-8"))
    (evidence,) = truth["elements"]["clinical_evaluation"]["evidence"]
    assert (evidence["file"], evidence["page"], evidence["also"]) == (
        "visit.pdf",
        1,
        [{"file": "visit.pdf", "page": 2}],
    )
    assert truth["illegible_pages"] == [{"file": "visit.pdf", "page": 2, "cause": "faint"}]
    assert [page["file"] for page in truth["misfiled_pages"]] == ["letter.pdf"]
    assert [page["doc_type"] for page in truth["pages"]] == [*["office_note"] * 3, "blank", "letter"]
    assert truth["pages"][0]["content_rotation_cw"] == 90
    readable = json.loads((drawn / "words.json").read_text("utf-8"))
    assert [bool(text) for text in readable["visit.pdf"]] == [True, False, True, False]


def test_the_same_case_can_be_drawn_without_scans(tmp_path: Path) -> None:
    write(tmp_path, "trial")
    done = made("--from", str(tmp_path), "build", "--text", str(tmp_path / "drawn"))
    assert (done.returncode, done.stderr) == (0, "")
    place = tmp_path / "drawn" / "development" / "trial"
    told = json.loads((place / "truth.json").read_text("utf-8"))["pages"]
    assert [page["render"] for page in told if page["file"] == "visit.pdf"] == [
        "digital",
        "scan_bilevel_200dpi",  # beyond reading: it stays as it came
        "digital",
        "scan_bilevel_200dpi",  # blank
    ]
    assert {page["content_rotation_cw"] for page in told} == {0}
    assert {"Motion", "12", "to", "98"} <= set(words(place / "folder" / "visit.pdf", 3))


def test_the_same_case_gives_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    write(tmp_path, "trial")
    assert made("--from", str(tmp_path), "build", str(tmp_path / "again")).returncode == 0
    again = tmp_path / "again" / "development" / "trial"
    for file in (path for path in drawn.rglob("*") if path.is_file()):
        assert (again / file.relative_to(drawn)).read_bytes() == file.read_bytes()


def test_a_password_locks_the_file(tmp_path: Path) -> None:
    write(tmp_path, "locked", lock="Heron-7")
    done = made("--from", str(tmp_path), "build", str(tmp_path / "drawn"))
    assert done.returncode == 0
    place = tmp_path / "drawn" / "development" / "locked" / "folder" / "letter.pdf"
    document = pymupdf.Document(stream=place.read_bytes(), filetype=".pdf")
    assert document.needs_pass
    assert document.authenticate("Heron-7")


def test_no_case_says_the_same_in_two_places() -> None:
    """Prose is written for one case: sentences of ten words stand in one case only."""
    seen: dict[str, str] = {}
    shared = []
    for path in sorted((MAKER.parent / "development").glob("*.yaml")):
        text = path.read_text("utf-8").partition("papers:")[2].partition("\nfiles:")[0]
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            said = " ".join(sentence.split())
            if len(said.split()) >= 10 and seen.setdefault(said, path.stem) != path.stem:
                shared.append(said)
    assert shared == []
