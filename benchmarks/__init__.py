"""Measurements anyone can run again with ``saraban bench NAME``; never asserted inside a test."""
