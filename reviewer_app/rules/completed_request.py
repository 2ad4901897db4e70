"""A request that left fields empty, completed by what a reviewer typed."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.request import Member, Plan, Provider, Request, ServiceLine


def completed(sent: Request, typed: Request) -> Request:
    """The request as it was sent, its empty fields taken from ``typed``; what was sent is never replaced.

    Units, modifiers and urgency always have a value, the note and the attachments are the submitter's own
    words, and unknown fields are the file's: all of these stay as they were sent.
    """
    return replace(
        sent,
        request_id=sent.request_id or typed.request_id,
        received=sent.received or typed.received,
        member=_member(sent.member, typed.member),
        plan=_plan(sent.plan, typed.plan),
        services=tuple(_line(line, typed) for line in sent.services) or typed.services,
        diagnoses=sent.diagnoses or typed.diagnoses,
        body_region=sent.body_region or typed.body_region,
        laterality=sent.laterality or typed.laterality,
        level=sent.level or typed.level,
        requested_dos=sent.requested_dos or typed.requested_dos,
        place_of_service=sent.place_of_service or typed.place_of_service,
        onset_date=sent.onset_date or typed.onset_date,
        change_date=sent.change_date or typed.change_date,
        ordering_provider=_provider(sent.ordering_provider, typed.ordering_provider),
        servicing_provider=_provider(sent.servicing_provider, typed.servicing_provider),
        clinical_trial_number=sent.clinical_trial_number or typed.clinical_trial_number,
    )


def _member(sent: Member, typed: Member) -> Member:
    return Member(
        sent.member_id or typed.member_id,
        sent.first_name or typed.first_name,
        sent.last_name or typed.last_name,
        sent.dob or typed.dob,
        sent.sex or typed.sex,
    )


def _plan(sent: Plan, typed: Plan) -> Plan:
    return Plan(
        sent.payer or typed.payer,
        sent.plan_name or typed.plan_name,
        sent.line_of_business or typed.line_of_business,
        sent.funding or typed.funding,
        sent.group_number or typed.group_number,
        sent.state or typed.state,
    )


def _provider(sent: Provider, typed: Provider) -> Provider:
    return Provider(sent.npi or typed.npi, sent.name or typed.name, sent.specialty or typed.specialty)


def _line(sent: ServiceLine, typed: Request) -> ServiceLine:
    """A line with what was typed for it; for a line of another service only what holds for all lines."""
    same = (line for line in typed.services if line.line == sent.line and sent.code in ("", line.code))
    line = next(same, ServiceLine(sent.line, ""))
    return replace(
        sent,
        code=sent.code or line.code,
        plain_description=sent.plain_description or line.plain_description,
        body_region=sent.body_region or line.body_region or typed.body_region,
        laterality=sent.laterality or line.laterality or typed.laterality,
        level=sent.level or line.level or typed.level,
        requested_dos=sent.requested_dos or line.requested_dos or typed.requested_dos,
    )
