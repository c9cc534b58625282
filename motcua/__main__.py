"""The command `motcua`: every office verb and keeper's task by name; `motcua help` lists them."""

from __future__ import annotations

import os
import sys

from django.core.management import ManagementUtility


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    utility = ManagementUtility(sys.argv)
    utility.prog_name = "motcua"
    utility.execute()


if __name__ == "__main__":
    main()
