"""The desk, and one page for each act."""
