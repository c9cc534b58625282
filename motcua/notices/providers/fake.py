"""The demo provider: nothing leaves the machine; the outbox page shows the message as sent."""

from __future__ import annotations


class FakeProvider:
    """Accepts everything."""

    def send(self, *, medium: str, to: str, text: str, reference: str) -> str:
        """Returns a reference made of ours."""
        return f"demo-{reference}"
