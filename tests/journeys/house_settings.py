"""Settings of the journeys' houses: the product's own, with passwords hashed in one round."""

from motcua.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
