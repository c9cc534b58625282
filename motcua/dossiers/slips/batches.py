"""Many slips as one PDF, to be sent to a printer at once."""

from __future__ import annotations
