"""Official papers as PDF: frozen values in, bytes out; nothing here knows a table or a clock."""
