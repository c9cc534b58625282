"""Legal deadlines: a limit as the law writes it, the moment it ends, its pauses, and how a dossier stands against it.

`limits` reads "3 Ngày làm việc"; `due` counts and explains; `changes` pauses, resumes, restarts and re-appoints;
`short_deadlines` are those of single acts; `timeliness` says early, on time, soon or late.
Decree 61/2018 Art. 18–19; Civil Code 2015 Art. 144–148.
"""

from motcua.rulebook.deadlines.changes import (
    AlreadyReappointedError,
    DeadlineChangeError,
    TooLateToReappointError,
    pause_deadline,
    reappoint_deadline,
    restart_deadline,
    resume_deadline,
)
from motcua.rulebook.deadlines.due import Deadline, cut_off_on, due, effective_moment
from motcua.rulebook.deadlines.limits import Limit, ParsedLimit, Unit, parse_limit
from motcua.rulebook.deadlines.short_deadlines import (
    acceptance_by,
    acceptance_limit,
    apology_latest,
    forward_by,
    post_may_bring_back,
    supplement_request_days,
    supplement_request_latest,
)
from motcua.rulebook.deadlines.timeliness import Pace, Timeliness, timeliness_of, verdict

__all__ = [
    "AlreadyReappointedError",
    "Deadline",
    "DeadlineChangeError",
    "Limit",
    "Pace",
    "ParsedLimit",
    "Timeliness",
    "TooLateToReappointError",
    "Unit",
    "acceptance_by",
    "acceptance_limit",
    "apology_latest",
    "cut_off_on",
    "due",
    "effective_moment",
    "forward_by",
    "parse_limit",
    "pause_deadline",
    "post_may_bring_back",
    "reappoint_deadline",
    "restart_deadline",
    "resume_deadline",
    "supplement_request_days",
    "supplement_request_latest",
    "timeliness_of",
    "verdict",
]
