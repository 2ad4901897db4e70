"""Text that nobody sees, and drawings that show nothing of a page that has something: both are told."""

from __future__ import annotations

import pytest

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.pages import (
    NOTE_BLANK,
    NOTE_INVISIBLE_TEXT,
    NOTE_UNSEEN_TEXT,
    DrawRequest,
    PixelFormat,
    Rect,
)
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import page_pdf, pdf, stream, text_content

SEEN = text_content("seen", 72, 700, operators="0 g 0 Tr") + b"\n"
DARK_FIELD = b"0 g 60 90 300 60 re f\n"


def written(x: float, y: float, operators: str = "", size: float = 20) -> bytes:
    return b"q %s BT /F1 %g Tf %g %g Td (covert) Tj ET Q\n" % (operators.encode(), size, x, y)


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (SEEN, ()),
        (SEEN + written(100, 100, "3 Tr"), (NOTE_INVISIBLE_TEXT,)),
        (SEEN + written(100, 100, "1 g"), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(100, 100, "1 1 1 rg"), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(100, 100, "0 0 0 0 k"), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(100, 100, "0.97 g"), (NOTE_UNSEEN_TEXT,)),
        (SEEN + DARK_FIELD + written(100, 100, "1 g"), ()),
        (SEEN + DARK_FIELD + written(100, 300, "1 g"), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(100, 100, "0.8 g"), ()),
        (SEEN + written(100, 100, size=0.5), (NOTE_UNSEEN_TEXT,)),
        (SEEN + b"q 20 0 0 20 0 0 cm " + written(5, 5, size=0.5) + b"Q", ()),
        (SEEN + written(2000, 100), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(100, -100), (NOTE_UNSEEN_TEXT,)),
        (SEEN + written(590, 100), ()),
        (SEEN + b"BT 3 Tr /F1 12 Tf 9 9 Td (   ) Tj ET BT 0 Tr 1 g 99 9 Td (  ) Tj ET", ()),
        (
            SEEN + written(100, 100, "3 Tr") + written(100, 200, "1 g"),
            (NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT),
        ),
    ],
)
def test_text_that_nobody_sees_is_told_with_the_page_its_words_and_its_picture(
    module_reader: PageReader, register: Registered, content: bytes, notes: tuple[str, ...]
) -> None:
    key = register(pdf(content))
    assert module_reader.text(key, 1).notes == notes
    assert module_reader.searchable(key, 1).notes == notes
    assert module_reader.draw(DrawRequest(key, 1, 1.0)).notes == notes
    assert module_reader.draw(DrawRequest(key, 1, 2.0, clip=Rect(60, 60, 100, 120))).notes == notes


def test_text_cropped_away_is_told(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(SEEN + written(100, 100), crop_box=(0, 300, 612, 792)))
    assert module_reader.searchable(key, 1).text == "seen"
    assert module_reader.searchable(key, 1).notes == (NOTE_UNSEEN_TEXT,)


def test_transparent_text_is_told(module_reader: PageReader, register: Registered) -> None:
    content = page_pdf(SEEN + b"/G gs " + written(100, 100)).replace(
        b"/Resources<<", b"/Resources<</ExtGState<</G<</ca 0>>>>"
    )
    assert module_reader.text(register(content), 1).notes == (NOTE_UNSEEN_TEXT,)


NOTHING_DRAWN = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]")
WHOLE_PAGE = b"0 0 612 792 re f\n"
PICTURE = b"/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode"


def with_picture(samples: bytes) -> bytes:
    content = page_pdf(b"q 612 0 0 792 0 0 cm /I Do Q", objects={6: stream(samples, PICTURE)})
    return content.replace(b"/Resources<<", b"/Resources<</XObject<</I 6 0 R>>")


@pytest.mark.parametrize(
    ("content", "blank"),
    [
        (page_pdf(b""), False),
        (page_pdf(b"1 g " + WHOLE_PAGE), False),
        (page_pdf(b"0 g " + WHOLE_PAGE), False),
        (page_pdf(b"1 0 0 rg " + WHOLE_PAGE), False),
        (page_pdf(SEEN), False),
        (page_pdf(SEEN + b"1 g " + WHOLE_PAGE), True),
        (page_pdf(SEEN + b"0.5 g " + WHOLE_PAGE), True),
        (page_pdf(SEEN + b"0 0 1 rg " + WHOLE_PAGE), True),
        (page_pdf(written(100, 600, "1 g")), True),
        (page_pdf(b"0.9 0.9 1 rg " + WHOLE_PAGE + written(100, 600, "0.9 0.9 1 rg")), True),
        (with_picture(b"00FF FF00>"), False),
        (with_picture(b"FFFF FFFF>"), True),
        (with_picture(b"0000 0000>"), True),
        (
            page_pdf(
                page=b"/Annots[6 0 R]",
                objects={
                    6: b"<</Subtype/FreeText/Contents(note)/Rect[9 9 99 99]/AP<</N 7 0 R>>>>",
                    7: NOTHING_DRAWN,
                },
            ),
            True,
        ),
        (
            page_pdf(
                page=b"/Annots[6 0 R]",
                objects={
                    6: b"<</Subtype/Widget/FT/Tx/T(name)/V(x)/Rect[9 9 99 99]/AP<</N 7 0 R>>>>",
                    7: NOTHING_DRAWN,
                },
            ),
            True,
        ),
        (
            page_pdf(page=b"/Annots[6 0 R]", objects={6: b"<</Subtype/Link/Rect[9 9 99 99]/Dest[0/Fit]>>"}),
            False,
        ),
    ],
)
def test_a_blank_drawing_of_a_page_that_has_something_is_told_also_of_its_parts(
    module_reader: PageReader, register: Registered, content: bytes, blank: bool
) -> None:
    key = register(content)
    requests = (
        DrawRequest(key, 1, 1.0),
        DrawRequest(key, 1, 0.1),
        DrawRequest(key, 1, 3.0, rotation=90),
        DrawRequest(key, 1, 4.0, clip=Rect(90, 170, 200, 200)),
        DrawRequest(key, 1, 4.0, clip=Rect(400, 400, 500, 500)),
    )
    for request in requests:
        assert (NOTE_BLANK in module_reader.draw(request).notes) == blank


def test_an_empty_part_of_a_page_is_not_called_blank(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(SEEN))
    shown = module_reader.draw(DrawRequest(key, 1, 4.0, clip=Rect(300, 300, 400, 400)))
    assert (shown.format, set(shown.pixels), shown.notes) == (PixelFormat.GRAY8, {255}, ())


def test_a_part_of_a_giant_page_is_not_judged_by_a_picture_in_which_print_vanishes(
    module_reader: PageReader, register: Registered
) -> None:
    key = register(pdf(SEEN, media_box=(0, 0, 100_000, 100_000)))
    assert module_reader.draw(DrawRequest(key, 1, 1.0, clip=Rect(0, 0, 100, 100))).notes == ()
