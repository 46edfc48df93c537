"""Line drawings on a grid of 24, drawn for Omzien."""

ICONS = {
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "day": '<path d="M4 11.5 12 4.5l8 7"/><path d="M6 10v9.5h12V10"/>',
    "register": '<circle cx="12" cy="12" r="8.5"/><path d="M12 8v8M8 12h8"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5v6H4z"/><path d="M4 13.5h4.5l1 2.5h5l1-2.5H20"/>',
    "residents": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M3 19.5c.5-4 3-6 6-6s5.5 2 6 6"/>'
        '<path d="M15.5 5a3.5 3.5 0 0 1 0 6.5M18 14.5c1.8.9 2.7 2.6 3 5"/>'
    ),
    "done": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.7L16 9.5"/>',
    "again": '<path d="M5 12a7 7 0 1 0 2.2-5.1"/><path d="M4.5 4.5v4h4"/>',
    "safety": '<path d="M12 4 3.5 19h17z"/><path d="M12 10v4.5M12 17h.01"/>',
    "calls": (
        '<path d="M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-1 2-2 2'
        'C10.5 19 5 13.5 4.5 6c0-1 1-2 2-2z"/>'
    ),
    "groups": (
        '<circle cx="7" cy="9" r="2.5"/><circle cx="17" cy="9" r="2.5"/><circle cx="12" cy="6" r="2.5"/>'
        '<path d="M2.5 18c.4-3 2-4.5 4.5-4.5M21.5 18c-.4-3-2-4.5-4.5-4.5"/>'
        '<path d="M7.5 20c.4-4.5 2-7 4.5-7s4.1 2.5 4.5 7"/>'
    ),
    "figures": '<path d="M4 20V4M4 20h16"/><path d="M8.5 16v-4M13 16V7M17.5 16v-6.5"/>',
    "swap": '<path d="M4 8.5h13l-3.5-3.5M20 15.5H7l3.5 3.5"/>',
    "download": '<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14"/>',
    "bookmark": '<path d="M7 4h10v16l-5-4-5 4z"/>',
    "measure": '<path d="M4 19.5h16M6.5 16v-4M11 16V8.5M15.5 16v-6M20 16V5"/>',
    "talk": '<path d="M12 3.5 19.5 8v8L12 20.5 4.5 16V8z"/><path d="m12 8 4 2.3v4L12 16.5 8.5 14v-3.6z"/>',
    "surveys": '<path d="M4.5 5h15v11h-8l-4 3.5V16h-3z"/><path d="M8.5 9h7M8.5 12h4.5"/>',
    "reports": '<path d="M6.5 3.5h8l4 4v13h-12z"/><path d="M14 3.5v4.5h4.5M9.5 12.5h6M9.5 16h6"/>',
    "office": (
        '<path d="M4.5 20.5v-16h9v16M13.5 9.5h6v11M3 20.5h18"/><path d="M7.5 8.5h3M7.5 12h3M7.5 15.5h3"/>'
    ),
    "privacy": (
        '<path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6z"/><path d="m9 12 2.2 2.2L15.2 10"/>'
    ),
    "team": (
        '<circle cx="12" cy="7.5" r="3"/><circle cx="5" cy="10" r="2"/><circle cx="19" cy="10" r="2"/>'
        '<path d="M6.5 19.5c.5-4 3-6 5.5-6s5 2 5.5 6M2.5 17c.2-2 1.2-3 2.5-3M21.5 17c-.2-2-1.2-3-2.5-3"/>'
    ),
    "calendar": (
        '<rect x="4" y="5.5" width="16" height="15" rx="1.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>'
    ),
    "task": '<rect x="4.5" y="4.5" width="15" height="15" rx="2"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
    "language": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17"/>'
    ),
    "more": '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>',
    "lock": ('<rect x="5" y="10.5" width="14" height="10" rx="1.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>'),
    "keys": (
        '<rect x="3" y="6.5" width="18" height="11" rx="1.5"/>'
        '<path d="M7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8"/>'
    ),
    "command": '<path d="m5 7 5 5-5 5M12.5 17H19"/>',
    "parts": (
        '<rect x="4" y="4" width="6.5" height="6.5" rx="1"/>'
        '<rect x="13.5" y="4" width="6.5" height="6.5" rx="1"/>'
        '<rect x="4" y="13.5" width="6.5" height="6.5" rx="1"/><path d="M16.75 13.5v6.5M13.5 16.75H20"/>'
    ),
    "note": '<path d="M5 19.5h4L19.5 9l-4-4L5 15.5zM13 7.5l4 4"/>',
    "explored": '<circle cx="12" cy="12" r="8.5"/><path d="m15.5 8.5-2 5-5 2 2-5z"/>',
    "support": '<path d="M4 12.5h4l2.5-6 3.5 11 2.5-5H20"/>',
    "plan": '<path d="M5 6.5h14M5 12h14M5 17.5h8"/><path d="m16 17 1.5 1.5L21 15"/>',
    "refer": '<path d="M4.5 12H19M13.5 6.5 19 12l-5.5 5.5"/>',
    "together": (
        '<circle cx="7" cy="8" r="3"/><circle cx="17" cy="8" r="3"/>'
        '<path d="M2.5 19c.3-3.5 2-5.5 4.5-5.5s4.2 2 4.5 5.5M12.5 19c.3-3.5 2-5.5 4.5-5.5s4.2 2 4.5 5.5"/>'
    ),
    "hand": '<path d="M4 8h13M13.5 4.5 17 8l-3.5 3.5M20 16H7M10.5 12.5 7 16l3.5 3.5"/>',
    "document": '<path d="M6.5 3.5h8l4 4v13h-12z"/><path d="M14 3.5v4.5h4.5"/>',
    "household": '<path d="M4 11.5 12 4.5l8 7"/><path d="M6 10v9.5h12V10M10 19.5v-5h4v5"/>',
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-4.5 3.3-6.5 7-6.5s6.5 2 7 6.5"/>',
    "reach": '<path d="M5 4.5h4l1.5 4.5L8 11a12 12 0 0 0 5 5l2-2.5 4.5 1.5v4C12 19.5 4.5 12 5 4.5z"/>',
    "consent": '<path d="M6.5 3.5h8l4 4v13h-12z"/><path d="m9 13.5 2.2 2.2 4-4.2"/>',
    "close": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
}
