"""The only threads of the window: pages on their way to the screen, and the database."""
