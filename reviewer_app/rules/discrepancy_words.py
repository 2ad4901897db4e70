"""How the values of a discrepancy record are worded, on screen and in the summary."""

from __future__ import annotations

from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceDegree,
    DifferenceKind,
    Independence,
    ReconciledBy,
    ReportStatus,
    Significance,
)

KIND_WORDS = {
    DifferenceKind.PRESENCE: "presence: there or not",
    DifferenceKind.SIDE: "side",
    DifferenceKind.LEVEL: "level",
    DifferenceKind.SEVERITY: "severity or size",
    DifferenceKind.ACUITY: "acuity: new or old",
    DifferenceKind.DIAGNOSIS: "diagnosis",
    DifferenceKind.TECHNICAL: "technical adequacy",
}

DEGREE_WORDS = {
    DifferenceDegree.ONE_SIDED: "mentioned by one only, or contradictory",
    DifferenceDegree.DIFFERING: "both mention it, but differ",
}

SIGNIFICANCE_WORDS = {
    Significance.LIKELY: "likely",
    Significance.UNLIKELY: "unlikely",
    Significance.UNDETERMINED: "undetermined",
}

RECONCILED_WORDS = {
    ReconciledBy.ADDENDUM: "addendum to the report",
    ReconciledBy.OVER_READ: "over-read by another radiologist",
    ReconciledBy.PROVIDER_STATEMENT: "statement of the ordering provider",
    ReconciledBy.PEER_TO_PEER: "peer-to-peer talk",
}

INDEPENDENCE_WORDS = {
    Independence.UNKNOWN: "not said",
    Independence.INDEPENDENT: "independent of the ordering provider",
    Independence.NOT_INDEPENDENT: "not independent of the ordering provider",
}

REPORT_WORDS = {
    ReportStatus.UNKNOWN: "not said",
    ReportStatus.PRELIMINARY: "preliminary",
    ReportStatus.FINAL: "final",
    ReportStatus.ADDENDUM: "addendum",
}

CITED_FOR_WORDS = {
    CitedFor.ORDERING: "the ordering provider's reading",
    CitedFor.RADIOLOGIST: "the radiologist's reading",
    CitedFor.RECONCILIATION: "the reconciliation",
}
