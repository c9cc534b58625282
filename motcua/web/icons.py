"""Small line icons on a 24-unit grid, kept here so that nothing is loaded from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ICONS: Final[Mapping[str, str]] = {
    "door": '<path d="M5 21V8a7 7 0 0 1 14 0v13"/><path d="M3 21h18M9 21v-9a3 3 0 0 1 6 0v9"/>',
    "phone": '<rect x="7" y="2.5" width="10" height="19" rx="2"/><path d="M11 18.5h2"/>',
    "post": '<rect x="3" y="5.5" width="18" height="13" rx="1.5"/><path d="m3.5 7 8.5 6 8.5-6"/>',
    "counter": '<circle cx="12" cy="6.5" r="3"/><path d="M6 16c0-3.3 2.7-5 6-5s6 1.7 6 5M3 16h18M5 16v5M19 16v5"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 1.8M12 16.8v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "paper": '<path d="M6 2.5h8l4.5 4.5v14.5H6zM14 2.5V7h4.5M9 12h6M9 16h6"/>',
    "money": '<rect x="2.5" y="6" width="19" height="12" rx="1.5"/>'
    '<circle cx="12" cy="12" r="2.6"/><path d="M6 12h.1M18 12h.1"/>',
    "place": '<path d="M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5z"/><circle cx="12" cy="10" r="2.5"/>',
    "person": '<circle cx="12" cy="7.5" r="4"/><path d="M4 21c0-4.5 3.6-7 8-7s8 2.5 8 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "tick": '<path d="m4.5 12.5 5 5 10-11"/>',
}
