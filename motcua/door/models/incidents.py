"""What happens at the door and in the rooms: incidents with their playbook, tracing, what screens announce."""

from __future__ import annotations
