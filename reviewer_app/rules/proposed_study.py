"""What of a study is proposed for a new discrepancy record: from the request, and from the names of the files
in which the readings stand. The reviewer corrects it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.request import Request

MODALITIES = (
    ("MR arthrogram", ("mr arthrogram", "mra arthrogram")),
    ("CT myelogram", ("ct myelogram",)),
    ("MRI", ("mri", "mr")),
    ("CT", ("ct",)),
    ("Ultrasound", ("ultrasound", "sonography", "us")),
    ("X-ray", ("x-ray", "xray", "xr", "radiograph", "radiographs", "plain film", "plain films")),
    ("Myelogram", ("myelogram",)),
    ("PET", ("pet",)),
    ("Bone scan", ("bone scan",)),
)
"""Kinds of studies, each with the words by which a file's name shows it; the first that fits is meant."""

SIDES = ("left", "right", "bilateral")


def proposed_study(request: Request, files: Iterable[str]) -> Study:
    """The study that the readings in these files are of, the radiologist's first. Region, level and side are
    the request's, unless the name of a file says another side. The day is that of the file that names the
    modality."""
    named = [(file, _plain(file)) for file in files]
    modality, report = next(((kind, file) for file, name in named for kind in _modalities(name)), ("", ""))
    names = [name for _file, name in named]
    side = next((side for name in names for side in SIDES if f" {side} " in name), "")
    return Study(
        modality=modality,
        region=request.body_region,
        level=request.level,
        laterality=side or request.laterality,
        date=document_date(report),
    )


def _modalities(name: str) -> Iterable[str]:
    return (kind for kind, words in MODALITIES if any(f" {word} " in name for word in words))


def _plain(file: str) -> str:
    """The words of a file's name, each between spaces."""
    stem = file.rsplit("/", 1)[-1].rpartition(".")[0] or file
    return f" {' '.join(re.split(r'[_.() ]+|-(?!ray)', stem.casefold()))} "
