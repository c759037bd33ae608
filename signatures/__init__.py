"""Seals: signs letters and says whether a signed letter is whole."""
