"""Each command is a thin page for operators; the work is elsewhere."""
