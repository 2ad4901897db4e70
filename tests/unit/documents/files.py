"""Documents that the tests of this folder write, made by libraries the product does not use."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pikepdf
from PIL import Image, ImageDraw

Rotation = Literal[0, 90, 180, 270]

LETTER = (0, 0, 612, 792)


def text_content(text: str, x: float, y: float, *, operators: str = "") -> bytes:
    """A content stream that shows ``text`` in 20 point Helvetica with its base line starting at (x, y)."""
    return f"{operators} BT /F1 20 Tf {x} {y} Td ({text}) Tj ET".encode("ascii")


def pdf(
    *contents: bytes,
    media_box: tuple[float, float, float, float] = LETTER,
    crop_box: tuple[float, float, float, float] | None = None,
    rotate: Rotation = 0,
    encryption: pikepdf.Encryption | None = None,
) -> bytes:
    """A PDF file with one page for each content stream; font F1 is Helvetica."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for content in contents:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=list(media_box),
            Rotate=rotate,
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
            Contents=document.make_stream(content),
        )
        if crop_box is not None:
            page.CropBox = pikepdf.Array(list(crop_box))
        document.pages.append(pikepdf.Page(document.make_indirect(page)))
    target = io.BytesIO()
    document.save(
        target, encryption=encryption if encryption is not None else False, static_id=encryption is None
    )
    return target.getvalue()


def raw_pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF file from the bodies of its objects; object 1 is the catalog. For odd files."""
    out = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def page_pdf(
    content: bytes = b"", *, catalog: bytes = b"", page: bytes = b"", objects: dict[int, bytes] | None = None
) -> bytes:
    """A PDF file of one page of letter size, with more entries in its catalog and its page, and more objects,
    which are numbered from 6 on; object 3 is the page, font F1 is Helvetica."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>%s>>" % page,
            4: stream(content),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            **(objects or {}),
        }
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def endless_pdf() -> bytes:
    """One page whose nested forms draw themselves ten billion times: no worker finishes it."""
    form = b"/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X %d 0 R>>>>"
    depth = 11
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</XObject<</X 10 0 R>>>>>>",
        4: stream(b"/X Do"),
    }
    for level in range(depth):
        objects[10 + level] = stream(b"/X Do " * 10, form % (11 + level))
    objects[10 + depth] = stream(b"0 0 1 1 re f", form % (10 + depth))
    return raw_pdf(objects)


def zero_page_pdf() -> bytes:
    return raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})


def picture(width: int, height: int, mode: str = "L") -> Image.Image:
    """A white picture with a black bar, so that it is not of one colour."""
    image = Image.new(mode, (width, height), "white")
    ImageDraw.Draw(image).rectangle((width // 4, height // 4, width // 2, height // 2), fill="black")
    return image


def image_file(path: Path, *images: Image.Image, dpi: int = 100) -> None:
    """Write pictures as one file in the format of its name."""
    images[0].save(path, save_all=len(images) > 1, append_images=list(images[1:]), dpi=(dpi, dpi))
