"""From a case folder to documents, pages, pixels and words, by way of a worker process."""
