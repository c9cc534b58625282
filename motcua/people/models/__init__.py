"""Who: offices (a tree of any depth), staff and their roles, citizens, and the days on which offices are closed."""

from motcua.people.models.citizens import Citizen, CitizenIdentity, CitizenSession, PhoneCode
from motcua.people.models.offices import CalendarDay, Office, OfficeKind, OfficeLevel
from motcua.people.models.sign_in import RecoveryCode, SecondFactor, SignInAttempts, StaffSession
from motcua.people.models.staff import Delegation, Role, Staff, StaffManager, StaffRole

__all__ = [
    "CalendarDay",
    "Citizen",
    "CitizenIdentity",
    "CitizenSession",
    "Delegation",
    "Office",
    "OfficeKind",
    "OfficeLevel",
    "PhoneCode",
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "SignInAttempts",
    "Staff",
    "StaffManager",
    "StaffRole",
    "StaffSession",
]
