"""What a stationery prints around the text: institution, patient, dates, numbers; and how it writes them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from .case_file import Case, Paper, Person

_INSTITUTIONS = {
    "request_form": ("Utilization Intake Desk", "Provider Authorization Services"),
    "imaging_report": (
        "Tamarack Imaging Partners",
        "Eastgate Radiology",
        "Saint Corbin Department of Radiology",
    ),
    "addendum": ("Tamarack Imaging Partners", "Eastgate Radiology"),
    "laboratory_report": ("Quarry Street Laboratories", "Merrow Reference Laboratory"),
    "pathology_report": ("Merrow Pathology Service", "Saint Corbin Anatomic Pathology"),
    "therapy_note": ("Stillwater Rehabilitation", "Footbridge Therapy Center"),
    "plan_document": ("Harrow Valley Benefit Trust", "Lakeland Mutual Health"),
    "policy_excerpt": ("Lakeland Mutual Health", "Harrow Valley Benefit Trust"),
    "diary": ("",),
}
_OTHERS = ("Alderbrook Clinic", "Pine Hollow Medical Group", "Kestrel Point Health", "Saint Corbin Hospital")
BARE = frozenset(
    {"fax_cover", "plan_document", "policy_excerpt", "diary", "trial_papers", "other", "request_form"}
)
"""Types of papers on which no patient's name is printed unless the case says so."""


def number(seed: str, below: int) -> int:
    """A number that depends on nothing but the seed."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") % below


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed around the text of one page; `date`: of service, `printed`: when it was printed."""

    seed: str
    institution: str
    title: str
    author: str
    last: str
    first: str
    born: dt.date
    born_as: str
    sex: str
    record: str
    member_id: str
    date: dt.date | None
    printed: dt.date
    banner: bool
    page: int
    pages: int

    def birth(self, style: str) -> str:
        return self.born_as or written(self.born, style)

    def service(self, style: str) -> str:
        return written(self.date, style) if self.date else ""


def written(day: dt.date, style: str) -> str:
    """A date as one institution writes it: "us", "short", "iso", "british", "letter", "dash", "month"."""
    match style:
        case "us":
            return f"{day:%m/%d/%Y}"
        case "short":
            return f"{day.month}/{day.day}/{day:%y}"
        case "british":
            return f"{day.day} {day:%B %Y}"
        case "letter":
            return f"{day:%B} {day.day}, {day.year}"
        case "dash":
            return f"{day:%d-%b-%Y}".upper()
        case "month":
            return f"{day:%b} {day.day}, {day.year}"
        case _:
            return day.isoformat()


def sheet(case: Case, key: str, page: int) -> Sheet:
    """What stands around page `page` of the paper `key`."""
    paper = case.papers[key]
    seed = f"{case.name}/{key}"
    member = _table(case.request, "member")
    if isinstance(paper.owner, Person):
        last, _, first = (part.strip() for part in paper.owner.name.partition(","))
        born, sex, member_id = paper.owner.dob, "", ""
        record = paper.owner.record
    else:
        last, first = str(member.get("last_name", "")), str(member.get("first_name", ""))
        born = dt.date.fromisoformat(str(member["dob"]))
        sex, member_id, record = str(member.get("sex", "")), str(member.get("member_id", "")), ""
    institution = paper.institution or _institution(case.name, paper)
    if paper.printed.name:
        last, _, first = (part.strip() for part in paper.printed.name.partition(","))
    received = dt.datetime.fromisoformat(str(case.request.get("received", f"{case.review_as_of}T09:00")))
    banner = paper.type not in BARE if paper.banner is None else paper.banner
    if banner == "first":
        banner = page == 1
    return Sheet(
        seed=seed,
        institution=institution,
        title=paper.title,
        author=paper.author,
        last=last,
        first=first,
        born=born,
        born_as=paper.printed.dob,
        sex=sex,
        record=paper.printed.record or record or str(10_000 + number(f"{institution}/{last}/{born}", 89_999)),
        member_id=paper.printed.member_id or member_id,
        date=paper.date,
        printed=received.date() - dt.timedelta(days=number(seed, 4)),
        banner=banner,
        page=page,
        pages=paper.page_count or len(paper.pages),
    )


def _institution(case: str, paper: Paper) -> str:
    known = _INSTITUTIONS.get(paper.type, _OTHERS)
    if paper.role in ("ordering_provider", "other_provider") and paper.type not in ("pathology_report",):
        known = _OTHERS
    return known[number(f"{case}/{paper.author}", len(known))]


def _table(request: dict[str, object], name: str) -> dict[str, object]:
    value = request.get(name)
    return value if isinstance(value, dict) else {}
