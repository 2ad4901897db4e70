"""Evidence as the summary cites it: labels, the document's name of today, pictures."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.summary.values import CitedEvidence, CitedPassage, Picture

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

NO_REMARKS: Mapping[str, str] = MappingProxyType({})


class Citations:
    """Cites evidence of one case, numbered E1, E2 ... in the order in which it is asked for. Evidence on the
    same place has one label, so that a passage cited for two elements is recognised as one passage.

    ``crops`` maps evidence ids to PNG bytes, ``remarks`` says of evidence without a picture why it has none.
    """

    def __init__(
        self, case: OpenCase, crops: Mapping[str, bytes], remarks: Mapping[str, str] = NO_REMARKS
    ) -> None:
        self._crops = crops
        self._remarks = remarks
        self._names = {document.sha256: document.file for document in case.documents}
        self._labels: dict[Anchor, str] = {}

    def cited(self, evidence: Evidence, subject: str) -> CitedEvidence:
        """The evidence, given for the element or record of that title.

        Raises :class:`ValueError` when its crop is no PNG, which is a defect of the caller.
        """
        anchor = evidence.anchor
        # The name at citation time stands for a document that is no longer in the folder.
        file = self._names.get(anchor.sha256, evidence.file)
        png = self._crops.get(evidence.id)
        return CitedEvidence(
            label=self._labels.setdefault(anchor, f"E{len(self._labels) + 1}"),
            file=file,
            document_sha256=anchor.sha256,
            page=anchor.page,
            whole_page=anchor.whole_page,
            rects=anchor.rects,
            quote=anchor.quote,
            before=anchor.before,
            after=anchor.after,
            added_by=evidence.added_by,
            added_at=evidence.added_at,
            picture=_picture(png, _alt(subject, file, anchor)) if png is not None else None,
            picture_remark=self._remarks.get(evidence.id, ""),
        )

    def passages(
        self, cited_for: str, evidence: Iterable[Evidence], subject: str
    ) -> tuple[CitedPassage, ...]:
        """Pieces of evidence that a record cites for one thing."""
        return tuple(CitedPassage(cited_for, self.cited(item, subject)) for item in evidence)


def _alt(subject: str, file: str, anchor: Anchor) -> str:
    place = f"{file}, page {anchor.page}"
    if anchor.quote:
        return f"Picture of the passage cited for “{subject}” in {place}. It reads: {anchor.quote}"
    what = "page" if anchor.whole_page else "part of the page"
    return f"Picture of the {what} cited for “{subject}”: {place}"


def _picture(png: bytes, alt: str) -> Picture:
    width, height = _png_size(png)
    return Picture(png, width, height, hashlib.sha256(png).hexdigest(), alt)


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels from the header chunk (PNG specification, section 11.2.2)."""
    if not png.startswith(PNG_SIGNATURE) or png[12:16] != b"IHDR":
        raise ValueError("a crop is not a PNG picture")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
