"""Make child processes end with their parent, even one that was killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
# Looked up before any fork: after one, only plain system calls are safe.
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def tied_to_parent(word: signal.Signals) -> Callable[[], None]:
    """Make a `preexec_fn` for Popen: the kernel sends `word` to the child when the thread that started it is gone.

    Only Linux can do this; elsewhere the next start finds and ends what was left behind.
    """
    parent = os.getpid()

    def tie() -> None:
        if _prctl is not None:
            _prctl(_PR_SET_PDEATHSIG, int(word))
            if os.getppid() != parent:  # the parent died between the fork and the call above
                os._exit(1)

    return tie
