"""The checklist of a case: the elements of the governing packs in reading order, and what the reviewer
added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from reviewer_app.domain.checklist import Checklist, ChecklistElement, MatchCause, match_element_id
from reviewer_app.domain.policy import (
    Arises,
    Element,
    ElementKind,
    PackReference,
    PolicyPack,
    Prompt,
    Requirement,
)
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.domain.review import AddedElement
from reviewer_app.policies.choose import choose_for_line
from reviewer_app.policies.library import PolicyLibrary

STRICTEST_FIRST = (Requirement.REQUIRED, Requirement.WHERE_RELEVANT, Requirement.OPTIONAL)


def build_checklist(
    library: PolicyLibrary,
    request: Request,
    added: Iterable[AddedElement] = (),
    kept: Collection[PackReference] | None = None,
    matched: Collection[MatchCause] = (),
    found: Mapping[Arises, frozenset[int]] = MappingProxyType({}),
) -> Checklist:
    """The checklist of a request.

    Packs come in the library's reading order, parts right after the element they belong to, added elements
    last. An element id that several packs ask for stands once, for the lines of all, as strictly as the
    strictest asks. ``kept`` are the packs that an existing review was made with; of those only the ones in
    effect govern, and one that is no longer installed leaves every line uncovered, with the reason.
    ``matched`` are the earlier requests that match: each has the elements of its kind for itself (S17-S19).
    ``found`` are the lines for which the review itself gave a cause: a plan document that is relied on (S21),
    a trial that the request does not name (S24).
    """
    lines_of = _governed_lines(library, request, kept)
    packs = tuple(pack for pack in library.packs if pack.reference in lines_of)
    causes = {**_causes(request, packs, lines_of), **found}
    active: dict[str, ChecklistElement] = {}
    dormant: dict[str, ChecklistElement] = {}
    for pack in packs:
        governed = lines_of[pack.reference]
        for element, depth in _with_parts_in_place(pack):
            for asked in _asked_of_matches(pack, element, governed, matched):
                _ask(active, asked)
            lines = tuple(line for line in governed if line in causes.get(element.arises, ()))
            place = active if lines else dormant
            _ask(place, ChecklistElement(element, pack.reference, lines or governed, depth))
    asked_for = {element.pack_element_id for element in active.values()}
    all_lines = tuple(line.line for line in request.services)
    for item in added:
        _ask(active, ChecklistElement(item.element, None, all_lines))
    return Checklist(
        packs=packs,
        elements=tuple(active.values()),
        prompts=_prompts(packs),
        uncovered_lines=_uncovered(library, request, packs, lines_of, kept),
        dormant=tuple(element for key, element in dormant.items() if key not in asked_for),
    )


def _asked_of_matches(
    pack: PolicyPack, element: Element, governed: Collection[int], matched: Collection[MatchCause]
) -> Iterator[ChecklistElement]:
    """The elements of each match of one kind, those of one earlier request together; they stand where the
    first element of that kind stands in the pack."""
    alike = [one for one in pack.elements if one.arises is element.arises]
    if element is not alike[0]:
        return
    for cause in matched:
        lines = tuple(sorted(cause.lines.intersection(governed)))
        if cause.arises is element.arises and lines:
            for one in alike:
                asked = replace(
                    one, id=match_element_id(one.id, cause.prior), title=f"{one.title}: {cause.prior}"
                )
                yield ChecklistElement(asked, pack.reference, lines, prior=cause.prior)


def _governed_lines(
    library: PolicyLibrary, request: Request, kept: Collection[PackReference] | None
) -> dict[PackReference, tuple[int, ...]]:
    """The service lines that each governing pack governs."""
    lines_of: dict[PackReference, tuple[int, ...]] = {}
    for line in request.services:
        for choice in choose_for_line(library, request, line, kept):
            if choice.governs:
                reference = choice.pack.reference
                lines_of[reference] = (*lines_of.get(reference, ()), line.line)
    return lines_of


def _causes(
    request: Request, packs: Iterable[PolicyPack], lines_of: Mapping[PackReference, tuple[int, ...]]
) -> dict[Arises, frozenset[int]]:
    """The service lines for which each cause of elements exists in this case."""
    every_line = frozenset(line.line for line in request.services)
    with_criteria = frozenset(
        line
        for pack in packs
        if any(element.kind is ElementKind.CRITERION for element in pack.elements)
        for line in lines_of[pack.reference]
    )
    causes = {Arises.ALWAYS: every_line, Arises.OUTSIDE_CRITERIA: with_criteria}
    if request.clinical_trial_number.strip():
        causes[Arises.TRIAL_NUMBER] = every_line
    return causes


def _with_parts_in_place(pack: PolicyPack) -> Iterator[tuple[Element, int]]:
    """The elements of a pack with their depth, each part after its parent."""
    by_id = {element.id: element for element in pack.elements}
    for element in pack.elements:
        if element.parent is None:
            yield element, 0
            for part in element.parts:
                yield by_id[part], 1


def _ask(place: dict[str, ChecklistElement], new: ChecklistElement) -> None:
    """Put an element in its place, or join it with the one of the same id that is there."""
    old = place.get(new.id)
    if old is None:
        place[new.id] = new
        return
    requirement = min(old.element.requirement, new.element.requirement, key=STRICTEST_FIRST.index)
    also = old.also_asked_by if new.pack is None else (*old.also_asked_by, new.pack)
    place[new.id] = replace(
        old,
        element=replace(old.element, requirement=requirement),
        lines=tuple(sorted({*old.lines, *new.lines})),
        also_asked_by=also,
    )


def _prompts(packs: Iterable[PolicyPack]) -> tuple[Prompt, ...]:
    """The prompts of all packs, each id once."""
    prompts: dict[str, Prompt] = {}
    for pack in packs:
        for prompt in pack.prompts:
            prompts.setdefault(prompt.id, prompt)
    return tuple(prompts.values())


def _uncovered(
    library: PolicyLibrary,
    request: Request,
    packs: Iterable[PolicyPack],
    lines_of: Mapping[PackReference, tuple[int, ...]],
    kept: Collection[PackReference] | None,
) -> tuple[tuple[int, str], ...]:
    """The lines that no policy covers, with the reason. An example covers nothing by itself."""
    gone = [str(reference) for reference in sorted(kept or ()) if library.pack(reference) is None]
    covered = {line for pack in packs if not pack.example for line in lines_of[pack.reference]}
    found = []
    for line in request.services:
        if gone:
            names = ", ".join(gone)
            found.append(
                (line.line, f"The review was made with {names}, no longer installed: put the file back.")
            )
        elif line.line not in covered:
            found.append((line.line, _why_uncovered(library, request, line, kept)))
    return tuple(found)


def _why_uncovered(
    library: PolicyLibrary, request: Request, line: ServiceLine, kept: Collection[PackReference] | None
) -> str:
    if line.requested_dos is None:
        return "No date of service is given, so no policy can be chosen: enter it."
    reasons = "; ".join(
        f"{choice.pack.title} ({choice.pack.version}): {choice.why.rstrip('.')}"
        for choice in choose_for_line(library, request, line, kept)
        if not choice.pack.example
    )
    return f"No policy governs {line.label} on {line.requested_dos}. {reasons}."
