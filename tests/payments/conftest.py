"""The small province of the dossiers' tests."""

from tests.dossiers.conftest import world

__all__ = ["world"]
