"""A private PostgreSQL for one machine: find the binaries, make the data folder, start, stop, recover.

It stands apart: only the settings and the management commands know it. Whoever sets DATABASE_URL never meets it.
The choices behind it are in docs/decisions/0002-embedded-postgres.md.
"""

from motcua.embedded.address import database_url
from motcua.embedded.errors import EmbeddedError

__all__ = ["EmbeddedError", "database_url"]
