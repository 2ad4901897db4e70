"""How an agreement of two reviewers is said."""

from __future__ import annotations

from reviewer_app.rules.agreement import Agreement


def agreement_words(found: Agreement) -> str:
    """For example ``18 of 20 alike, 90 %, kappa 0.74``; without a kappa, why there is none."""
    if found.share is None:
        return "nothing was judged by both"
    kappa = f"kappa {found.kappa:.2f}" if found.kappa is not None else f"no kappa: {found.undefined}"
    return f"{found.agreed} of {found.judged} alike, {round(100 * found.share)} %, {kappa}"
