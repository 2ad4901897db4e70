"""The continuous page view, its thumbnails and the text selection on it."""
