"""Errors of the private database, in words for the person at the keyboard."""


class EmbeddedError(Exception):
    """The private database cannot be used; the text says why and what to do, in Vietnamese."""


class AlreadyRunning(EmbeddedError):
    """Another live process holds the folder."""
