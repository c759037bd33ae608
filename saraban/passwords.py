"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ThriftyArgon2(Argon2PasswordHasher):
    """Argon2id at the OWASP minimum (19 MiB, 2 passes), so that 8:30 is not a queue on 2 cores."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
