"""The stores that answer what is asked; all of them are fed the same tokens."""
