"""What a page looks like, as far as a copy of it looks the same: a small, straightened picture in black and
white, and how well two of them lie on one another.

Plain Python on rows of bits, because it runs in the page worker, which imports next to nothing: a row is one
whole number, and a comparison of a row takes as long as one of a few numbers. The values are named tuples
and no dataclasses, because making their classes takes an eighth of the time, and the first page waits for it.
"""
