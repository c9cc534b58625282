"""What signing and sealing can be refused for; the words are for the person who tried."""

from __future__ import annotations

from collections.abc import Mapping


class NotAllowed(Exception):
    """This person may not do this, or not with this certificate or seal as it stands."""


class CannotSign(NotAllowed):
    """The certificate is in order, but its key or the PDF cannot be used."""


class InvalidInput(Exception):
    """What was typed cannot be taken: `errors` maps a field's name to one message for it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)
