"""The reviewer workstation: an offline desktop program for prior-authorization review."""

__version__ = "0.1.0"
