"""The registry: keeps letters, and knows offices, people, registers and who may see what."""
