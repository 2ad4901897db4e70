"""Conditions for which a policy reviews a code (S20): others go to the health plan, which is no denial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.domain.policy import CodeScope, PolicyPack
from reviewer_app.domain.request import Diagnosis, ServiceLine


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A pack reviews the line's code, but for none of the request's diagnoses; ``why`` says so in a
    sentence."""

    pack: PolicyPack
    scope: CodeScope
    why: str


def out_of_scope(
    packs: Iterable[PolicyPack], line: ServiceLine, diagnoses: Iterable[Diagnosis]
) -> OutOfScope | None:
    """Why a line is out of the scope of the packs that govern the request.

    ``None`` where no pack that lists conditions for the code is in effect, or one lists a diagnosis of the
    request. A diagnosis belongs to a listed one that it begins with; dots and case do not count.
    """
    known = tuple(_plain(diagnosis.code) for diagnosis in diagnoses if diagnosis.code.strip())
    found: OutOfScope | None = None
    for pack in packs:
        scope = _scope_of(pack, line)
        if scope is None:
            continue
        listed = tuple(_plain(one) for one in scope.indications)
        if any(code.startswith(listed) for code in known):
            return None
        found = found or OutOfScope(pack, scope, _why(pack, line, scope, known))
    return found


def _scope_of(pack: PolicyPack, line: ServiceLine) -> CodeScope | None:
    day = line.requested_dos
    last = pack.effective_to
    if day is None or day < pack.effective_from or (last is not None and last < day):
        return None
    return next((one for one in pack.scope if _plain(line.code) in map(_plain, one.codes)), None)


def _why(pack: PolicyPack, line: ServiceLine, scope: CodeScope, known: tuple[str, ...]) -> str:
    listed = ", ".join(scope.indications)
    if not known:
        return f"The request names no diagnosis; {pack.title} reviews {line.code} for {listed} only."
    return f"{pack.title} reviews {line.code} for {listed} only; the request's diagnosis is none of these."


def _plain(code: str) -> str:
    return code.replace(".", "").strip().upper()
