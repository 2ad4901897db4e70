"""What a document holds besides pages: its outline and its attached files, as it is read by a real worker."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from reviewer_app.documents.limits import (
    ATTACHMENT_PORTION,
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    MAX_OUTLINE,
    MAX_OUTLINE_LEVEL,
    MAX_TITLE,
)
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.contents import Attachment, DocumentContents, OutlineEntry
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import page_pdf, pdf, stream, text_content


def read(reader: PageReader, register: Registered, content: bytes) -> DocumentContents:
    return reader.contents(register(content))


def outline_pdf(items: dict[int, bytes]) -> bytes:
    return page_pdf(catalog=b"/Outlines<</First 6 0 R>>", objects=items)


def test_an_outline_has_titles_levels_and_pages(module_reader: PageReader, register: Registered) -> None:
    document = pikepdf.open(io.BytesIO(pdf(b"", b"", b"")))
    with document.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Größe \u2013 1", 1)
        chapter.children.append(pikepdf.OutlineItem("Part", 2))
        outline.root.extend([pikepdf.OutlineItem("Cover", 0), chapter, pikepdf.OutlineItem("Nowhere", None)])
    target = io.BytesIO()
    document.save(target)
    assert read(module_reader, register, target.getvalue()).outline == (
        OutlineEntry("Cover", 1, 1),
        OutlineEntry("Größe \u2013 1", 1, 2),
        OutlineEntry("Part", 2, 3),
        OutlineEntry("Nowhere", 1, 0),
    )


@pytest.mark.parametrize(
    ("destination", "page"),
    [
        (b"/Dest[3 0 R/Fit]", 1),
        (b"/Dest[0/Fit]", 1),
        (b"/Dest(by name)", 1),
        (b"/A<</S/GoTo/D(by dictionary)>>", 1),
        (b"/A<</S/GoTo/D/Old>>", 0),
        (b"/A<</S/GoTo/D[7 0 R/Fit]>>", 0),
        (b"/A<</S/URI/URI(https://example.org)>>", 0),
        (b"/Dest[9/Fit]", 0),
        (b"/Dest(unknown)", 0),
        (b"/Dest(circle)", 0),
        (b"/Dest[[[]]]", 0),
        (b"", 0),
    ],
)
def test_an_entry_leads_to_a_page_or_nowhere(
    module_reader: PageReader, register: Registered, destination: bytes, page: int
) -> None:
    names = (
        b"/Names<</Dests<</Names[(by dictionary)<</D[3 0 R/Fit]>>(by name)[3 0 R/Fit]"
        b"(circle)<</D(circle)>>]>>>>/Outlines<</First 6 0 R>>"
    )
    content = page_pdf(catalog=names, objects={6: b"<</Title(here)%s>>" % destination})
    assert read(module_reader, register, content).outline == (OutlineEntry("here", 1, page),)


def test_an_outline_in_circles_comes_to_an_end(module_reader: PageReader, register: Registered) -> None:
    content = outline_pdf(
        {6: b"<</Title(a)/First 7 0 R/Next 6 0 R>>", 7: b"<</Title(b)/First 6 0 R/Next 7 0 R/Parent 7 0 R>>"}
    )
    assert [one.title for one in read(module_reader, register, content).outline] == ["a", "b"]


def test_an_outline_is_listed_up_to_a_limit(module_reader: PageReader, register: Registered) -> None:
    count = MAX_OUTLINE + 10
    items = {6 + at: b"<</Title(%d)/Next %d 0 R>>" % (at, 7 + at) for at in range(count)}
    outline = read(module_reader, register, outline_pdf(items)).outline
    assert [one.title for one in outline] == [str(at) for at in range(MAX_OUTLINE)]


def test_an_outline_is_as_deep_as_is_allowed(module_reader: PageReader, register: Registered) -> None:
    items = {6 + at: b"<</Title(%d)/First %d 0 R>>" % (at, 7 + at) for at in range(100)}
    outline = read(module_reader, register, outline_pdf(items)).outline
    assert [one.level for one in outline] == list(range(1, MAX_OUTLINE_LEVEL + 1))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (b"(two\\nlines\\t and  gaps)", "two lines and gaps"),
        (b"<FEFF0061202E0062>", "a\\u202eb"),
        (b"<FEFF0061D800>", "a\ufffd"),
        (b"/Name", "Name"),
        (b"42", ""),
        (b"(" + b"x" * 10_000 + b")", "x" * MAX_TITLE),
    ],
)
def test_a_title_is_one_line_of_what_can_be_seen(
    module_reader: PageReader, register: Registered, title: bytes, shown: str
) -> None:
    content = outline_pdf({6: b"<</Title %s>>" % title})
    assert read(module_reader, register, content).outline == (OutlineEntry(shown, 1, 0),)


@pytest.mark.parametrize("root", [b"7", b"[]", b"null", b"99 0 R", b"1 0 R", b"(text)"])
def test_an_outline_that_is_none_is_empty(
    module_reader: PageReader, register: Registered, root: bytes
) -> None:
    content = page_pdf(catalog=b"/Outlines %s" % root)
    assert read(module_reader, register, content) == DocumentContents()


@pytest.mark.parametrize(("name", "media_type"), [("note.txt", "text/plain")])
def test_what_is_no_pdf_holds_nothing_besides(
    module_reader: PageReader, register: Registered, name: str, media_type: str
) -> None:
    key = register(b"# a heading\ntext", name, media_type)
    assert module_reader.contents(key) == DocumentContents()
    assert module_reader.links(key, 1) == ()


def attached(number: int, name: bytes, content: int, size: bytes = b"") -> bytes:
    """A file specification and where its content is."""
    return b"<</Type/Filespec/F(%s)/EF<</F %d 0 R>>/Desc(number %d)>>" % (name, content, number)


def test_attached_files_are_listed_with_clean_names_and_read(
    module_reader: PageReader, register: Registered
) -> None:
    content = page_pdf(
        catalog=b"/Names<</EmbeddedFiles<</Kids[<</Names[(a)6 0 R(b)7 0 R]>><</Names[(c)8 0 R]>>]>>>>"
        b"/AF[9 0 R]",
        page=b"/Annots[13 0 R 14 0 R]",
        objects={
            6: attached(0, b"../../../../tmp/evil.exe", 10),
            7: attached(1, b"MRI report.pdf", 11),
            8: attached(2, b"evil.exe", 12),
            9: attached(3, b"again.pdf", 11),
            10: stream(b"MZ"),
            11: stream(b"%PDF-1.4", b"/Params<</Size 8>>"),
            12: stream(zlib.compress(b"packed" * 100), b"/Filter/FlateDecode/Params<</Size -4>>"),
            13: b"<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 15 0 R>>",
            14: b"<</Subtype/FileAttachment/Rect[0 0 9 9]/FS(outside.txt)>>",
            15: b"<</UF<FEFF0047007200F600DF0065002E007400780074>/EF<</UF 16 0 R>>>>",
            16: stream(b""),
        },
    )
    key = register(content)
    assert module_reader.contents(key).attachments == (
        Attachment(0, "evil.exe", 0, "number 0"),
        Attachment(1, "MRI report.pdf", 8, "number 1"),
        Attachment(2, "evil (2).exe", 0, "number 2"),
        Attachment(3, "Größe.txt", 0),
    )
    read = [module_reader.attachment(key, number) for number in range(4)]
    assert read == [b"MZ", b"%PDF-1.4", b"packed" * 100, b""]


def test_a_tree_of_attached_files_in_circles_comes_to_an_end(
    module_reader: PageReader, register: Registered
) -> None:
    content = page_pdf(
        catalog=b"/Names<</EmbeddedFiles 6 0 R>>",
        objects={
            6: b"<</Kids[6 0 R 7 0 R 7 0 R]>>",
            7: b"<</Names[(a)8 0 R(b)8 0 R(c)null(d)9 0 R(e)99 0 R(f)]/Kids[6 0 R]>>",
            8: attached(0, b"once.txt", 10),
            9: b"<</F(no content)/EF<</F 3 0 R>>>>",
            10: stream(b"content"),
        },
    )
    assert [one.name for one in read(module_reader, register, content).attachments] == ["once.txt"]


def test_attached_files_are_listed_up_to_a_limit(module_reader: PageReader, register: Registered) -> None:
    count = MAX_ATTACHMENTS + 5
    objects = {10 + 2 * at: attached(at, b"same.txt", 11 + 2 * at) for at in range(count)}
    objects |= {11 + 2 * at: stream(b"%d" % at) for at in range(count)}
    names = b"".join(b"(%06d)%d 0 R" % (at, 10 + 2 * at) for at in range(count))
    key = register(page_pdf(catalog=b"/Names<</EmbeddedFiles<</Names[%s]>>>>" % names, objects=objects))
    found = module_reader.contents(key).attachments
    assert len({one.name for one in found}) == len(found) == MAX_ATTACHMENTS
    assert module_reader.attachment(key, MAX_ATTACHMENTS - 1) == b"%d" % (MAX_ATTACHMENTS - 1)


def blocks(size: int) -> Iterator[bytes]:
    """So many bytes in blocks of a mebibyte, no two of them alike."""
    for start in range(0, size, 1 << 20):
        yield (b"%08d" % start * (1 << 17))[: size - start]


def packed(parts: Iterator[bytes]) -> bytes:
    squeeze = zlib.compressobj(1)
    return b"".join([*map(squeeze.compress, parts), squeeze.flush()])


def with_one_file(content: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return page_pdf(
        text_content("words", 72, 700),
        catalog=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>",
        objects={6: attached(0, b"large.bin", 7), 7: stream(content, entries)},
    )


@pytest.mark.parametrize("size", [ATTACHMENT_PORTION - 1, ATTACHMENT_PORTION, 2 * ATTACHMENT_PORTION + 7])
def test_a_large_attached_file_comes_whole(
    module_reader: PageReader, register: Registered, size: int
) -> None:
    data = module_reader.attachment(register(with_one_file(packed(blocks(size)))), 0)
    assert len(data) == size
    expected = hashlib.sha256()
    for block in blocks(size):
        expected.update(block)
    assert hashlib.sha256(data).digest() == expected.digest()


def test_a_file_that_unpacks_without_end_is_refused_and_nothing_else_suffers(
    module_reader: PageReader, register: Registered
) -> None:
    key = register(with_one_file(packed(bytes(1 << 20) for _ in range(1024)), b"/Filter/FlateDecode"))
    assert module_reader.contents(key).attachments[0].name == "large.bin"
    with pytest.raises(PageFailedError) as caught:
        module_reader.attachment(key, 0)
    assert caught.value.cause is PageFailure.TOO_LARGE
    assert caught.value.sentence == (
        f"The file attached to page.pdf is larger than {MAX_ATTACHMENT_BYTES >> 20} MB and was not saved. "
        "Ask for it to be sent by itself."
    )
    assert module_reader.draw(DrawRequest(key, 1, 1.0)).width == 612


def test_a_file_that_is_cut_is_not_given_as_if_it_were_whole(
    module_reader: PageReader, register: Registered
) -> None:
    key = register(with_one_file(zlib.compress(b"packed" * 10_000)[:-20]))
    with pytest.raises(PageFailedError) as caught:
        module_reader.attachment(key, 0)
    assert caught.value.cause is PageFailure.DAMAGED
    assert "attached to page.pdf is damaged" in caught.value.sentence


@pytest.mark.parametrize("number", [1, -1, 10**9])
def test_an_attached_file_that_is_not_there_is_told(
    module_reader: PageReader, register: Registered, number: int
) -> None:
    with pytest.raises(PageFailedError) as caught:
        module_reader.attachment(register(with_one_file(zlib.compress(b"x"))), number)
    assert caught.value.cause is PageFailure.NO_SUCH_PAGE


def test_an_attached_file_of_a_locked_document_is_unlocked_too(
    module_reader: PageReader, register: Registered
) -> None:
    document = pikepdf.open(io.BytesIO(pdf(b"")))
    document.attachments["report.txt"] = b"content"
    target = io.BytesIO()
    document.save(target, encryption=pikepdf.Encryption(owner="owner", user="", R=6))
    key = register(target.getvalue())
    assert [one.name for one in module_reader.contents(key).attachments] == ["report.txt"]
    assert module_reader.attachment(key, 0) == b"content"


def test_levels_of_an_outline_never_jump_deeper(module_reader: PageReader, register: Registered) -> None:
    items = {6: b"<</Title(a)/First 7 0 R/Next 8 0 R>>", 7: b"<</First 9 0 R>>", 8: b"<</Title(d)>>"}
    items[9] = b"<</Title(c)/Next 5 0 R>>"
    outline = read(module_reader, register, outline_pdf(items)).outline
    levels = [0, *(one.level for one in outline)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
