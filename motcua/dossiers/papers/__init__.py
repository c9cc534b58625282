"""Files people give: judged by their content, stored under random names, displayed under cleaned ones."""

from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.names import clean_name
from motcua.dossiers.papers.upload import CheckedFile, check_upload, keep

__all__ = ["BadFile", "CheckedFile", "check_upload", "clean_name", "keep"]
