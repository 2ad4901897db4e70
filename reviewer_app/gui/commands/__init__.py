"""Commands as data: what each is called, its keys, and when it is available."""
