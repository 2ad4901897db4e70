"""What the user's authority library says of the rungs of a service line, for the reviewer to confirm.

Nothing is checked by itself: a proposal counts only once it was confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reviewer_app.domain.authority import (
    AuthorityEntry,
    AuthorityLibrary,
    LineAuthority,
    RungKind,
    RungProposal,
    Speaks,
)
from reviewer_app.domain.request import Plan, ServiceLine
from reviewer_app.rules.authority import in_effect
from reviewer_app.rules.authority_ladders import BY_PACKS


def proposals(
    libraries: Iterable[AuthorityLibrary],
    plan: Plan,
    services: Iterable[ServiceLine],
    ladders: Iterable[LineAuthority],
) -> tuple[RungProposal, ...]:
    """What the libraries propose for each rung of each line. Where two of their rules contradict each other
    nothing is proposed: the reviewer has to read both."""
    known = tuple(libraries)
    plan = replace(plan, state=plan.state.strip().upper())
    return tuple(
        found
        for line, ladder in zip(services, ladders, strict=True)
        for standing in ladder.rungs
        if standing.rung not in BY_PACKS
        for found in _proposal(known, plan, line, standing.rung)
    )


def _proposal(
    libraries: tuple[AuthorityLibrary, ...], plan: Plan, line: ServiceLine, rung: RungKind
) -> Iterator[RungProposal]:
    rules = [
        entry
        for library in libraries
        for entry in library.entries
        if entry.rung is rung and _concerns(entry, plan, line)
    ]
    if len({entry.speaks for entry in rules}) > 1:
        return
    if rules:
        entry = rules[0]
        verb = "requires" if entry.speaks is Speaks.REQUIRES else "excludes"
        area = f" in {entry.jurisdiction}" if entry.jurisdiction else ""
        yield RungProposal(line.line, rung, entry.speaks, f"{entry.words} {verb} it{area}.", entry)
        return
    for library in libraries:
        if any(one.rung is rung and (not one.states or plan.state in one.states) for one in library.covers):
            of = f" of {library.as_of}" if library.as_of is not None else ""
            yield RungProposal(
                line.line, rung, Speaks.SILENT, f"{library.title}{of} has nothing on {line.code}."
            )
            return


def _concerns(entry: AuthorityEntry, plan: Plan, line: ServiceLine) -> bool:
    """Whether a rule holds for the line: its code, the plan's state and line of business, and the day."""
    return (
        (not entry.codes or any(_holds(one, line.code) for one in entry.codes))
        and (not entry.states or plan.state in entry.states)
        and (not entry.lines_of_business or plan.line_of_business in entry.lines_of_business)
        and not in_effect((entry.effective_from, entry.effective_to), line.requested_dos)
    )


def _holds(words: str, code: str) -> bool:
    """Whether a code is the one that is named, or lies in the range, both ends included."""
    first, _, last = words.partition("-")
    plain = code.strip().upper()
    return first <= plain <= (last or first)
