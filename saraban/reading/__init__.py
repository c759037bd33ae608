"""Text and pictures out of files that others made, read only in a limited child process.

The child imports this package too, so nothing here may import Django or a parser.
"""
