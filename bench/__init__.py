"""Benchmarks, each beside a floor measured in the same run."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
