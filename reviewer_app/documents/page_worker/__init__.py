"""The page worker: a process of its own that opens untrusted documents, draws pages and reads their words.

The only package that imports pymupdf. The program never imports it but starts it by name
(:mod:`reviewer_app.documents.early_page`). It takes requests on standard input and answers on standard output
in the form of :mod:`reviewer_app.documents.wire`; pixels go through shared memory. It holds no state that a
restart would lose: what it needs it is given again. MuPDF's own messages, which contain paths and texts,
never leave it.

It is given documents as open descriptors: inherited, or through a channel of their own. Two messages have
no answer:

- hold: a document comes; it is called "file" (a number) from now on, is of "type" (media type), opened with
  "password" if there is one, and shown as long as "stamp", its size in bytes and time of change in
  nanoseconds, stays true. "fd" is an inherited descriptor; "path" stands where descriptors cannot be sent
- release: "file" is not needed any more

The others carry "op" and, except the first, "file":

- protections: answers "active", the names of the kernel's protections that hold this process
- open: answers "pages", "notes", "attachments" (how many)
- geometry ("first", "count"): answers "pages", a list of [width, height, rotation, label]
- draw, crop ("page", "scale" or "fit_width" in pixels, "rotation", "clip", "gray"): answers "width",
  "height", "stride", "format", "x", "y" (origin), "scale", "page_width", "page_height", "notes", and for crop
  "length"
- text ("page"): answers "words", a list of [x0, y0, x1, y1, text, block, line, number], and "notes"
- searchable ("page"): answers "text", "count" (of words), "boxes" (four 32-bit floats for each word, in
  base64), "pictured" (the share of the page that pictures cover), "notes"
- likeness ("page"): answers "picture" and "sketch", what the page looks like, in base64
- compare ("page", and "one", "other": pictures as likeness answers them, of any documents): answers "score"
- links ("page"): answers "links", a list of [x0, y0, x1, y1, page, kind, target]
- contents: answers "outline", a list of [title, level, page], and "attachments", a list of [name, size,
  description]
- attachment ("number", "first"): answers "length", how many bytes from byte "first" on lie in the pixel
  memory's area for files, and "more"

An answer has "ok": true, or "ok": false with "cause", a value of domain.pages.PageFailure. Pages count
from 1.
"""
