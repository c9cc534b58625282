"""How passwords are hashed: Argon2id, with little enough memory that a small server can check many at once."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHash(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, the smallest setting that OWASP's cheat sheet allows."""

    time_cost = 2
    memory_cost = 19 * 1024
    """KiB."""
    parallelism = 1
