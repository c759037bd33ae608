"""Commands for those who run search."""
