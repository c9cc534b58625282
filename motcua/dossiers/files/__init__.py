"""Files people give: judged by their content, stored under random names, displayed under cleaned ones."""

from motcua.dossiers.files.errors import BadFile
from motcua.dossiers.files.names import clean_name
from motcua.dossiers.files.upload import CheckedFile, check_upload, keep

__all__ = ["BadFile", "CheckedFile", "check_upload", "clean_name", "keep"]
