"""The panels around the pages: worklist, documents, checklist, determination, timeline."""
