"""Export many cases: each as a file of its own, or all of them in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reviewer_app.domain.errors import BlockedError, ReviewerError, StoreError
from reviewer_app.domain.request import Request
from reviewer_app.evidence.identity_words import IdentityFinder
from reviewer_app.review.case_request import request_in_folder
from reviewer_app.review.export_order import ExportOrder, TableRows
from reviewer_app.review.export_summary import signed_case, suggested_name, summary_of, write_order
from reviewer_app.review.list_cases import case_folders
from reviewer_app.review.open_case import open_reviewed_case
from reviewer_app.review.redaction import check_redacted_rows, identity_of, redacted_text
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import due
from reviewer_app.summary.csv import (
    CASE_COLUMNS,
    FINDING_COLUMNS,
    Row,
    case_row,
    finding_rows,
    new_case_row,
    table_csv,
)
from reviewer_app.summary.write_file import FALLBACK_NAME, refuse_target, write_whole

Step: TypeAlias = Callable[[int, Path], bool]
"""Hears before each case how many are done, and its folder; false ends the export."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that was left out, and why."""

    folder: Path
    error: ReviewerError


Failures: TypeAlias = tuple[Failure, ...]


def folders_under(root: Path) -> tuple[Path, ...]:
    """The case folders directly under a root, in order of name. Raises
    :class:`reviewer_app.domain.errors.InputError` when it cannot be read."""
    return case_folders(root)


def export_case(workspace: Workspace, folder: Path, order: ExportOrder, into: Path) -> Path:
    """Write the document of one signed case into a folder, under a name of its own, and say where it is. A
    file that is there already stays: the new one gets a number.

    Raises :class:`BlockedError` for a case that is not signed, and what reading and writing raise.
    """
    case = signed_case(workspace, open_reviewed_case(workspace, folder))
    target = _free_name(into, suggested_name(case, order), order.format.value)
    write_order(workspace, case, order, target)
    return target


def export_cases(
    workspace: Workspace,
    folders: Sequence[Path],
    order: ExportOrder,
    into: Path,
    step: Step,
    written: Callable[[Path], None],
) -> Failures:
    """Write each case as a file of its own; ``written`` hears each file. A case that cannot be written is
    left out and the others go on; a database that cannot be used ends it.

    Raises :class:`reviewer_app.domain.errors.ExportError` when ``into`` is, or lies in, one of the case
    folders.
    """
    for folder in folders:
        refuse_target(into / FALLBACK_NAME, folder)
    failures = []
    for done, folder in enumerate(folders):
        if not step(done, folder):
            break
        try:
            written(export_case(workspace, folder, order, into))
        except StoreError:
            raise
        except ReviewerError as error:
            failures.append(Failure(folder, error))
    return tuple(failures)


def export_table(
    workspace: Workspace, folders: Sequence[Path], order: ExportOrder, target: Path, step: Step
) -> Failures:
    """Write one CSV file over all cases. With a row a case, those that are not signed, or not even begun, are
    in it and say so; with a row a finding, only signed ones. An export that is ended writes nothing."""
    rows: list[Row] = []
    failures: list[Failure] = []
    finders: list[IdentityFinder] = []
    for done, folder in enumerate(folders):
        if not step(done, folder):
            return tuple(failures)
        try:
            found, request = _rows(workspace, folder, order)
        except StoreError:
            raise
        except ReviewerError as error:
            failures.append(Failure(folder, error))
            continue
        finder = IdentityFinder(identity_of(request))
        finders += (finder for _row in found)
        rows += (_without(finder, row) for row in found) if order.redact else found
    columns = CASE_COLUMNS if order.rows is TableRows.CASES else FINDING_COLUMNS

    def check(written: Path) -> None:
        if order.redact:
            check_redacted_rows(written, finders, target.name)

    for folder in folders:
        refuse_target(target, folder)
    write_whole(target, table_csv(columns, rows), check)
    return tuple(failures)


def _rows(workspace: Workspace, folder: Path, order: ExportOrder) -> tuple[tuple[Row, ...], Request]:
    """The rows of one case, and its request."""
    if order.rows is TableRows.FINDINGS:
        case = signed_case(workspace, open_reviewed_case(workspace, folder))
        return finding_rows(summary_of(workspace, case, pictures=False)), case.request
    try:
        case = open_reviewed_case(workspace, folder)
    except BlockedError:  # nobody has opened it yet
        request = request_in_folder(folder)[0] or Request()
        return (new_case_row(request, due(workspace.clocks.rules, request)),), request
    return (case_row(summary_of(workspace, case, pictures=False)),), case.request


def _without(finder: IdentityFinder, row: Row) -> Row:
    return tuple(redacted_text(finder, cell) for cell in row)


def _free_name(into: Path, stem: str, ending: str) -> Path:
    """The first file of that name, with a number where needed, that is not there yet."""
    return next(name for name in _names(into, stem, ending) if not name.exists())


def _names(into: Path, stem: str, ending: str) -> Iterator[Path]:
    yield into / f"{stem}.{ending}"
    number = 2
    while True:
        yield into / f"{stem}-{number}.{ending}"
        number += 1
