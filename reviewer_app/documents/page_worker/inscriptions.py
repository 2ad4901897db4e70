"""Every text that a PDF of ours carries besides its pages: title, bookmarks, descriptions of pictures."""

from __future__ import annotations

from reviewer_app.documents import limits, wire
from reviewer_app.documents.page_worker.faults import RefusedError
from reviewer_app.documents.page_worker.opening import OpenDocument


def inscriptions(known: OpenDocument, _request: wire.Message) -> wire.Message:
    """The answer to "inscriptions": the strings of all objects, and the metadata as it is written."""
    document = known.document
    if not document.is_pdf:
        raise RefusedError("unsupported")
    texts = [document.get_xml_metadata(), *map(str, (document.metadata or {}).values())]
    for number in range(1, document.xref_length()):
        for key in document.xref_get_keys(number):
            kind, value = document.xref_get_key(number, key)
            if kind == "string":
                texts.append(value)
    if len(texts) > limits.MAX_INSCRIPTIONS or sum(map(len, texts)) > limits.MAX_INSCRIBED:
        raise RefusedError("too-large")
    return {"texts": [text.translate(_NO_CHARACTERS) for text in texts]}


_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""Half characters, which could not be sent."""
