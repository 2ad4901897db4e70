"""The determination summary: one neutral value, and one file for each format it is written in."""
