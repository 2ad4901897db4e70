"""What is told of a document as a whole: scripts and actions that are not run, forms and parts not shown."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pikepdf
import pytest

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.open_documents import read_document
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.pages import PageFailedError, PageFailure
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import page_pdf, pdf, stream, text_content

Revision = Literal[2, 3, 4, 6]

SCRIPTS = "The document contains scripts."
ACTIONS = "The document asks to open an address, file or program by itself."
XFA = "The document also holds an XFA form"
DYNAMIC_XFA = "The document is an XFA form"
PORTFOLIO = "The document is a portfolio"
ONE_FILE = "One file is attached to the document"


def notes_of(reader: PageReader, register: Registered, content: bytes) -> tuple[str, ...]:
    key = register(content)
    return reader.open(PageFile(Path(key), "application/pdf"))[1]


@pytest.mark.parametrize(
    ("catalog", "beginnings"),
    [
        (b"", []),
        (b"/OpenAction[3 0 R/Fit]", []),
        (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>", []),
        (b"/OpenAction<</S/Named/N/FirstPage>>", []),
        (b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", [SCRIPTS]),
        (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>", [SCRIPTS]),
        (b"/OpenAction<</S/GoTo/Next[<</S/Launch/F(x)>><</S/JavaScript/JS(x)>>]>>", [SCRIPTS, ACTIONS]),
        (b"/OpenAction 6 0 R", [ACTIONS]),
        (b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>", [SCRIPTS]),
        (b"/AA<</WC<</S/JavaScript/JS(x)>>>>", [SCRIPTS]),
        (b"/AcroForm<</Fields[7 0 R]>>", [SCRIPTS]),
        (b"/AcroForm<</Fields[9 0 R]>>", []),
        (b"/OpenAction<</S/Launch/F(/usr/bin/xcalc)>>", [ACTIONS]),
        (b"/OpenAction<</S/URI/URI(http://127.0.0.1:9/track)>>", [ACTIONS]),
        (b"/OpenAction<</S/GoToR/F(\\\\\\\\127.0.0.1\\\\share\\\\a.pdf)/D[0/Fit]>>", [ACTIONS]),
        (b"/OpenAction<</S/SubmitForm/F(http://127.0.0.1:9)>>", [ACTIONS]),
        (b"/AcroForm<</Fields[]/XFA 10 0 R>>", [XFA]),
        (b"/AcroForm<</Fields[]/XFA[(template)10 0 R]>>/NeedsRendering true", [DYNAMIC_XFA]),
        (b"/AcroForm<</Fields[]/XFA 10 0 R>>/NeedsRendering false", [XFA]),
        (b"/Collection<</View/D>>", [PORTFOLIO]),
        (b"/Names<</EmbeddedFiles<</Names[(a)11 0 R]>>>>", [ONE_FILE]),
        (
            b"/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(a)11 0 R(b)12 0 R]>>>>",
            [PORTFOLIO, "2 files are attached"],
        ),
        (b"/AcroForm 7/Names[]/OpenAction(x)/AA null/Collection null", []),
    ],
)
def test_what_a_reader_should_know_of_a_document_is_told(
    module_reader: PageReader, register: Registered, catalog: bytes, beginnings: list[str]
) -> None:
    content = page_pdf(
        text_content("words", 72, 700),
        catalog=catalog,
        objects={
            6: b"<</S/URI/URI(http://a.example)/Next 6 0 R>>",
            7: b"<</Kids[8 0 R 7 0 R]>>",
            8: b"<</FT/Tx/T(a)/Parent 7 0 R/AA<</F<</S/JavaScript/JS(x)>>>>>>",
            9: b"<</FT/Tx/T(b)/Kids[9 0 R]>>",
            10: stream(b"<xdp:xdp/>"),
            11: b"<</F(a.txt)/EF<</F 13 0 R>>>>",
            12: b"<</F(b.txt)/EF<</F 14 0 R>>>>",
            13: stream(b"a"),
            14: stream(b"b"),
        },
    )
    notes = notes_of(module_reader, register, content)
    assert len(notes) == len(beginnings)
    for note, beginning in zip(notes, beginnings, strict=True):
        assert note.startswith(beginning)
        assert note.endswith(".")


def test_a_file_attached_to_a_page_counts(module_reader: PageReader, register: Registered) -> None:
    content = page_pdf(
        page=b"/Annots[6 0 R]",
        objects={
            6: b"<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a.txt)/EF<</F 7 0 R>>>>>>",
            7: stream(b"a"),
        },
    )
    assert notes_of(module_reader, register, content)[0].startswith(ONE_FILE)


def test_what_is_no_pdf_has_no_notes(module_reader: PageReader, register: Registered) -> None:
    key = register(b"/OpenAction<</S/Launch>>", "note.txt", "text/plain")
    assert module_reader.open(PageFile(Path(key), "text/plain")) == (1, ())


def locked(user: str, revision: Revision = 6) -> bytes:
    modern = revision >= 4
    encryption = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=modern, metadata=modern)
    return pdf(text_content("words", 72, 700), encryption=encryption)


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
@pytest.mark.parametrize("password", ["secret", "Größe 5", "p%40ss"])
def test_a_document_is_unlocked_later_and_locked_again_without_its_password(
    module_reader: PageReader, tmp_path: Path, revision: Revision, password: str
) -> None:
    entry = CaseFile("locked.pdf", tmp_path / "locked.pdf")
    entry.path.write_bytes(locked(password, revision))
    before = read_document(entry, module_reader)
    assert before.status is DocumentStatus.ENCRYPTED
    with pytest.raises(PageFailedError) as unknown:
        module_reader.text(before.sha256, 1)
    assert unknown.value.cause is PageFailure.NO_SUCH_PAGE
    for wrong in ("", "Secret", password + " ", "x" * 10_000, "nul\0"):
        assert read_document(entry, module_reader, wrong).status is DocumentStatus.ENCRYPTED
    opened = read_document(entry, module_reader, password)
    assert (opened.status, opened.page_count, opened.sha256) == (DocumentStatus.OK, 1, before.sha256)
    assert module_reader.searchable(opened.sha256, 1).text == "words"
    assert read_document(entry, module_reader).status is DocumentStatus.ENCRYPTED
    assert read_document(entry, module_reader, "wrong").status is DocumentStatus.ENCRYPTED
    assert module_reader.text(opened.sha256, 1).words[0].text == "words"


def test_the_owner_is_not_restricted(module_reader: PageReader, tmp_path: Path) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(b""))) as document:
        allow = pikepdf.Permissions(extract=False, print_highres=False)
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user="user", allow=allow))
    path = tmp_path / "restricted.pdf"
    path.write_bytes(target.getvalue())
    restricted = "The document's owner restricted its use, such as printing or copying."
    assert module_reader.open(PageFile(path, "application/pdf", "user"))[1] == (restricted,)
    assert module_reader.open(PageFile(path, "application/pdf", "owner"))[1] == ()


def test_a_password_is_in_no_error(module_reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked("secret"))
    file = PageFile(path, "application/pdf", "not-the-one")
    with pytest.raises(PageFailedError) as caught:
        module_reader.open(file)
    error: BaseException | None = caught.value
    while error is not None:
        assert "not-the-one" not in repr(error) + str(error)
        error = error.__cause__
    assert "not-the-one" not in repr(file)
