"""Which installed packs govern a request: by line of business, payer, code or discipline, and date of
service.

At most one version of a pack governs a service line: the one in effect on its date of service, the newer
where two overlap. Without a date of service nothing governs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from reviewer_app.domain.policy import PackChoice, PackReference, PolicyPack
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.policies.disciplines import holds, plain_code
from reviewer_app.policies.library import PolicyLibrary


def choose(
    library: PolicyLibrary, request: Request, kept: Collection[PackReference] | None = None
) -> tuple[PackChoice, ...]:
    """One choice for each installed pack version, in reading order; it governs when it governs any service
    line.

    ``kept`` are the packs that an existing review was made with: no others are chosen then.
    """
    by_line = [choose_for_line(library, request, line, kept) for line in request.services]
    if not by_line:
        return tuple(PackChoice(pack, False, "The request names no service.") for pack in library.packs)
    return tuple(
        _over_lines(request, [choices[index] for choices in by_line]) for index in range(len(library.packs))
    )


def choose_for_line(
    library: PolicyLibrary, request: Request, line: ServiceLine, kept: Collection[PackReference] | None = None
) -> tuple[PackChoice, ...]:
    """One choice for each installed pack version, in reading order, for one service line."""
    candidates = [pack for pack in library.packs if kept is None or pack.reference in kept]
    chosen = _in_effect(candidates, line.requested_dos)
    return tuple(
        PackChoice(pack, False, _not_kept(pack, kept))
        if kept is not None and pack.reference not in kept
        else _choice(library, request, line, pack, chosen.get(pack.id))
        for pack in library.packs
    )


def _in_effect(packs: list[PolicyPack], day: date | None) -> dict[str, PolicyPack]:
    """The newest version of each pack that is in effect on that day; the packs come newest version first."""
    chosen: dict[str, PolicyPack] = {}
    for pack in packs:
        if day is not None and is_in_effect(pack, day):
            chosen.setdefault(pack.id, pack)
    return chosen


def is_in_effect(pack: PolicyPack, day: date) -> bool:
    """Whether the version governs services of that day; first and last day included."""
    return pack.effective_from <= day and (pack.effective_to is None or day <= pack.effective_to)


def _choice(
    library: PolicyLibrary, request: Request, line: ServiceLine, pack: PolicyPack, chosen: PolicyPack | None
) -> PackChoice:
    scope, why = _scope(library, request, line, pack)
    if not scope:
        return PackChoice(pack, False, why)
    day = line.requested_dos
    if day is None:
        return PackChoice(pack, False, "No date of service is given, so no version can be chosen.")
    if day < pack.effective_from:
        return PackChoice(
            pack, False, f"Takes effect on {pack.effective_from}, after the date of service {day}."
        )
    if pack.effective_to is not None and pack.effective_to < day:
        return PackChoice(
            pack, False, f"In effect until {pack.effective_to}, before the date of service {day}."
        )
    if chosen is not None and chosen.version != pack.version:
        return PackChoice(
            pack, False, f"Replaced by version {chosen.version}, in effect from {chosen.effective_from}."
        )
    return PackChoice(pack, True, f"{why} In effect on the date of service {day}.")


def _scope(library: PolicyLibrary, request: Request, line: ServiceLine, pack: PolicyPack) -> tuple[bool, str]:
    """Whether the pack covers this kind of request whatever its date, and why."""
    applies = pack.applies
    business = request.plan.line_of_business
    if applies.lines_of_business and business not in applies.lines_of_business:
        known = f"The line of business is {_spaced(business)}" if business else "No line of business is given"
        allowed = ", ".join(_spaced(word) for word in applies.lines_of_business)
        return False, f"{known}; this pack is for {allowed}."
    payer = request.plan.payer
    if applies.payers and _same_name(payer) not in map(_same_name, applies.payers):
        known = f"The payer is {payer}" if payer else "No payer is given"
        return False, f"{known}; this pack is for {', '.join(applies.payers)}."
    if applies.every_request:
        return True, "Applies to every request."
    code = plain_code(line.code)
    if holds(applies.codes, applies.code_ranges, code):
        return True, f"Names the code {code}."
    for discipline in library.disciplines:
        if discipline.id in applies.disciplines and discipline.holds(code):
            return True, f"The code {code} is {discipline.id}."
    return False, f"The code {code} is not among those of this pack."


def _not_kept(pack: PolicyPack, kept: Collection[PackReference]) -> str:
    for reference in kept:
        if reference.id == pack.id:
            return f"The review keeps version {reference.version}, with which it was made."
    return "The review was made without this pack."


def _over_lines(request: Request, choices: list[PackChoice]) -> PackChoice:
    """The choices of one pack for all service lines, as one."""
    governs = any(choice.governs for choice in choices)
    reasons: dict[str, list[int]] = {}
    for line, choice in zip(request.services, choices, strict=True):
        if choice.governs is governs:
            reasons.setdefault(choice.why, []).append(line.line)
    everywhere = len(reasons) == 1 and len(next(iter(reasons.values()))) == len(choices)
    why = " ".join(
        words if everywhere else f"Line {', '.join(map(str, lines))}: {words}"
        for words, lines in reasons.items()
    )
    return PackChoice(choices[0].pack, governs, why)


def _same_name(name: str) -> str:
    """Names are compared without regard to case and spacing."""
    return " ".join(name.split()).casefold()


def _spaced(word: str) -> str:
    return word.replace("_", " ")
