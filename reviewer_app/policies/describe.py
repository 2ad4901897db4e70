"""Policy packs as plain text for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.policy import Arises, Element, Gate, PackApplies, PackReference, PolicyPack
from reviewer_app.policies.library import PolicyLibrary

WIDTH = 100
LIST_HEADINGS = ("ID", "VERSION", "IN EFFECT", "KIND", "TITLE")

ARISES_WORDS = {
    Arises.OUTSIDE_CRITERIA: "when a guideline criterion applies",
    Arises.MATCH_DUPLICATE: "when an earlier request is a duplicate",
    Arises.MATCH_SIMILAR: "when an earlier request is similar",
    Arises.MATCH_SEQUENTIAL: "when the request is sequential to an earlier one",
    Arises.PLAN_DOCUMENT: "when a plan document is relied on",
    Arises.TRIAL_NUMBER: "when the request names a clinical trial",
}


def list_rows(library: PolicyLibrary) -> tuple[tuple[str, ...], ...]:
    """One row for each installed version, in reading order; the columns are :data:`LIST_HEADINGS`."""
    return tuple(
        (pack.id, pack.version, in_effect_words(pack), _kind_words(pack), pack.title)
        for pack in library.packs
    )


def list_text(library: PolicyLibrary) -> str:
    """The rows as a table, with its headings."""
    rows = (LIST_HEADINGS, *list_rows(library))
    widths = [max(len(row[column]) for row in rows) for column in range(len(LIST_HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def show_text(library: PolicyLibrary, name: str) -> str:
    """All that a pack says. ``name`` is an id, for its newest version, or an id and a version (``id
    version``).

    :raises UsageError: no such pack is installed.
    """
    pack_id, _, version = name.strip().partition(" ")
    versions = library.versions(pack_id)
    if not versions:
        installed = ", ".join(sorted({pack.id for pack in library.packs}))
        raise UsageError(f"There is no policy pack {pack_id}. Installed are: {installed}.")
    pack = library.pack(PackReference(pack_id, version.strip())) if version else versions[0]
    if pack is None:
        known = ", ".join(other.version for other in versions)
        raise UsageError(f"There is no version {version.strip()} of {pack_id}. Installed are: {known}.")
    others = [other for other in versions if other is not pack]
    return "\n".join((*_head(pack, others), *_body(pack)))


def in_effect_words(pack: PolicyPack) -> str:
    """When the version governs, for example ``from 2025-02-01`` or ``2021-12-20 to 2025-01-31``."""
    if pack.effective_to is None:
        return f"from {pack.effective_from}"
    return f"{pack.effective_from} to {pack.effective_to}"


def applies_words(applies: PackApplies) -> str:
    """The requests that a pack governs, as a sentence."""
    scope = ["every request"] if applies.every_request else []
    if applies.disciplines:
        scope.append(f"the discipline {', '.join(applies.disciplines)}")
    ranges = [f"{first} to {last}" for first, last in applies.code_ranges]
    if applies.codes or ranges:
        scope.append(f"the codes {', '.join((*applies.codes, *ranges))}")
    words = f"Applies to {' and '.join(scope)}"
    if applies.lines_of_business:
        words += f", for {', '.join(applies.lines_of_business).replace('_', ' ')}"
    if applies.payers:
        words += f", for the payer {' or '.join(applies.payers)}"
    return f"{words}."


def _kind_words(pack: PolicyPack) -> str:
    kind = pack.kind.value.replace("-", " ")
    return f"{kind}, example" if pack.example else kind


def _head(pack: PolicyPack, others: Iterable[PolicyPack]) -> Iterator[str]:
    yield pack.title
    version = f"{pack.id}, version {pack.version}, {_kind_words(pack)}"
    yield from _wrapped(f"{version}, in effect {in_effect_words(pack)}", "")
    if pack.example:
        yield "An example made up for this program: no payer's policy."
    source = pack.source
    section = f", {source.section}" if source.section else ""
    effective = f", effective {source.effective}" if source.effective is not None else ""
    yield from _wrapped(f"Source: {source.title}{section} ({source.publisher}{effective})", "")
    yield from _wrapped(applies_words(pack.applies), "")
    for scope in pack.scope:
        codes, conditions = ", ".join(scope.codes), ", ".join(scope.indications)
        yield from _wrapped(f"Reviews {codes} for diagnoses that begin with {conditions} only.", "")
    if pack.legibility is not None:
        cut = f"Suggests pages as illegible below a legibility of {pack.legibility.cut:g}."
        yield from _wrapped(f"{cut} Local convention: {pack.legibility.local_convention}", "")
    versions = ", ".join(f"{other.version} ({in_effect_words(other)})" for other in others)
    if versions:
        yield from _wrapped(f"Other installed versions: {versions}", "")


def _body(pack: PolicyPack) -> Iterator[str]:
    yield from ("", "ELEMENTS")
    for element in pack.elements:
        yield from _element(element)
    for heading, gates in (("RULES", pack.gates), ("STATEMENTS", pack.statements)):
        if gates:
            yield from ("", heading)
            for gate in gates:
                yield from _gate(gate)
    if pack.prompts:
        yield from ("", "QUESTIONS OF EVERY DETERMINATION")
        for prompt in pack.prompts:
            yield from _wrapped(f"{prompt.row}  {prompt.id}: {prompt.question}", "  ")


def _element(element: Element) -> Iterator[str]:
    indent = "    " if element.parent is not None else "  "
    yield from _wrapped(f"{element.row}  {element.id}: {element.title} ({_demand_words(element)})", indent)
    inner = indent + "     "
    yield from _wrapped(element.question, inner)
    if element.details:
        yield from _wrapped(f"Entries: {', '.join(field.label for field in element.details)}", inner)
    if element.linked:
        yield from _wrapped(f"Asks for the same as: {', '.join(element.linked)}", inner)
    if element.local_convention:
        yield from _wrapped(f"Local convention: {element.local_convention}", inner)
    if element.section:
        yield from _wrapped(f"Section: {element.section}", inner)


def _demand_words(element: Element) -> str:
    words = [element.kind.value, element.requirement.value.replace("-", " ")]
    if element.within_days is not None:
        words.append(f"within {element.within_days} days before receipt")
    if element.arises is not Arises.ALWAYS:
        words.append(ARISES_WORDS[element.arises])
    return ", ".join(words)


def _gate(gate: Gate) -> Iterator[str]:
    section = f" (Section: {gate.section})" if gate.section else ""
    yield from _wrapped(f"{gate.row}  {gate.id}: {gate.says}{section}", "  ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
