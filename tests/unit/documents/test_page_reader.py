"""Drawing and reading real files in a real worker: what comes back, and what is said when nothing can."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reviewer_app.documents.limits import MAX_PIXELS, MAX_SIDE
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.pages import (
    NOTE_BLANK,
    NOTE_INCOMPLETE,
    NOTE_SMALLER,
    DrawRequest,
    PageFailedError,
    PageFailure,
    PixelFormat,
    Rect,
)
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import (
    image_file,
    pdf,
    picture,
    raw_pdf,
    stream,
    text_content,
    zero_page_pdf,
)

RED = b"1 0 0 rg 100 100 50 50 re f"


def cause_of(reader: PageReader, key: str, page: int = 1) -> PageFailure:
    with pytest.raises(PageFailedError) as caught:
        reader.draw(DrawRequest(key, page, 1.0))
    return caught.value.cause


def test_a_page_without_colour_comes_as_gray_and_one_with_colour_in_colour(
    module_reader: PageReader, register: Registered
) -> None:
    key = register(pdf(text_content("black", 72, 700), RED))
    gray = module_reader.draw(DrawRequest(key, 1, 0.5))
    assert (gray.format, gray.width, gray.height, gray.stride) == (PixelFormat.GRAY8, 306, 396, 306)
    assert len(gray.pixels) == 306 * 396
    colour = module_reader.draw(DrawRequest(key, 2, 0.5))
    assert (colour.format, colour.stride) == (PixelFormat.RGB24, 3 * 306)
    x, y = (int(value) for value in colour.place.to_pixel(125, 792 - 125))
    assert tuple(colour.pixels[y * colour.stride + 3 * x :][:3]) == (255, 0, 0)
    always = module_reader.draw(DrawRequest(key, 1, 0.5, gray_allowed=False))
    assert always.format is PixelFormat.RGB24


def test_the_pixels_are_read_only(module_reader: PageReader, register: Registered) -> None:
    shown = module_reader.draw(DrawRequest(register(pdf(RED)), 1, 0.5))
    assert shown.pixels.readonly


@pytest.mark.parametrize("box", [(0, 0, 14400, 14400), (0, 0, 1_000_000, 1_000_000), (0, 0, 100, 200_000)])
def test_giant_pages_are_drawn_smaller_and_say_so(
    module_reader: PageReader, register: Registered, box: tuple[int, int, int, int]
) -> None:
    key = register(pdf(b"0 0 %d %d re f" % (box[2] // 2, box[3]), media_box=box))
    shown = module_reader.draw(DrawRequest(key, 1, 8.0))
    assert shown.width * shown.height <= MAX_PIXELS
    assert max(shown.width, shown.height) <= MAX_SIDE
    assert shown.place.scale < 8
    assert NOTE_SMALLER in shown.notes
    assert (shown.place.page_width, shown.place.page_height) == (box[2], box[3])


def test_a_clip_of_a_giant_page_is_drawn_at_the_scale_asked_for(
    module_reader: PageReader, register: Registered
) -> None:
    key = register(pdf(b"0 0 9 9 re f", media_box=(0, 0, 100_000, 100_000)))
    shown = module_reader.draw(DrawRequest(key, 1, 8.0, clip=Rect(0, 99_950, 64, 100_000)))
    assert (shown.width, shown.height, shown.place.scale) == (512, 400, 8.0)


def test_a_clip_outside_the_page_is_refused(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(RED))
    with pytest.raises(PageFailedError) as caught:
        module_reader.draw(DrawRequest(key, 1, 1.0, clip=Rect(700, 0, 800, 100)))
    assert caught.value.cause is PageFailure.NO_SUCH_PAGE


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_a_scale_that_is_none_is_a_mistake_of_the_caller(
    module_reader: PageReader, register: Registered, scale: float
) -> None:
    with pytest.raises(ValueError, match="scale"):
        module_reader.draw(DrawRequest(register(pdf(RED)), 1, scale))


def test_every_frame_of_a_tiff_is_a_page(module_reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    image_file(path, picture(1700, 2200, "1"), picture(850, 1100), picture(300, 200, "RGB"), dpi=200)
    module_reader.register("fax", PageFile(path, "image/tiff"))
    assert module_reader.open(PageFile(path, "image/tiff"))[0] == 3
    sizes = module_reader.geometry("fax", 1, 10)
    assert [(size.width, size.height) for size in sizes] == [(612, 792), (306, 396), (108, 72)]
    shown = [module_reader.draw(DrawRequest("fax", page, 1.0)) for page in (1, 2, 3)]
    assert [(one.width, one.height) for one in shown] == [(612, 792), (306, 396), (108, 72)]


@pytest.mark.parametrize(("name", "media_type"), [("a.png", "image/png"), ("a.jpg", "image/jpeg")])
def test_pictures_are_documents_of_one_page(
    module_reader: PageReader, tmp_path: Path, name: str, media_type: str
) -> None:
    image_file(tmp_path / name, picture(200, 100), dpi=72)
    module_reader.register(name, PageFile(tmp_path / name, media_type))
    shown = module_reader.draw(DrawRequest(name, 1, 2.0))
    assert shown.width == pytest.approx(400, abs=2)
    assert shown.notes == ()


@pytest.mark.parametrize(
    ("content", "first", "last"),
    [
        (b"Call note\n" + b"line of text\n" * 150 + b"the end", "Call", "end"),
        (b"# not Markdown\nGr\xf6\xdfe", "#", "Größe"),
        ("Größe\nΔt 5 µg".encode("utf-16"), "Größe", "µg"),
        (b"A note about <html> and %% signs", "A", "signs"),
    ],
)
def test_plain_text_is_laid_out_as_pages(
    module_reader: PageReader, register: Registered, content: bytes, first: str, last: str
) -> None:
    key = register(content, "note.txt", "text/plain")
    pages = module_reader.geometry(key, 1, 100)
    assert {(page.width, page.height) for page in pages} == {(612, 792)}
    assert module_reader.text(key, 1).words[0].text == first
    assert module_reader.text(key, len(pages)).words[-1].text == last


def test_long_lines_of_text_stay_on_the_page(module_reader: PageReader, register: Registered) -> None:
    key = register(b"word " * 500, "long.txt", "text/plain")
    words = module_reader.text(key, 1).words
    assert len(words) == 500
    assert max(word.rect.x1 for word in words) <= 612


def test_words_come_in_reading_order(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(text_content("two words", 72, 700) + text_content("next line", 72, 670)))
    words = module_reader.text(key, 1).words
    assert [word.text for word in words] == ["two", "words", "next", "line"]
    assert [(word.line, word.number) for word in words] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def filled_form() -> bytes:
    """A page whose only words are the value of a form field and a free text annotation."""
    appearance = b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]/Resources<</Font<</F1 5 0 R>>>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Annots[6 0 R 8 0 R]>>",
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Subtype/Widget/FT/Tx/T(f)/V(Sciatica)/Rect[72 700 272 730]/F 4/AP<</N 7 0 R>>>>",
            7: stream(text_content("Sciatica", 2, 8), appearance),
            8: b"<</Subtype/FreeText/Contents(Urgent)/Rect[72 600 272 630]/F 4/AP<</N 9 0 R>>>>",
            9: stream(text_content("Urgent", 2, 8), appearance),
        }
    )


def test_fields_and_annotations_are_drawn_and_read(module_reader: PageReader, register: Registered) -> None:
    key = register(filled_form())
    assert {word.text for word in module_reader.text(key, 1).words} == {"Sciatica", "Urgent"}
    assert min(module_reader.draw(DrawRequest(key, 1, 1.0)).pixels) < 128


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        (b"% nothing", False),
        (text_content("unseen", 72, 700, operators="3 Tr"), True),
        (text_content("unseen", 72, 700, operators="1 g"), True),
        (text_content("seen", 72, 700), False),
    ],
)
def test_a_blank_drawing_of_a_page_that_is_not_blank_is_reported(
    module_reader: PageReader, register: Registered, content: bytes, noted: bool
) -> None:
    shown = module_reader.draw(DrawRequest(register(pdf(content)), 1, 1.0))
    assert (NOTE_BLANK in shown.notes) == noted


def test_a_picture_that_cannot_be_decoded_is_reported(
    module_reader: PageReader, register: Registered
) -> None:
    image = b"/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"
    broken = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>",
            4: stream(b"q 600 0 0 700 0 0 cm /I Do Q"),
            5: stream(b"\xff\xd8 no picture", image + b"/Filter/DCTDecode"),
        }
    )
    assert NOTE_INCOMPLETE in module_reader.draw(DrawRequest(register(broken), 1, 1.0)).notes


def test_a_page_with_errors_says_so(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(text_content("seen", 72, 700) + b" nonsense words here q q /X Do"))
    assert NOTE_INCOMPLETE in module_reader.draw(DrawRequest(key, 1, 1.0)).notes


def encrypted(user: str, **allow: bool) -> bytes:
    permissions = pikepdf.Permissions(**allow)
    return pdf(RED, encryption=pikepdf.Encryption(owner="owner", user=user, allow=permissions))


def test_a_locked_document_opens_with_its_password_only(module_reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted("secret"))
    for password in (None, "", "wrong"):
        with pytest.raises(PageFailedError) as caught:
            module_reader.open(PageFile(path, "application/pdf", password))
        assert caught.value.cause is PageFailure.ENCRYPTED
        assert "locked with a password" in caught.value.sentence
    assert module_reader.open(PageFile(path, "application/pdf", "secret"))[0] == 1
    assert "secret" not in repr(PageFile(path, "application/pdf", "secret"))


def test_owner_restrictions_are_stated_and_do_not_lock(module_reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "restricted.pdf"
    path.write_bytes(encrypted("", extract=False))
    count, notes = module_reader.open(PageFile(path, "application/pdf"))
    assert count == 1
    assert notes == ("The document's owner restricted its use, such as printing or copying.",)


def test_broken_documents_have_a_cause_each(module_reader: PageReader, register: Registered) -> None:
    whole = pdf(text_content("words", 72, 700))
    assert cause_of(module_reader, register(whole[: len(whole) // 3], "cut.pdf")) is PageFailure.DAMAGED
    assert cause_of(module_reader, register(zero_page_pdf(), "none.pdf")) is PageFailure.EMPTY
    assert cause_of(module_reader, register(b"", "void.pdf")) is PageFailure.EMPTY
    assert cause_of(module_reader, register(b"<html>x</html>", "web.pdf")) is PageFailure.UNSUPPORTED
    assert cause_of(module_reader, register(whole), 2) is PageFailure.NO_SUCH_PAGE
    assert cause_of(module_reader, "never registered") is PageFailure.NO_SUCH_PAGE


def test_a_file_that_changed_since_is_not_shown(module_reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(RED))
    stamp = (path.stat().st_size, path.stat().st_mtime_ns)
    module_reader.register("a", PageFile(path, "application/pdf", stamp=stamp))
    assert module_reader.draw(DrawRequest("a", 1, 0.5)).width == 306
    path.write_bytes(pdf(RED + b" 1 1 1 1 re f"))
    assert cause_of(module_reader, "a") is PageFailure.CHANGED
    path.unlink()
    assert cause_of(module_reader, "a") is PageFailure.CHANGED


def test_page_sizes_come_in_portions(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(*[b""] * 7))
    assert len(module_reader.geometry(key, 1, 3)) == 3
    assert len(module_reader.geometry(key, 6, 100)) == 2
    assert module_reader.geometry(key, 8, 100) == ()


def test_page_labels_are_read(module_reader: PageReader, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf(b"", b"", b""))) as document:
        document.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D, P="A-")]
        )
        document.save(tmp_path / "labels.pdf")
    module_reader.register("labels", PageFile(tmp_path / "labels.pdf", "application/pdf"))
    assert [page.label for page in module_reader.geometry("labels", 1, 3)] == ["i", "ii", "A-1"]


@pytest.mark.parametrize(
    "image",
    [
        b"q 300 0 0 60 60 90 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q\n",
        b"q 300 0 0 60 60 90 cm BI /W 1 /H 1 /IM true ID \0 EI Q\n",
    ],
)
def test_words_alone_show_nothing_of_an_image_that_they_lie_on(
    module_reader: PageReader, register: Registered, image: bytes
) -> None:
    on_image = text_content("typed", 72, 110, operators="0.5 g")
    key = register(pdf(text_content("seen", 72, 700) + b"\n" + image + on_image))
    words = {word.text: word.rect for word in module_reader.text(key, 1).words}
    data = module_reader.crop_words_png(DrawRequest(key, 1, 1.0), tuple(words.values()), ())
    with Image.open(io.BytesIO(data)) as opened:
        shown = opened.convert("L")
    inked = {
        text: min(shown.crop((int(box.x0), int(box.y0), int(box.x1), int(box.y1))).tobytes()) < 255
        for text, box in words.items()
    }
    assert inked == {"seen": True, "typed": False}


def test_a_crop_is_a_png_of_the_same_place(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(RED))
    data = module_reader.crop_png(DrawRequest(key, 1, 2.0, clip=Rect(90, 630, 160, 700)))
    with Image.open(io.BytesIO(data)) as crop:
        assert (crop.format, crop.size) == ("PNG", (140, 140))
        assert crop.convert("RGB").getpixel((70, 70)) == (255, 0, 0)
        assert crop.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
