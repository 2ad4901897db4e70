"""Labelled facts of the summary: pairs of a label and its value in words. Pairs without a value are left
out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from reviewer_app.domain.request import Diagnosis, Provider
from reviewer_app.summary.values import (
    Decision,
    DeterminationSummary,
    PolicyApplied,
    ReviewVersion,
    SummaryElement,
    SummaryException,
    SummaryLine,
    SummaryPriorRequest,
    SummaryRequest,
)
from reviewer_app.summary.wording import coded_words, count_words, date_words, instant_words

Facts: TypeAlias = tuple[tuple[str, str], ...]


def request_groups(request: SummaryRequest) -> tuple[tuple[str, Facts], ...]:
    """The request in groups with a title each."""
    member, plan = request.member, request.plan
    site = (request.body_region, request.laterality, request.level)
    return (
        (
            "Member",
            _given(
                ("Name", ", ".join(part for part in (member.last_name, member.first_name) if part)),
                ("Member id", member.member_id),
                ("Date of birth", date_words(member.dob)),
                ("Sex", coded_words(member.sex)),
            ),
        ),
        (
            "Plan",
            _given(
                ("Payer", plan.payer),
                ("Plan", plan.plan_name),
                ("Line of business", coded_words(plan.line_of_business)),
                ("Funding", coded_words(plan.funding)),
                ("Group number", plan.group_number),
                ("State", plan.state),
            ),
        ),
        (
            "Service",
            _given(
                ("Received", instant_words(request.received)),
                ("Urgency", coded_words(request.urgency)),
                ("Date of service", date_words(request.date_of_service)),
                ("Place of service", request.place_of_service),
                ("Diagnoses", _diagnoses_words(request.diagnoses)),
                ("Site", ", ".join(part for part in site if part)),
                ("Onset", date_words(request.onset_date)),
                ("Change in symptoms", date_words(request.change_date)),
                ("Clinical trial", request.clinical_trial_number),
                ("Attachments announced", ", ".join(request.attachments)),
                ("Source", "" if request.from_file else "Typed in by the reviewer"),
            ),
        ),
        (
            "Providers",
            _given(
                ("Ordering", _provider_words(request.ordering_provider)),
                ("Servicing", _provider_words(request.servicing_provider)),
            ),
        ),
        ("Other fields of the request", tuple((item.label, item.value) for item in request.other_fields)),
    )


def line_facts(line: SummaryLine) -> Facts:
    return _given(
        ("Service", f"{line.system} {line.label}, {count_words(line.units, 'unit', 'units')}"),
        ("Site", ", ".join(part for part in (line.body_region, line.laterality, line.level) if part)),
        ("Date of service", date_words(line.date_of_service)),
        ("Approved part", line.modification),
        ("Provider's agreement", line.agreement),
        ("Specific reason", line.reason),
        ("Criterion not met", line.criterion),
    )


def element_facts(element: SummaryElement) -> Facts:
    reason = "Why not applicable" if element.finding == "not-applicable" else "Reason"
    marked = ", ".join(part for part in (element.marked_by, instant_words(element.marked_at)) if part)
    return _given(
        ("Asked for", element.question),
        ("Policy section", element.section),
        ("Also asked for by", "; ".join(element.also_asked_by)),
        ("Local convention", element.local_convention),
        ("Added to this case by", element.added_by),
        (reason, element.reason),
        ("Marked", marked),
    )


def exception_facts(exception: SummaryException) -> Facts:
    if exception.accepted:
        accepted = ", ".join(
            part
            for part in (
                exception.accepted_by,
                f"licence {exception.accepted_licence}" if exception.accepted_licence else "",
                instant_words(exception.accepted_at),
            )
            if part
        )
    else:
        accepted = "No"
    return _given(
        ("Why an exception", exception.why),
        ("Criteria it would excuse", "\n".join(exception.criteria)),
        ("Accepted by a physician", accepted),
    )


def prior_request_facts(prior: SummaryPriorRequest) -> Facts:
    same = {True: "The same", False: "Another one", None: ""}[prior.same_provider]
    decided = f" on {date_words(prior.decided)}" if prior.decided else ""
    aside = ", ".join(part for part in (prior.decided_by, instant_words(prior.decided_at)) if part)
    return _given(
        ("Settled", prior.settlement_words),
        ("Reason", prior.reason),
        ("Set aside by", aside),
        ("Earlier codes", " + ".join(prior.codes)),
        ("Authorization", prior.authorization),
        ("Earlier case", prior.case),
        ("Outcome", f"{coded_words(prior.status)}{decided}"),
        ("Performed", prior.performed),
        ("Provider", same),
        ("How sure", f"{round(100 * prior.score)} %"),
        ("Why it matches", " ".join(prior.reasons)),
    )


def policy_facts(policy: PolicyApplied) -> Facts:
    if not policy.installed:
        return (
            ("Version", policy.version),
            ("Note", "This version is not installed here; only its name is known."),
        )
    ends = f" to {date_words(policy.effective_to)}" if policy.effective_to is not None else ""
    return _given(
        ("Kind", policy.kind),
        ("Publisher", policy.publisher),
        ("Source", policy.source_title if policy.source_title != policy.title else ""),
        ("Section", policy.section),
        ("Source effective", date_words(policy.source_effective)),
        ("In effect", f"from {date_words(policy.effective_from)}{ends}"),
        ("Version", f"{policy.id} {policy.version}"),
        ("Applies because", policy.why),
        (
            "Note",
            "An example made by this program's authors; it is no payer's policy." if policy.example else "",
        ),
    )


def decision_facts(decision: Decision) -> Facts:
    return _given(
        ("Decided by", decision.name),
        ("Role", decision.role_words),
        ("Licence", decision.licence),
        ("Signed", instant_words(decision.signed_at)),
    )


def version_facts(summary: DeterminationSummary) -> Facts:
    """What an auditor compares with the database, a draft's reviewer included."""
    review = summary.review
    draft = summary.decision is None
    return _given(
        ("Review version", f"{review.version} ({review.status_words.lower()})"),
        ("Review", review.id),
        ("Replaces review", review.amends),
        ("Review begun by", _begun_by(review) if draft else ""),
        ("Review begun", instant_words(review.created_at)),
        ("Hash of the signed review", summary.decision.content_hash if summary.decision is not None else ""),
        ("Last hash of the audit log", summary.audit_hash),
        ("Summary written", f"{instant_words(summary.generated_at)} by {summary.program}"),
    )


def _begun_by(review: ReviewVersion) -> str:
    return ", ".join(part for part in (review.reviewer, review.reviewer_role_words.lower()) if part)


def _diagnoses_words(diagnoses: Iterable[Diagnosis]) -> str:
    """The codes, each code system named once."""
    systems: dict[str, list[str]] = {}
    for item in diagnoses:
        systems.setdefault(item.system, []).append(item.code)
    return "; ".join(f"{', '.join(codes)} ({system})" for system, codes in systems.items())


def _provider_words(provider: Provider) -> str:
    npi = f"NPI {provider.npi}" if provider.npi else ""
    return ", ".join(part for part in (provider.name, provider.specialty, npi) if part)


def _given(*facts: tuple[str, str]) -> Facts:
    return tuple((label, value) for label, value in facts if value)
