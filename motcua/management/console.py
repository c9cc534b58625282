"""Progress lines on the terminal, with the time of day."""

from __future__ import annotations

import sys
import time


def say(text: str) -> None:
    """Print a progress line at once, with the machine's local time."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def complain(text: str) -> None:
    """Print what went wrong, on the error stream."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)
