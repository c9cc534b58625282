"""The small province of the dossiers' tests."""

from tests.dossiers.conftest import own_files, world

__all__ = ["own_files", "world"]
