"""Shows what a signature would cover, before it is given."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import Review
from reviewer_app.domain.signing_preview import PreviewItem, SigningPreview
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.signed_content import signed_content
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.part_words import ROLE_WORDS
from reviewer_app.rules.readiness import counting
from reviewer_app.rules.signing_words import document_item, found_item, line_item, policy_item, record_items
from reviewer_app.storage.canonical import digest

NURSE_ATTESTATION = "I reviewed the submitted records and recorded the findings myself."


def attestation_of(given: str) -> str:
    """The sentence that is stored with the signature: what a physician attested, else a nurse's."""
    return given or NURSE_ATTESTATION


def content_digest(case: OpenCase) -> str:
    """The SHA-256 of what a signature would cover now."""
    return digest(signed_content(case))


def signing_preview(case: OpenCase, attestation: str) -> SigningPreview:
    """What would be stored if the review were signed now, in words and as a digest."""
    facts = counting(facts_of(case, attestation))
    lines = tuple(line_item(line_facts(facts, line)) for line in facts.lines)
    return SigningPreview(
        items=(
            *lines,
            found_item(facts),
            *record_items(facts),
            *_reconsideration(case),
            policy_item(facts.checklist),
            document_item(case.documents),
            PreviewItem("Signed by", (_signer(case), f"“{attestation_of(attestation)}”")),
            PreviewItem("Version", (_version(case.review),)),
        ),
        attestation=attestation_of(attestation),
        digest=content_digest(case),
    )


def _reconsideration(case: OpenCase) -> tuple[PreviewItem, ...]:
    text = case.reconsideration.text
    return (PreviewItem(text.title, text.paragraphs),) if text is not None else ()


def _signer(case: OpenCase) -> str:
    who = case.reviewer
    return ", ".join(part for part in (who.name, ROLE_WORDS[who.role], who.licence) if part)


def _version(review: Review) -> str:
    return f"{review.version} of this review" + (", amends the one before" if review.amends else "")
