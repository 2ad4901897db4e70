"""Made-up pages that are sent twice, for the benchmark of recognising them.

A third of the pages are prose, a third forms and a third tables of results. Forms and tables share their
printed part with those of other patients, and with those of the same patient at another visit: these are what
must not be taken for the same page. All of it follows from a seed; two seeds have no form, table or sentence
in common. Nobody in them is a real person.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FORMS, TABLES, PAGES_A_PATIENT = 4, 3, 2
DPI, WIDTH, HEIGHT = 200, 1_700, 2_200
FONTS = tuple(
    Path("/usr/share/fonts/truetype/liberation") / f"Liberation{name}-Regular.ttf"
    for name in ("Sans", "Serif", "Mono")
)
FIRST = [
    "Ada",
    "Bruno",
    "Chandra",
    "Dmitri",
    "Esther",
    "Farid",
    "Greta",
    "Hana",
    "Ivo",
    "Jamal",
    "Katrin",
    "Lucia",
    "Mateo",
    "Nadia",
    "Oskar",
    "Paloma",
]
LAST = [
    "Abernathy",
    "Brandt",
    "Castellano",
    "Dvorak",
    "Eriksen",
    "Fonseca",
    "Grigoryan",
    "Hollis",
    "Ibarra",
    "Jankowski",
    "Kessler",
]
FIELDS = [
    "Patient name",
    "Member ID",
    "Date of birth",
    "Diagnosis code",
    "Procedure code",
    "Requesting provider",
    "NPI",
    "Telephone",
    "Fax number",
    "Medication and dose",
    "Quantity",
    "Date of service",
    "Group number",
    "Facility",
    "Height",
    "Weight",
    "Date of onset",
]
SYLLABLES = [
    "lum",
    "bar",
    "the",
    "ra",
    "py",
    "in",
    "jec",
    "tion",
    "ner",
    "ve",
    "ster",
    "oid",
    "pa",
    "mo",
    "ral",
    "cer",
    "vi",
    "cal",
    "neu",
    "ro",
    "gra",
    "de",
    "ex",
    "am",
    "re",
    "sul",
]


@dataclass(frozen=True, slots=True)
class MadeUpPage:
    """A page as it was first printed. ``kind`` is prose, form or table; pages of one ``sheet`` share what is
    printed on them, pages of one ``patient`` the name and numbers of that person."""

    kind: str
    sheet: int
    patient: int
    lines: tuple[str, ...]


class Press:
    """Prints the pages of one seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        chance = random.Random(seed)
        self._words = sorted({self._word(chance) for _ in range(6_000)}, key=lambda word: (len(word), word))
        self._forms = [self._form(chance) for _ in range(FORMS)]
        self._tables = [[self._sentence(chance, 2, 4) for _ in range(26)] for _ in range(TABLES)]

    def pages(self, count: int) -> list[MadeUpPage]:
        return [self._page(number) for number in range(count)]

    def _page(self, number: int) -> MadeUpPage:
        chance = random.Random(f"{self._seed}-{number}")
        patient = number // (3 * PAGES_A_PATIENT)
        who = Patient(random.Random(f"{self._seed}-patient-{patient}"))
        kind = ("prose", "form", "table")[number % 3]
        if kind == "prose":
            return MadeUpPage(kind, -1, patient, tuple(self._prose(chance, who)))
        sheet = patient % (FORMS if kind == "form" else TABLES)
        if kind == "form":
            lines = [f"REQUEST FORM {sheet + 1}", *(who.fill(row, chance) for row in self._forms[sheet])]
        else:
            lines = [f"RESULTS {who.name}", f"Born {who.born} ID {who.member} collected {day(chance)}"]
            values = ((row, chance.randint(1, 400), chance.randint(0, 9)) for row in self._tables[sheet])
            lines += [f"{row:36}{whole}.{tenth}" for row, whole, tenth in values]
        return MadeUpPage(kind, sheet, patient, tuple(lines))

    def _form(self, chance: random.Random) -> list[str]:
        """A sentence, or a field's name with a colon."""
        rows = [f"{field}:" for field in chance.sample(FIELDS, 12)]
        rows += [self._sentence(chance, 6, 11) for _ in range(24)]
        chance.shuffle(rows)
        return rows

    def _prose(self, chance: random.Random, who: Patient) -> list[str]:
        lines = [f"Note on {who.name}, born {who.born}, visit of {day(chance)}"]
        for _ in range(chance.randint(14, 38)):
            line = self._sentence(chance, 9, 13)
            if chance.random() < 0.4:
                line += f" {chance.randint(2, 120)} mg since {day(chance)}."
            lines.append(line)
        return lines

    def _sentence(self, chance: random.Random, least: int, most: int) -> str:
        # The inverse of the sum of 1/rank: words are as frequent as their rank is low.
        ranks = (int(len(self._words) ** chance.random()) - 1 for _ in range(chance.randint(least, most)))
        return " ".join(self._words[rank] for rank in ranks).capitalize()

    @staticmethod
    def _word(chance: random.Random) -> str:
        stem = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))
        return stem + chance.choice(("", "s", "ed", "al"))


class Patient:
    """Somebody who does not exist."""

    def __init__(self, chance: random.Random) -> None:
        self.name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        self.born = f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/{chance.randint(1935, 2005)}"
        self.member = f"ZZ{chance.randint(0, 10**8):08}-01"
        self.telephone = f"({chance.randint(200, 989)}) 555-{chance.randint(0, 9999):04}"

    def fill(self, row: str, chance: random.Random) -> str:
        """A row of a form, filled in when it is a field."""
        lasting = {
            "Patient name:": self.name,
            "Member ID:": self.member,
            "Date of birth:": self.born,
            "Telephone:": self.telephone,
            "Group number:": f"G-{self.member[3:8]}",
        }
        if row in lasting:
            return f"{row} {lasting[row]}"
        if row.startswith("Date"):
            return f"{row} {day(chance)}"
        if row in ("Requesting provider:", "Facility:"):
            return f"{row} {chance.choice(FIRST)} {chance.choice(LAST)}"
        if row == "Diagnosis code:":
            return f"{row} M{chance.randint(10, 99)}.{chance.randint(0, 99)}"
        if row.endswith(":"):
            return f"{row} {chance.randint(10, 99_999)}"
        return row


def day(chance: random.Random) -> str:
    return f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/{chance.randint(2021, 2025)}"


def fax_line(chance: random.Random) -> str:
    number, page, pages = chance.randint(100, 199), chance.randint(1, 40), chance.randint(40, 60)
    time = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
    return chance.choice(
        (
            f"FROM 555 0{number} {day(chance)} {time} P.{page:03}",
            f"RESENT BY 555-0{number}  {day(chance)} {time} PAGE {page:03} OF {pages:03}",
            f"{day(chance)} {time} FAX 555-0{number} Clinic North {page}/{pages}",
        )
    )


def misread(lines: Sequence[str], wrong: float, chance: random.Random) -> str:
    """The text as a machine that takes this share of the characters for others, or loses them, reads it."""
    read = []
    for character in "\n".join((fax_line(chance), *lines)):
        fate = chance.random()
        if fate >= wrong or character == "\n":
            read.append(character)
        elif fate < wrong * 0.6:
            read.append(chance.choice("abcdefghilmnorstu0158|."))
        elif fate >= wrong * 0.8:
            read.append(character + chance.choice("il.,' "))
    return "".join(read)


def typed_again(lines: Sequence[str], chance: random.Random) -> str:
    """The same words in other lines, capitals and punctuation."""
    words = " ".join(lines).split()
    width = chance.randint(8, 16)
    rows = [" ".join(words[start : start + width]) for start in range(0, len(words), width)]
    return "\n".join(row.upper() if chance.random() < 0.3 else f"{row}." for row in rows)


def fax_picture(lines: Sequence[str], seed: str, worst: float) -> Image.Image:
    """A page as a fax machine makes it: of one bit, skewed up to ``worst`` times 2 degrees, blurred,
    speckled, scaled and shifted, with its own line on top."""
    chance = random.Random(seed)
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONTS[sum(map(ord, lines[0])) % len(FONTS)], round(10.5 * DPI / 72))
    for row, line in enumerate(lines):
        pen.text((150, 150 + 38 * row), line, font=font, fill=0)
    scale = 1 + worst * chance.uniform(-0.05, 0.03)
    page = page.resize((round(WIDTH * scale), round(HEIGHT * scale)), Image.Resampling.BICUBIC)
    turned = page.rotate(worst * chance.uniform(-2, 2), Image.Resampling.BICUBIC, fillcolor=255)
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    sheet.paste(turned, (round(worst * chance.uniform(-25, 25)), round(worst * chance.uniform(-30, 30))))
    sheet = sheet.filter(ImageFilter.GaussianBlur(0.8))
    sheet = ImageChops.add(sheet, Image.effect_noise(sheet.size, 40), scale=1, offset=-128)
    threshold = 145 + round(worst * chance.uniform(-25, 25))
    sheet = sheet.point([0 if value < threshold else 255 for value in range(256)])
    specks = ImageDraw.Draw(sheet)
    for _ in range(round(worst * chance.uniform(500, 8_000))):
        specks.point((chance.randrange(WIDTH), chance.randrange(HEIGHT)), fill=0)
    specks.rectangle((0, 0, WIDTH, 46), fill=255)
    specks.text((60, 10), fax_line(chance), font=ImageFont.truetype(FONTS[2], 28), fill=0)
    return sheet


def recognised(picture: Image.Image) -> str:
    """The text of a picture as the program ``tesseract`` reads it."""
    stream = BytesIO()
    picture.save(stream, "PNG", dpi=(DPI, DPI), compress_level=1)
    done = subprocess.run(
        ("tesseract", "-", "-", "--dpi", str(DPI), "-l", "eng"),
        input=stream.getvalue(),
        capture_output=True,
        check=True,
        timeout=120,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/usr/local/bin"},
    )
    return done.stdout.decode()
