"""Dossiers: the file a person hands in, everything attached to it, and the numbers given out for it."""

from motcua.dossiers.models.dossier import Channel, Dossier
from motcua.dossiers.models.drafts import Draft, DraftFile, PreCheck, PreCheckFile
from motcua.dossiers.models.files import DossierFile
from motcua.dossiers.models.lookups import LookupAttempts, Presence, SavedView
from motcua.dossiers.models.slips import NumberSeries, Register, RegisterEntry, RegisterLine, Slip
from motcua.dossiers.models.tasks import Incident, Task

__all__ = [
    "Channel",
    "Dossier",
    "DossierFile",
    "Draft",
    "DraftFile",
    "Incident",
    "LookupAttempts",
    "NumberSeries",
    "PreCheck",
    "PreCheckFile",
    "Presence",
    "Register",
    "RegisterEntry",
    "RegisterLine",
    "SavedView",
    "Slip",
    "Task",
]
