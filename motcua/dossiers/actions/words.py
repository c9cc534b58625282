"""What officers type, made fit for slips and messages."""

from __future__ import annotations
