"""Files that come in and go out in formats of our own: the request, clock rules."""
