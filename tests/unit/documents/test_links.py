"""Links as a real worker finds them: where they lie, where they lead, and that none is followed."""

from __future__ import annotations

import pytest

from reviewer_app.documents.limits import MAX_LINKS, MAX_TARGET
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.contents import Link
from reviewer_app.domain.pages import Rect
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import page_pdf, raw_pdf, stream


def link(entries: bytes, kind: bytes = b"Link", rect: bytes = b"100 600 200 650") -> bytes:
    return b"<</Subtype/%s/Rect[%s]%s>>" % (kind, rect, entries)


def links_of(reader: PageReader, register: Registered, *annotations: bytes) -> tuple[Link, ...]:
    numbers = b"".join(b"%d 0 R " % (6 + at) for at in range(len(annotations)))
    content = page_pdf(
        page=b"/Annots[%s]" % numbers, objects={6 + at: one for at, one in enumerate(annotations)}
    )
    return reader.links(register(content), 1)


@pytest.mark.parametrize(
    ("entries", "target", "opens"),
    [
        (b"/A<</S/URI/URI(https://example.org/a?b=c%20d#e)>>", "https://example.org/a?b=c%20d#e", True),
        (b"/A<</S/URI/URI(mailto:a@b.example)>>", "mailto:a@b.example", True),
        (b"/A<</S/URI/URI<FEFF00680074007400700073003A002F002F0061>>>", "https://a", True),
        (b"/A<</S/URI/URI(file:///etc/passwd)>>", "file:///etc/passwd", False),
        (b"/A<</S/URI/URI(javascript:alert\\(1\\))>>", "javascript:alert(1)", False),
        (b"/A<</S/URI/URI(relative/page.html)>>", "relative/page.html", False),
        (
            b"/A<</S/URI/URI(https://known.example@other.example)>>",
            "https://known.example@other.example",
            False,
        ),
        (b"/A<</S/URI/URI(https://a.example/\\n)>>", "https://a.example/\\n", False),
        (b"/A<</S/URI/URI<FEFF0068202E0061>>>", "h\\u202ea", False),
        (b"/A<</S/URI>>", "", False),
        (b"/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>", "File: other.pdf", False),
        (
            b"/A<</S/GoToR/F<</UF(\\\\\\\\server\\\\share\\\\a.pdf)>>>>",
            "File: \\\\server\\share\\a.pdf",
            False,
        ),
        (b"/A<</S/Launch/F(/usr/bin/xcalc)>>", "Program: /usr/bin/xcalc", False),
        (b"/A<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>", "Program: cmd.exe /c calc", False),
        (b"/A<</S/JavaScript/JS(app.alert\\('x'\\))>>", "Script: app.alert('x')", False),
        (b"/A<</S/JavaScript/JS 99 0 R>>", "Script: ", False),
        (
            b"/A<</S/SubmitForm/F<</FS/URL/F(https://a.example/s)>>>>",
            "Sends the form to: https://a.example/s",
            False,
        ),
        (b"/A<</S/ImportData/F(data.fdf)>>", "File: data.fdf", False),
        (b"/A<</S/Named/N/Print>>", "Command: Print", False),
        (b"/A<</S/Rendition/OP 0>>", "Command: Rendition", False),
        (b"/A<</S/Hide/T(field)>>", "Command: Hide", False),
    ],
)
def test_a_link_that_leaves_the_document_is_shown_as_what_it_is(
    module_reader: PageReader, register: Registered, entries: bytes, target: str, opens: bool
) -> None:
    assert links_of(module_reader, register, link(entries)) == (
        Link(Rect(100, 142, 200, 192), 0, target, opens),
    )


@pytest.mark.parametrize(
    ("entries", "page"),
    [
        (b"/Dest[3 0 R/XYZ 0 0 0]", 1),
        (b"/A<</S/GoTo/D[3 0 R/Fit]>>", 1),
        (b"/A<</S/Named/N/LastPage>>", 1),
        (b"/A<</S/GoTo/D(nowhere)>>", 0),
        (b"/Dest[7/Fit]", 0),
        (b"", 0),
    ],
)
def test_a_link_inside_the_document_has_its_page(
    module_reader: PageReader, register: Registered, entries: bytes, page: int
) -> None:
    assert links_of(module_reader, register, link(entries)) == (Link(Rect(100, 142, 200, 192), page),)


def test_links_by_name_turn_pages(module_reader: PageReader, register: Registered) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Annots[9 0 R 10 0 R]>>"
    content = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
            3: page,
            4: page,
            5: page,
            9: link(b"/A<</S/Named/N/NextPage>>"),
            10: link(b"/A<</S/Named/N/PrevPage>>"),
        }
    )
    key = register(content)
    pages = [[one.page for one in module_reader.links(key, number)] for number in (1, 2, 3)]
    assert pages == [[2, 0], [3, 1], [0, 2]]
    assert module_reader.links(key, 3)[0].target == "Command: NextPage"


def test_buttons_that_do_something_are_links_and_other_annotations_are_not(
    module_reader: PageReader, register: Registered
) -> None:
    found = links_of(
        module_reader,
        register,
        link(b"/FT/Btn/Ff 65536/T(b)/A<</S/JavaScript/JS(x)>>", b"Widget"),
        link(b"/FT/Tx/T(t)/V(value)", b"Widget"),
        link(b"/Contents(note)", b"Text"),
        link(b"/A<</S/Rendition/JS(1)>>", b"Screen"),
        link(b"/F 2/A<</S/URI/URI(https://hidden.example)>>"),
    )
    assert [one.target for one in found] == ["Script: x", "Command: Rendition"]


@pytest.mark.parametrize(
    ("boxes", "place"),
    [
        (b"/Rotate 90", Rect(600, 100, 650, 200)),
        (b"/CropBox[50 50 500 700]", Rect(50, 50, 150, 100)),
        (b"/UserUnit 2", Rect(200, 284, 400, 384)),
    ],
)
def test_a_link_lies_where_it_is_seen(
    module_reader: PageReader, register: Registered, boxes: bytes, place: Rect
) -> None:
    content = page_pdf(page=b"/Annots[6 0 R]" + boxes, objects={6: link(b"/Dest[0/Fit]")})
    assert module_reader.links(register(content), 1)[0].rect == place


@pytest.mark.parametrize(
    ("rect", "places"),
    [
        (b"200 650 100 600", [Rect(100, 142, 200, 192)]),
        (b"-100 -100 9999 9999", [Rect(0, 0, 612, 792)]),
        (b"700 0 800 10", []),
    ],
)
def test_a_rectangle_is_cut_to_the_page(
    module_reader: PageReader, register: Registered, rect: bytes, places: list[Rect]
) -> None:
    found = links_of(module_reader, register, link(b"/Dest[0/Fit]", rect=rect))
    assert [one.rect for one in found] == places


def test_a_page_full_of_links_lists_the_first(module_reader: PageReader, register: Registered) -> None:
    content = page_pdf(
        page=b"/Annots[%s]" % (b"6 0 R " * (MAX_LINKS + 9)), objects={6: link(b"/Dest[0/Fit]")}
    )
    assert len(module_reader.links(register(content), 1)) == MAX_LINKS


def test_a_long_address_is_shown_cut_and_not_opened(module_reader: PageReader, register: Registered) -> None:
    address = b"https://example.org/" + b"a" * 100_000
    (found,) = links_of(module_reader, register, link(b"/A<</S/URI/URI(%s)>>" % address))
    assert found.target == address[:MAX_TARGET].decode() + "\u2026"
    assert not found.opens


@pytest.mark.parametrize("annotations", [b"7", b"null", b"[null 7 [] (x) 99 0 R 3 0 R 6 0 R]", b"6 0 R"])
def test_annotations_that_are_none_are_passed_over(
    module_reader: PageReader, register: Registered, annotations: bytes
) -> None:
    content = page_pdf(page=b"/Annots %s" % annotations, objects={6: stream(b"no annotation")})
    assert module_reader.links(register(content), 1) == ()
