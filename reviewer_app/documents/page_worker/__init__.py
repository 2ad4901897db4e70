"""The page worker: a process of its own that opens untrusted documents, draws pages and reads their words.

The only package that imports pymupdf. The program never imports it but starts it by name
(:mod:`reviewer_app.documents.early_page`). It takes requests on standard input and answers on standard output
in the form of :mod:`reviewer_app.documents.wire`; pixels go through shared memory. It holds no state that a
restart would lose: every request names its file. MuPDF's own messages, which contain paths and texts, never
leave it.

Requests carry "op", "path", "type" (media type), and optionally "password" and "stamp", the size in bytes and
the time of change in nanoseconds that the file must have:

- open: answers "pages", "notes"
- geometry ("first", "count"): answers "pages", a list of [width, height, rotation, label]
- draw, crop ("page", "scale" or "fit_width" in pixels, "rotation", "clip", "gray"): answers "width",
  "height", "stride", "format", "x", "y" (origin), "scale", "page_width", "page_height", "notes", and for crop
  "length"
- text ("page"): answers "words", a list of [x0, y0, x1, y1, text, block, line, number], and "notes"

An answer has "ok": true, or "ok": false with "cause", a value of domain.pages.PageFailure. Pages count
from 1.
"""
