"""Where the program's own read-only resources are: policy packs, schemas, templates, samples, themes,
keys."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.errors import InputError

MARKER = Path("schemas", "policy-pack.schema.json")
"""A file that only our resources folder has, so that somebody else's ``resources`` is never taken for
ours."""


def resources_folder() -> Path:
    """The folder of the program's resources.

    :raises InputError: the installation is incomplete.
    """
    return find_resources(Path(__file__).resolve().parent)


def find_resources(package: Path) -> Path:
    """The resources that belong to the package in that folder.

    In a checkout they stand beside the package; in an installed wheel they are inside it. The checkout's come
    first, because an editable install may have left an outdated copy inside the package.
    """
    for folder in (package.parent / "resources", package / "resources"):
        if (folder / MARKER).is_file():
            return folder
    raise InputError(f"The program's own files are missing from {package}: install it again.")
