"""The acts on a case in their order, over all its versions and all computers that it was on, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reviewer_app.domain.case import OpenCase
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.part_words import ROLE_WORDS, PartNames, names_of
from reviewer_app.rules.told_acts import Replaced, ToldAct, replaced_part, replaced_values
from reviewer_app.storage.canonical import instant
from reviewer_app.storage.case_chain import CaseChain, chain_problem, entries_told, longest
from reviewer_app.storage.chain import AuditEntry
from reviewer_app.storage.entered_parts import entered_part

WHOM_TO_ASK = (
    "Do not sign or export this case: keep the data folder as it is, run reviewer-app history check, and ask "
    "whoever administers this computer for a backup from before."
)


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """The entries of a case as they are in the logs, described piece by piece (:meth:`told`): there may be
    ten thousand. ``own`` is the origin of this computer's log; ``computers`` names the others; ``versions``
    gives the version of a review by its id."""

    entries: tuple[tuple[str, AuditEntry], ...]
    own: str
    computers: Mapping[str, str]
    versions: Mapping[str, int]
    names: PartNames

    @property
    def count(self) -> int:
        """How many acts there are."""
        return len(self.entries)

    @property
    def beginning(self) -> tuple[str, ...]:
        """What tells whether a later trail only goes on with this one: the acts from elsewhere and the first
        own one."""
        elsewhere = tuple(entry.hash for origin, entry in self.entries if origin != self.own)
        own = next((entry.hash for origin, entry in self.entries if origin == self.own), "")
        return (*elsewhere, own)

    def told(self, first: int, count: int) -> tuple[ToldAct, ...]:
        """So many acts in words, from that place on, counted from 0."""
        return tuple(self._told(origin, entry) for origin, entry in self.entries[first : first + count])

    def _told(self, origin: str, entry: AuditEntry) -> ToldAct:
        replaced = _replaced(entry, self.names)
        return ToldAct(
            key=entry.hash,
            number=entry.sequence,
            computer="" if origin == self.own else self.computers.get(origin, "another computer"),
            at=instant(entry.at),
            clock_went_back=entry.clock_went_back,
            who=entry.actor,
            role=ROLE_WORDS.get(entry.role, entry.role),
            title=entry.act,
            version=self.versions.get(entry.review_id, 0),
            kind=replaced.kind,
            subject=replaced.subject,
            fields=replaced.fields,
            spot=replaced.spot,
        )


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """Whether the acts are as they were written. ``problems`` are sentences, none where they are; ``end`` is
    the hash at the end of this computer's log, which signed summaries carry."""

    problems: tuple[str, ...]
    end: str

    @property
    def sentence(self) -> str:
        """The answer in one sentence, and whom to ask where something is wrong."""
        if self.problems:
            return f"{' '.join(self.problems)} {WHOM_TO_ASK}"
        return (
            "Checked: every act is as it was written, from the first one of this case to the end of the log, "
            f"{self.end[:12]}…"
        )


def audit_trail(workspace: Workspace, case: OpenCase) -> AuditTrail:
    """The acts on the open case. Those that came with a handed-over review stand before the own ones, in the
    order of the log that they came from: no clock says which of two computers was first."""
    store = workspace.store
    handed = store.handovers.kept(case.case_id)
    own = store.handovers.own_chain(case.case_id)
    others = longest(
        chain for one in handed for chain in one.content.chains if own is None or chain.origin != own.origin
    )
    chains: tuple[CaseChain, ...] = (*others, *(() if own is None else (own,)))
    reviews = [store.reviews.load(one) for one in store.reviews.versions(case.case_id)]
    copies = [version.whole_review for one in handed for version in one.content.versions]
    return AuditTrail(
        entries=tuple(entries_told(chains)),
        own=own.origin if own is not None else "",
        computers=dict(_computers(chains, own)),
        versions={review.id: review.version for review in (*copies, *reviews)},
        names=names_of(case.checklist, *copies, *reviews),
    )


def check_trail(workspace: Workspace, case: OpenCase) -> TrailCheck:
    """Follow the chain of this computer's log from the case's first act on, and that of every log from
    elsewhere."""
    store = workspace.store
    end = store.audit.end()
    problems = []
    own = store.handovers.own_chain(case.case_id)
    if own is not None:
        found = chain_problem(own) or ("does not end as it was written" if own.end != end else "")
        if found:
            problems.append(f"The audit log of this computer {found}.")
    problems.extend(
        f"The audit log of another computer {found}."
        for one in store.handovers.kept(case.case_id)
        for chain in one.content.chains
        if (found := chain_problem(chain))
    )
    return TrailCheck(tuple(problems), end.hash)


def _computers(chains: tuple[CaseChain, ...], own: CaseChain | None) -> Iterator[tuple[str, str]]:
    """Whose the other computers are: who did most on them."""
    for chain in chains:
        if own is not None and chain.origin == own.origin:
            continue
        actors = [entry.actor for entry in chain.entries if entry.actor]
        name = max(set(actors), key=actors.count) if actors else ""
        yield chain.origin, f"computer of {name}" if name else "another computer"


def _replaced(entry: AuditEntry, names: PartNames) -> Replaced:
    before, after = entered_part(entry.before), entered_part(entry.after)
    if before is not None or after is not None:
        return replaced_part(before, after, names)
    return replaced_values(_values(entry.before), _values(entry.after))


def _values(text: str | None) -> object:
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
