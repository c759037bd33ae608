"""Finding: answers where something was written or decided."""
