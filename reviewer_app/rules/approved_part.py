"""What is approved in part beside what was requested: it has to be less, and possible."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.request import ServiceLine
from reviewer_app.rules.part_words import full_day_words


def part_problems(part: ApprovedPart, line: ServiceLine) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an approved part: the field, the message, and what would clear it."""
    if not part.stated:
        return
    if part.units is not None and part.units < 1:
        yield "units", "No units are approved.", "Approve at least one unit, or deny the line."
    elif part.units is not None and part.units > line.units:
        yield (
            "units",
            f"{part.units} units are approved, but only {line.units} requested.",
            "Approve no more units than were requested.",
        )
    if part.first_day and part.last_day and part.last_day < part.first_day:
        yield (
            "last_day",
            f"The approved period ends on {full_day_words(part.last_day)}, before it begins.",
            "Correct the first or the last day.",
        )
    if any(not code.strip() for code in part.codes):
        yield "codes", "An approved code is empty.", "Write the approved codes, or none."
    if _is_all_of(line, part):
        yield (
            "units",
            "What is approved is all that was requested.",
            "Approve the line, or say what of it is approved.",
        )


def _is_all_of(line: ServiceLine, part: ApprovedPart) -> bool:
    """Whether the part leaves nothing of the request out."""
    all_codes = not part.codes or {code.strip().upper() for code in part.codes} == {line.code.strip().upper()}
    all_units = part.units is None or part.units == line.units
    no_days = part.first_day is None and part.last_day is None
    return all_codes and all_units and no_days and not part.other.strip()


def part_words(part: ApprovedPart) -> str:
    """What is approved, in one line: ``2 units · 64483 · 8 May 2025 to 8 June 2025``."""
    units = f"{part.units} {'unit' if part.units == 1 else 'units'}" if part.units is not None else ""
    return " · ".join(one for one in (units, ", ".join(part.codes), _period(part), part.other.strip()) if one)


def requested_words(line: ServiceLine) -> str:
    """What was requested, in the same form."""
    units = f"{line.units} {'unit' if line.units == 1 else 'units'}"
    day = f"on {full_day_words(line.requested_dos)}" if line.requested_dos is not None else ""
    return " · ".join(one for one in (units, line.label, day) if one)


def _period(part: ApprovedPart) -> str:
    first, last = (full_day_words(day) if day is not None else "" for day in (part.first_day, part.last_day))
    if first and last:
        return f"on {first}" if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""
