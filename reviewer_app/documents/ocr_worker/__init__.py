"""The OCR worker: a process of its own that reads the words of pictures of pages.

The only package that imports tesserocr and PIL. The program never imports it but starts it by name
(:mod:`reviewer_app.documents.ocr_process`). It never sees a document: a picture comes through shared memory,
requests and answers through pipes in the form of :mod:`reviewer_app.documents.wire`. It loads its models
before the kernel closes all files to it, and keeps nothing from one picture to the next.

There is one request, "read": "width", "height" in pixels, "channels" (1 for grey, 3 for red, green and blue,
one byte each, rows without gaps) and "dpi", pixels per inch. It answers

- "text", all words as :class:`reviewer_app.domain.search.SearchableText` has them, in the reading order of
  the upright page; "count" of words; "boxes", four 32-bit floats for each in base64: left, top, right, bottom
  in pixels of the picture as it came; "sureness", one byte, 0..100, for each in base64
- "turned", by how many degrees clockwise the picture has to be turned to be upright, and "skew", the degrees
  clockwise by which its lines then still slope
- "measures", the fields of :class:`reviewer_app.domain.page_reading.PageMeasures`

or "ok": false with "cause": "memory".
"""
