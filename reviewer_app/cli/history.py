"""``history``: earlier requests in, out, listed, shown, and compared with a new one."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from reviewer_app.cli.import_display import ImportDisplay, interruption_noted
from reviewer_app.cli.output import complain, one_line, output, say
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.prior_request import PriorMatch, PriorRequest
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.keep_database import make_daily_backup
from reviewer_app.review.prior_requests import (
    Matcher,
    export_history,
    find_prior_requests,
    import_history,
    read_new_request,
)
from reviewer_app.review.prior_requests_json import full_match_json, prior_request_json
from reviewer_app.review.workspace import open_workspace

LIST_FORMAT = "{:<12} {:<14} {:<12} {:<10} {:<9} {}"
TERMINAL_WIDTH = 80
"""Characters in a line of the terminal, which usual rows and all reasons fit."""


def run_import(file: Path, *, data_dir: Path | None) -> None:
    """Take a prior-request file into the history, after today's backup. Bad rows and the progress are told on
    stderr, the counts on stdout. An interruption (Ctrl+C) ends it after the rows at hand and keeps them; a
    second one ends it at once.
    """
    shown = ImportDisplay(file.name)
    with open_workspace(data_folder(data_dir)) as workspace, interruption_noted() as interrupted:
        if told := make_daily_backup(workspace):
            complain(told)
        counts = import_history(
            workspace.store,
            file,
            shown.bad_row,
            lambda progress: shown.progress(progress) and not interrupted(),
        )
    shown.end()
    told = f"{counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, {counts.bad} left out"
    say(f"{file.name}: {told}")
    if interrupted():
        complain(f"{file.name}: interrupted; what was taken is kept. Import it again for the rest.")
        raise KeyboardInterrupt


def run_export(file: Path, *, data_dir: Path | None) -> None:
    """Write the whole history to a JSON or CSV file."""
    with open_workspace(data_folder(data_dir)) as workspace:
        count = export_history(workspace.store, file)
    say(f"{file.name}: {count} earlier requests")


def run_list(*, as_json: bool, data_dir: Path | None) -> None:
    """Print all earlier requests, one a line, or as a prior-request file."""
    with open_workspace(data_folder(data_dir)) as workspace:
        rows = workspace.store.history.all()
        if as_json:
            with output() as stream:
                stream.writelines(_json_list(prior_request_json(row) for row in rows))
            return
        say(LIST_FORMAT.format("id", "member", "code", "first day", "outcome", "region"))
        for row in rows:
            say(one_line(_row_text(row)))


def run_show(prior_id: str, *, as_json: bool, data_dir: Path | None) -> None:
    """Print all that is known of one earlier request.

    Raises :class:`InputError` when the history has none of that id.
    """
    with open_workspace(data_folder(data_dir)) as workspace:
        row = workspace.store.history.get(prior_id)
    if row is None:
        raise InputError(f"The history has no request {prior_id}. 'history list' names those it has.")
    known = prior_request_json(row)
    if as_json:
        say(json.dumps(known, ensure_ascii=False, indent=1))
        return
    for name, value in known.items():
        text = ", ".join(value) if isinstance(value, list) else value
        say(one_line(f"{name:<14} {text or '-'}"))


def run_match(request_file: Path, *, as_json: bool, data_dir: Path | None) -> None:
    """Print which earlier requests concern the request of a request.json or case folder, and why."""
    request = read_new_request(request_file)
    folder = data_folder(data_dir)
    with open_workspace(folder) as workspace:
        found = find_prior_requests(workspace.store, request, Matcher.load(folder))
    if as_json:
        say(json.dumps([full_match_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        say("No earlier request of this member concerns it.")
    for one in found:
        say("\n".join(line for text in _match_text(one) for line in _wrapped(one_line(text))))


def _row_text(row: PriorRequest) -> str:
    first = row.dates.first.isoformat() if row.dates else ""
    return LIST_FORMAT.format(
        row.id, row.member.member_id, row.code, first, row.status.value, row.region
    ).rstrip()


def _match_text(one: PriorMatch) -> Iterator[str]:
    kind = one.relation.kind.value if one.relation.kind else "related, no match"
    yield f"Line {one.relation.line}, {one.prior.id}: {kind}, score {one.score:.2f}"
    yield from (f"  {reason}" for reason in one.relation.reasons)
    member = ", ".join(f"{field.name} {field.agreement} ({field.weight:+.1f})" for field in one.member.fields)
    yield f"  Same member with probability {one.member.probability:.3f}: {member}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, TERMINAL_WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def _json_list(rows: Iterator[dict[str, str | list[str] | None]]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield ",\n " if number else "\n "
        yield json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
