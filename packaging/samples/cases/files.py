"""The files of a case folder: each page as it came, put together to a PDF.

The same case gives the same pages again; a locked file differs in its bytes each time it is made.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import cycle

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from .. import scan
from ..drawn import Drawn, drawn
from ..paper import HEIGHT, WIDTH, use_vera
from .case_file import Case, CaseFile, FilePage
from .printing import PROGRAM, printed_page
from .sheet import number
from .wear import FAX_DPI, PHOTO_DPI, SCAN_DPI, as_it_came

_DPI = {"fax": FAX_DPI, "scan": SCAN_DPI, "photo": PHOTO_DPI, "digital": 72}
_STRANGE = """
    Order 20418 toner cartridges quantity six unit price thirty four dollars shipping dock three pallet
    invoice remit within thirty days purchase department copier maintenance agreement renewal tray paper
    jam roller replaced technician arrival window carton weight delivered signature warehouse
"""
_NOISE = "il|1!/\\_.,;:~^*'`-=+<>{}[]()oO0cCeEsS5zZ2rnmuvwNMVWtfjJL7Y4"


def case_folder(case: Case) -> Iterator[tuple[str, bytes]]:
    """Every file of the case's folder, by name."""
    use_vera()
    yield "request.json", (json.dumps(case.request, indent=1, ensure_ascii=False) + "\n").encode()
    for file in case.files:
        yield file.file, _file(case, file)


def _file(case: Case, file: CaseFile) -> bytes:
    made = pikepdf.new()
    for place, page in enumerate(file.pages):
        source = pikepdf.open(io.BytesIO(_page(case, page, f"{case.name}/{file.file}/{place}")))
        made.pages.extend(source.pages)
        if page.rotate_flag:
            made.pages[-1].Rotate = page.rotate_flag
    made.docinfo["/Producer"] = PROGRAM
    target = io.BytesIO()
    if file.password:
        lock = pikepdf.Encryption(owner=file.password, user=file.password)
        made.save(target, encryption=lock)
    else:
        made.save(target, static_id=True)
    return target.getvalue()


def _page(case: Case, page: FilePage, seed: str) -> bytes:
    """One page as a PDF of its own."""
    if page.render == "digital":
        upright = _blank() if page.blank else printed_page(case, page.paper, page.page)
        return _turned(upright, page.rotation)
    dpi = _DPI[page.render]
    if page.blank:
        size = (round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72))
        read, picture = None, Image.new("L", size, 255)
    else:
        read = _printed(case, page.paper, page.page, dpi)
        picture = read.picture
    came = scan.as_pdf([as_it_came(picture, page, seed)], case.name, dpi)
    if read is None or page.text_layer == "none":
        return came
    words = read.words if page.text_layer == "right" else _wrong(read.words, seed)
    return _with_hidden_text(came, read, words, page.rotation)


def _printed(case: Case, paper: str, page: int, dpi: int) -> Drawn:
    return next(iter(drawn(printed_page(case, paper, page), ".pdf", dpi)))


def _blank() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _matrix(rotation: int) -> tuple[int | float, ...]:
    """The PDF matrix that turns an upright letter page clockwise about its own corner."""
    match rotation:
        case 90:
            return 0, -1, 1, 0, 0, WIDTH
        case 180:
            return -1, 0, 0, -1, WIDTH, HEIGHT
        case 270:
            return 0, 1, -1, 0, HEIGHT, 0
        case _:
            return 1, 0, 0, 1, 0, 0


def _turned(document: bytes, rotation: int) -> bytes:
    if not rotation:
        return document
    made = pikepdf.open(io.BytesIO(document))
    page = made.pages[0]
    numbers = " ".join(f"{each:g}" for each in _matrix(rotation))
    page.contents_add(f"q {numbers} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ")
    if rotation in (90, 270):
        page.MediaBox = pikepdf.Array([0, 0, HEIGHT, WIDTH])
    target = io.BytesIO()
    made.save(target, static_id=True)
    return target.getvalue()


def _wrong(words: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """Hidden words that do not agree with the picture: another document's, or what a bad reader made."""
    if number(f"{seed}/wrong", 2):
        return tuple(word for word, _ in zip(cycle(_STRANGE.split()), words, strict=False))
    return tuple(
        "".join(_NOISE[number(f"{seed}/{place}/{at}", len(_NOISE))] for at in range(len(word)))
        for place, word in enumerate(words)
    )


def _with_hidden_text(document: bytes, read: Drawn, words: tuple[str, ...], rotation: int) -> bytes:
    """The picture with words that are there but not shown, each where it stands in the picture."""
    target = io.BytesIO()
    size = (HEIGHT, WIDTH) if rotation in (90, 270) else (WIDTH, HEIGHT)
    canvas = Canvas(target, pagesize=size, invariant=1)
    canvas.transform(*_matrix(rotation))
    for word, (left, top, right, bottom) in zip(words, read.boxes, strict=True):
        tall = max(4.0, (bottom - top) * 0.75)
        natural = canvas.stringWidth(word, "Helvetica", tall)
        text = canvas.beginText(left, HEIGHT - bottom + tall * 0.25)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", tall)
        text.setHorizScale(100 * (right - left) / natural if natural else 100)
        text.textOut(word + " ")
        canvas.drawText(text)
    canvas.save()
    made = pikepdf.open(io.BytesIO(document))
    over = pikepdf.open(io.BytesIO(target.getvalue()))
    page, words_page = made.pages[0], over.pages[0]
    for name, font in words_page.resources["/Font"].items():
        page.add_resource(made.copy_foreign(font), pikepdf.Name.Font, pikepdf.Name(name))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q\n" + words_page.obj.Contents.read_bytes() + b"\nQ")
    done = io.BytesIO()
    made.save(done, static_id=True)
    return done.getvalue()
