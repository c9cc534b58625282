"""What was missing comes by post: the dossier is complete when the hand-over is signed (Decision 45/2016 Art. 7.4)."""

from __future__ import annotations
