"""What an asked office answers with: the record of a look on site or of a council, and files; each checked."""

from __future__ import annotations


"""Kinds whose answer is a record: time, place, people, content (Decree 61/2018 Art. 19.2)."""
