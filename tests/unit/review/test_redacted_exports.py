"""A redacted export says nowhere who the member is: not in its text, pictures, properties or name."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import ExportError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import NOTE_INVISIBLE_TEXT, PageText, Rect, Word
from reviewer_app.domain.review import Outcome
from reviewer_app.evidence.identity_words import Identity, IdentityFinder
from reviewer_app.review import export_summary
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_order import export_order
from reviewer_app.review.redaction import NO_WORDS, identity_of, no_picture_because, picture_parts
from tests.unit.review.desks import (
    LUMBAR,
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
    sha_of,
)

TELLING = ("denise", "halvorsen", "0052817", "1971-08-22", "08/22/1971", "22 august 1971", "40-3316")
CONSULTATION = "02_spine_consultation_2025-08-27.pdf"
NAMED = "Denise_Halvorsen letter.txt"


def html_text(content: bytes) -> str:
    return re.sub(r'base64,[^"]*"', "", content.decode("utf-8"))


def docx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(("xml", "rels"))
        )


def words_of(page: pymupdf.Page) -> list[tuple[float, float, float, float, str, int, int, int]]:
    return pymupdf.TextPage(page.get_displaylist().get_textpage(0)).extractWORDS()


def pdf_text(content: bytes) -> str:
    document = pymupdf.Document(stream=content, filetype="pdf")
    pages = [
        " ".join(word[4] for word in words_of(document.load_page(number)))
        for number in range(document.page_count)
    ]
    objects = [
        str(document.xref_get_key(n, key))
        for n in range(1, document.xref_length())
        for key in document.xref_get_keys(n)
    ]
    return " ".join((*pages, *objects, document.get_xml_metadata())).replace("\u200b", "")


TEXT_OF: dict[str, Callable[[bytes], str]] = {
    "html": html_text,
    "docx": docx_text,
    "pdf": pdf_text,
    "json": lambda content: content.decode("utf-8"),
    "csv": lambda content: content.decode("utf-8"),
}


@pytest.fixture
def signed(desk: Desk, cases: WatchedCases) -> OpenCase:
    """The complete sample, approved, with a page and a passage that name the member."""
    folder = cases.sample(LUMBAR)
    cases.write(folder / NAMED, b"Denise Halvorsen, born 22 August 1971, asks for the injection.")
    case = desk.open(folder)
    mark_all_present(desk)
    desk.write_note("s5-imaging", "HALVORSEN, DENISE (TMH 0052817 02) had it on 12 August.")
    desk.attach_evidence("s5-imaging", page_of(case, CONSULTATION))
    quote = "Denise Halvorsen, born 22 August 1971"
    anchor = Anchor(sha_of(case, NAMED), 1, (Rect(0, 0, 612, 60),), quote, "", "asks for")
    desk.attach_evidence("s3-evaluation", anchor)
    decide_all(desk, Outcome.APPROVE)
    return desk.sign("")


def test_nothing_of_the_member_is_left(desk: Desk, signed: OpenCase, tmp_path: Path) -> None:
    for name, text_of in TEXT_OF.items():
        order = export_order(name, redact=True)
        target = tmp_path / f"{desk.suggested_name(order)}.{name}"
        desk.export(order, target, draft_allowed=False)
        text = text_of(target.read_bytes()).casefold()
        assert [one for one in TELLING if one in text] == [], name
        assert "[removed]" in text
        plain = tmp_path / f"plain.{name}"
        desk.export(name, plain, draft_allowed=False)
        assert any(one in text_of(plain.read_bytes()).casefold() for one in TELLING), name
    for document in ("letter", "member-letter"):
        target = tmp_path / f"{document}.html"
        desk.export(export_order("html", document, redact=True), target, draft_allowed=False)
        text = html_text(target.read_bytes()).casefold()
        assert [one for one in TELLING if one in text] == [], document


def pictures(content: bytes) -> list[Image.Image]:
    found = re.findall(rb'src="data:image/png;base64,([^"]*)"', content)
    return [Image.open(io.BytesIO(base64.b64decode(one))).convert("L") for one in found]


def test_pixels_of_the_name_are_gone(desk: Desk, signed: OpenCase, tmp_path: Path) -> None:
    """The passage begins with the member's name: that is black, and the words behind it are shown."""
    plain, redacted = tmp_path / "plain.html", tmp_path / "redacted.html"
    desk.export("html", plain, draft_allowed=False)
    desk.export(export_order("html", redact=True), redacted, draft_allowed=False)
    before, after = (pictures(file.read_bytes()) for file in (plain, redacted))
    assert len(before) == len(after) == 2
    sizes = {picture.size for picture in before}
    assert {picture.size for picture in after} == sizes
    passage = next(picture for picture in after if picture.height < 400)
    row = [passage.crop((0, y, passage.width, y + 1)).tobytes() for y in range(passage.height)]
    longest = max(len(run) for line in row for run in re.findall(rb"\x00+", line))
    assert longest > 60
    assert any(0 < shade < 255 for line in row for shade in line)


def test_a_page_without_words_is_not_pictured() -> None:
    finder = IdentityFinder(Identity(names=("Denise",)))
    word = Word(Rect(10, 10, 60, 22), "Denise", 0, 0, 0)
    other = Word(Rect(64, 10, 90, 22), "came", 0, 0, 1)
    assert no_picture_because(PageText(())) == NO_WORDS
    assert no_picture_because(PageText((word,), (NOTE_INVISIBLE_TEXT,)))
    assert no_picture_because(PageText((word, other))) == ""
    keep, cover = picture_parts(PageText((word, other)), finder)
    assert keep == (other.rect,)
    assert cover == (Rect(9, 9, 61, 23),)


def test_a_name_over_two_lines_is_covered_on_both() -> None:
    finder = IdentityFinder(Identity(names=("Halvorsen",)))
    first, second = Word(Rect(0, 0, 9, 9), "Halvor-", 0, 0, 0), Word(Rect(0, 10, 9, 19), "sen", 0, 1, 0)
    keep, cover = picture_parts(PageText((first, second)), finder)
    assert keep == ()
    assert len(cover) == 2


def test_a_file_that_still_tells_is_not_written(
    desk: Desk, signed: OpenCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What leaves the words out is broken on purpose: reading the file back finds them."""
    monkeypatch.setattr(export_summary, "redacted_summary", lambda summary, _finder: summary)
    monkeypatch.setattr(export_summary, "redacted_text", lambda _finder, text: text)
    for name in TEXT_OF:
        target = tmp_path / f"out.{name}"
        with pytest.raises(ExportError, match="could still be read"):
            desk.export(export_order(name, redact=True), target, draft_allowed=False)
        assert not target.exists()
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_name_that_tells_is_refused(desk: Desk, signed: OpenCase, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="name of the file"):
        desk.export(export_order("json", redact=True), tmp_path / "halvorsen.json", draft_allowed=False)


def test_what_the_request_says_of_the_member_is_known(desk: Desk, cases: WatchedCases) -> None:
    request = lumbar_request()
    request["member"] |= {
        "phone": "608-555-0142",
        "address": "12 Oak Lane, Pine Hollow",
        "preferred_name": "Dee",
        "language": "English",
    }
    request["plan"]["region"] = "North"
    case = desk.open(cases.made("more", request, a="A note."))
    identity = identity_of(case.request)
    assert "608-555-0142" in identity.numbers
    assert identity.phrases == ("12 Oak Lane, Pine Hollow", "12 Oak Lane", "Pine Hollow")
    assert "Dee" in identity.names
