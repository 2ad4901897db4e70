"""The history of acts for printing: a table of all acts in their order, and whether they are as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from reviewer_app.rules.told_acts import ToldAct
from reviewer_app.summary.csv import Row, table_csv
from reviewer_app.summary.paper import Cell, Column, Facts, Paper, Section, Table, Text
from reviewer_app.summary.wording import instant_words

TITLE = "History of acts"
CLOCK_BACK = "the clock had been set back"
COLUMNS = (Column("No.", 12), Column("When", 34), Column("Who", 34), Column("What"))
CSV_COLUMNS = (
    "number",
    "computer",
    "at",
    "clock set back",
    "who",
    "role",
    "version",
    "act",
    "part",
    "field",
    "before",
    "after",
)


@dataclass(frozen=True, slots=True)
class PrintedTrail:
    """What is printed. ``case`` names the request and the member, ``check`` says whether the acts are as they
    were written, ``sound`` the same as yes or no."""

    case: str
    acts: tuple[ToldAct, ...]
    check: str
    sound: bool
    program: str
    written: datetime


def trail_paper(trail: PrintedTrail) -> Paper:
    """The history as a document, which PDF, HTML and DOCX lay out."""
    status = "Checked" if trail.sound else "NOT AS IT WAS WRITTEN"
    return Paper(
        language="en-US",
        title=TITLE,
        document_title=f"{TITLE}: {trail.case}",
        subject=trail.case,
        status=status,
        draft=False,
        warning="" if trail.sound else trail.check,
        head=f"{TITLE} · {trail.case}",
        standing=status,
        foot=f"{trail.program}, {instant_words(trail.written)}",
        program=trail.program,
        written=trail.written,
        sections=(
            Section("The log", (Facts((("Acts", f"{len(trail.acts):,}"),)), Text(trail.check))),
            Section("Acts", (Table(COLUMNS, tuple(_row(act) for act in trail.acts)),)),
        ),
    )


def trail_csv(acts: Iterable[ToldAct]) -> bytes:
    """The history as a table for spreadsheets, one row for each field that an act changed; an act that
    changed none has one row."""
    return table_csv(CSV_COLUMNS, _csv_rows(acts))


def _csv_rows(acts: Iterable[ToldAct]) -> Iterator[Row]:
    for act in acts:
        head = (
            str(act.number),
            act.computer,
            act.at.isoformat(),
            "yes" if act.clock_went_back else "no",
            act.who,
            act.role,
            str(act.version or ""),
            act.title,
            act.about,
        )
        changed = [(one.label, "; ".join(one.before), "; ".join(one.after)) for one in act.fields]
        for rest in changed or [("", "", "")]:
            yield (*head, *rest)


def _row(act: ToldAct) -> tuple[Cell, ...]:
    when = f"{instant_words(act.at)}{f' ({CLOCK_BACK})' if act.clock_went_back else ''}"
    who = ", ".join(part for part in (act.who, act.role) if part)
    version = f"Version {act.version}. " if act.version else ""
    about = f"{act.about}. " if act.about else ""
    changed = ". ".join(field.words for field in act.fields)
    return (
        Cell(str(act.number)),
        Cell(when),
        Cell(who or "–", below=act.computer),
        Cell(act.title, below=f"{version}{about}{changed}".strip()),
    )
