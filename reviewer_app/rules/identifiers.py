"""Checks of a request's identifiers and dates: what is wrong, in words to show beside the field.

Nothing here stops a case from opening. Each ``check_…`` answers with one sentence, or ``None`` when the text
is well-formed. Well-formed is not "exists": no list of assigned numbers is consulted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from reviewer_app.domain.request import FieldProblem, Provider, Request, ServiceLine

URGENCIES = ("standard", "expedited")
LINES_OF_BUSINESS = ("commercial", "exchange", "medicare", "medicare_advantage", "medicaid")
FUNDINGS = ("fully_insured", "self_funded", "medicare", "medicaid")
OLDEST_YEARS = 120

_NPI_PREFIX = "80840"
"""What is put before an NPI for its check digit: the card issuer prefix for health in the United States."""

_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI_LETTER_OR_DIGIT = "[0-9AC-HJKMNP-RT-Y]"
_MBI = re.compile(
    f"[1-9]{_MBI_LETTER}{_MBI_LETTER_OR_DIGIT}[0-9]{_MBI_LETTER}{_MBI_LETTER_OR_DIGIT}[0-9]{_MBI_LETTER}{{2}}[0-9]{{2}}"
)
_ICD10CM = re.compile(r"[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?")
_CPT = re.compile(r"[0-9]{5}|[0-9]{4}[AFMTU]")
_HCPCS = re.compile(r"[A-Z][0-9]{4}")
_NCT = re.compile(r"NCT[0-9]{8}")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")


def check_npi(text: str) -> str | None:
    """A National Provider Identifier: ten digits starting with 1 or 2, the last one a Luhn check digit."""
    if not re.fullmatch(r"[0-9]{10}", text):
        return "An NPI has ten digits."
    if text[0] not in "12":
        return "An NPI starts with 1 or 2."
    if _luhn_sum(_NPI_PREFIX + text) % 10:
        return "The NPI's check digit does not fit; one of the digits is wrong."
    return None


def check_mbi(text: str) -> str | None:
    """A Medicare Beneficiary Identifier: eleven characters in the order CMS laid down, dashes allowed."""
    plain = text.replace("-", "").upper()
    if len(plain) != 11:
        return "A Medicare number (MBI) has eleven characters."
    if set(plain) & set("SLOIBZ"):
        return "A Medicare number (MBI) never has the letters S, L, O, I, B or Z."
    if not _MBI.fullmatch(plain):
        return "A Medicare number (MBI) has its letters and digits in another order."
    return None


def check_icd10cm(text: str) -> str | None:
    """An ICD-10-CM code: three to seven characters, the dot after the third may be left out."""
    if not _ICD10CM.fullmatch(text):
        return "An ICD-10-CM code has three to seven characters, like M54.16."
    return None


def check_cpt(text: str) -> str | None:
    """A CPT code: five digits, or four digits and one of A, F, M, T, U."""
    if _CPT.fullmatch(text):
        return None
    if _HCPCS.fullmatch(text):
        return "This is the form of an HCPCS code; set the code system to HCPCS."
    return "A CPT code has five digits, or four digits and one of A, F, M, T, U."


def check_hcpcs(text: str) -> str | None:
    """An HCPCS level II code: a letter and four digits."""
    if _HCPCS.fullmatch(text):
        return None
    if _CPT.fullmatch(text):
        return "This is the form of a CPT code; set the code system to CPT."
    return "An HCPCS code has one letter and four digits."


def check_nct(text: str) -> str | None:
    """A ClinicalTrials.gov number: NCT and eight digits."""
    return None if _NCT.fullmatch(text) else "A clinical trial number is NCT and eight digits."


def check_modifier(text: str) -> str | None:
    """A CPT or HCPCS modifier: two letters or digits."""
    return None if _MODIFIER.fullmatch(text) else "A modifier has two letters or digits."


CODE_CHECKS: dict[str, Callable[[str], str | None]] = {"CPT": check_cpt, "HCPCS": check_hcpcs}
"""The check of each code system, by its name in capitals."""


def request_problems(request: Request, today: date) -> tuple[FieldProblem, ...]:
    """Everything to ask or to check about the request, in the order of its form.

    ``today`` is the reviewer's calendar day; instants are compared by the calendar day they name themselves.
    """
    return (
        *_head_problems(request, today),
        *_member_problems(request, today),
        *_plan_problems(request),
        *_service_problems(request),
        *_diagnosis_problems(request),
        *_date_problems(request, today),
        *_provider_problems("ordering_provider", request.ordering_provider),
        *_provider_problems("servicing_provider", request.servicing_provider),
        *_trial_problems(request),
    )


def _head_problems(request: Request, today: date) -> Iterator[FieldProblem]:
    if request.received is None:
        yield FieldProblem("received", "When was the request received? The due time is counted from it.")
    elif request.received.date() > today:
        yield FieldProblem("received", "This is in the future.")
    if request.urgency not in URGENCIES:
        yield FieldProblem("urgency", f"Not one of {_either(URGENCIES)}.")


def _member_problems(request: Request, today: date) -> Iterator[FieldProblem]:
    member = request.member
    if not member.member_id:
        yield FieldProblem("member.member_id", "The member id is missing.")
    elif request.plan.line_of_business == "medicare" and (problem := check_mbi(member.member_id)):
        yield FieldProblem("member.member_id", problem)
    if not member.last_name:
        yield FieldProblem("member.last_name", "The last name is missing.")
    if not member.first_name:
        yield FieldProblem("member.first_name", "The first name is missing.")
    if member.dob is None:
        yield FieldProblem("member.dob", "The birth date is missing.")
    elif member.dob > today:
        yield FieldProblem("member.dob", "This is in the future.")
    elif today.year - member.dob.year > OLDEST_YEARS:
        yield FieldProblem("member.dob", f"This is more than {OLDEST_YEARS} years ago.")


def _plan_problems(request: Request) -> Iterator[FieldProblem]:
    plan = request.plan
    if not plan.line_of_business:
        yield FieldProblem(
            "plan.line_of_business", "The line of business is missing; policies are chosen by it."
        )
    elif plan.line_of_business not in LINES_OF_BUSINESS:
        yield FieldProblem("plan.line_of_business", f"Not one of {_either(LINES_OF_BUSINESS)}.")
    if plan.funding and plan.funding not in FUNDINGS:
        yield FieldProblem("plan.funding", f"Not one of {_either(FUNDINGS)}.")
    elif not plan.funding and plan.line_of_business == "commercial":
        yield FieldProblem("plan.funding", "The funding is missing; it decides which mandates apply.")


def _service_problems(request: Request) -> Iterator[FieldProblem]:
    if not request.services:
        yield FieldProblem("services", "No service is named; at least one is needed.")
    for index, service in enumerate(request.services):
        yield from _line_problems(f"services[{index}]", service, request)


def _line_problems(path: str, service: ServiceLine, request: Request) -> Iterator[FieldProblem]:
    check = CODE_CHECKS.get(service.system.upper())
    if check is None:
        yield FieldProblem(f"{path}.system", f"Not one of {_either(tuple(CODE_CHECKS))}.")
    if not service.code:
        yield FieldProblem(f"{path}.code", "The procedure code is missing.")
    elif check is not None and (problem := check(service.code)):
        yield FieldProblem(f"{path}.code", problem)
    for index, modifier in enumerate(service.modifiers):
        if problem := check_modifier(modifier):
            yield FieldProblem(f"{path}.modifiers[{index}]", problem)
    if service.units < 1:
        yield FieldProblem(f"{path}.units", "At least one unit is requested.")
    requested = service.requested_dos
    birth = request.member.dob
    if requested is None:
        yield FieldProblem(
            f"{path}.requested_dos", "The date of service is missing; the policy version is chosen by it."
        )
    elif birth is not None and requested < birth:
        yield FieldProblem(f"{path}.requested_dos", "This is before the birth date.")
    elif request.received is not None and requested < request.received.date():
        yield FieldProblem(f"{path}.requested_dos", "This is before the day the request was received.")


def _diagnosis_problems(request: Request) -> Iterator[FieldProblem]:
    if not request.diagnoses:
        yield FieldProblem("diagnoses", "No diagnosis is named.")
    for index, diagnosis in enumerate(request.diagnoses):
        path = f"diagnoses[{index}]"
        if not diagnosis.code:
            yield FieldProblem(f"{path}.code", "The diagnosis code is missing.")
        elif diagnosis.system.upper() != "ICD-10-CM":
            yield FieldProblem(f"{path}.system", "Not ICD-10-CM; the code is not checked.")
        elif problem := check_icd10cm(diagnosis.code):
            yield FieldProblem(f"{path}.code", problem)


def _date_problems(request: Request, today: date) -> Iterator[FieldProblem]:
    birth = request.member.dob
    for path, day in (("onset_date", request.onset_date), ("change_date", request.change_date)):
        if day is not None and day > today:
            yield FieldProblem(path, "This is in the future.")
        elif day is not None and birth is not None and day < birth:
            yield FieldProblem(path, "This is before the birth date.")
    if request.onset_date and request.change_date and request.change_date < request.onset_date:
        yield FieldProblem("change_date", "This is before the onset.")


def _provider_problems(path: str, provider: Provider) -> Iterator[FieldProblem]:
    if not provider.npi:
        yield FieldProblem(f"{path}.npi", "The NPI is missing.")
    elif problem := check_npi(provider.npi):
        yield FieldProblem(f"{path}.npi", problem)


def _trial_problems(request: Request) -> Iterator[FieldProblem]:
    number = request.clinical_trial_number
    if number and (problem := check_nct(number)):
        yield FieldProblem("clinical_trial_number", problem)


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _luhn_sum(digits: str) -> int:
    """The Luhn sum, check digit included; a multiple of ten when the number is right."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total
