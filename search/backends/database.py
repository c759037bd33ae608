"""The index that lives in the product's own database, whichever of the two that is."""

from django.db import connection

from search.backends import postgresql, sqlite
from search.backends.contract import Backend


def backend() -> Backend:
    """Return the store for the database in use."""
    return postgresql if connection.vendor == "postgresql" else sqlite
