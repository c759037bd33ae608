"""Doing things on the route: one function per act."""
