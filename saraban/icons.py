"""The drawings of the icons: strokes on a field of 22 by 22, our own."""

ICONS = {
    "account": '<circle cx="11" cy="7.5" r="3.5"/><path d="M4 19c0-6 14-6 14 0"/>',
    "back": '<path d="M18 11H4M9 6l-5 5 5 5"/>',
    "chart": '<path d="M4 18V9M11 18V4M18 18v-6"/>',
    "check": '<path d="M4 12l5 5L18 5"/>',
    "clip": '<path d="M15 7l-6 6a2 2 0 0 0 3 3l6-6a4 4 0 0 0-6-6l-6 6a6 6 0 0 0 8 9"/>',
    "clock": '<circle cx="11" cy="11" r="8"/><path d="M11 6v5l3 2"/>',
    "desk": '<path d="M2 9h18M4 9v10M18 9v10M12 9v5h6M6 9V4h8v5M9 6.5h2"/>',
    "down": '<path d="M5 8l6 6 6-6"/>',
    "download": '<path d="M11 3v11M6 10l5 5 5-5M3 19h16"/>',
    "drafts": '<path d="M4 18l1-4L15 4l3 3L8 17zM12 19h7"/>',
    "file": '<path d="M5 2h8l4 4v14H5zM13 2v5h4"/>',
    "intake": '<path d="M3 12l3-8h10l3 8v6H3zM3 12h5l1 2h4l1-2h5"/>',
    "keys": '<path d="M2 5h18v12H2zM6 9h1M10 9h1M14 9h1M7 13h8"/>',
    "late": '<circle cx="11" cy="11" r="8"/><path d="M11 6v6M11 15v.5"/>',
    "letters": '<path d="M2 5h18v12H2zM2 6l9 6 9-6"/>',
    "lock": '<path d="M5 10h12v9H5zM8 10V7a3 3 0 0 1 6 0v3"/>',
    "meetings": (
        '<circle cx="7" cy="8" r="3"/><circle cx="15" cy="8" r="3"/>'
        '<path d="M2 18c0-5 10-5 10 0M13 14c2-1 7 0 7 4"/>'
    ),
    "more": (
        '<circle cx="5" cy="11" r="1.2"/><circle cx="11" cy="11" r="1.2"/>'
        '<circle cx="17" cy="11" r="1.2"/>'
    ),
    "offices": '<path d="M8 3h6v5H8zM2 14h6v5H2zM14 14h6v5h-6zM11 8v3M5 14v-3h12v3"/>',
    "out": '<path d="M9 4H4v14h5M8 11h11M15 7l4 4-4 4"/>',
    "plus": '<path d="M11 4v14M4 11h14"/>',
    "projects": '<path d="M3 5h6l2 2h8v11H3z"/>',
    "registers": '<path d="M4 3h14v16H4zM8 3v16M11 8h4M11 12h4"/>',
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="M13.5 13.5L19 19"/>',
    "seal": '<circle cx="11" cy="8" r="5.5"/><path d="M8 13l-1 7 4-2 4 2-1-7M8.5 8l2 2 3-4"/>',
    "settings": (
        '<path d="M3 6h9M16 6h3M3 16h3M10 16h9"/>'
        '<circle cx="14" cy="6" r="2"/><circle cx="8" cy="16" r="2"/>'
    ),
    "swift": '<path d="M12 2L5 12h5l-1 8 8-11h-6z"/>',
    "undo": '<path d="M4 8h9a5 5 0 0 1 0 10H8M8 4L4 8l4 4"/>',
}
