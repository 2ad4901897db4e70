"""Who is the same member, and by which keys the history finds them."""
