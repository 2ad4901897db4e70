"""The words of prior-authorization review as plain values; standard library only."""
