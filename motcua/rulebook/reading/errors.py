"""What a reader says when a file cannot be read as an official document."""

from __future__ import annotations


class UnreadableDocument(ValueError):
    """The file is no official document, or cannot be opened as one. The message is one Vietnamese sentence."""


class ReadingInterrupted(Exception):
    """The process that read the file was ended before it was done; nothing is known of the file."""
