"""What is said to a person when an act is not allowed now."""


class Refusal(Exception):  # noqa: N818 - an answer, not an error
    """An answer to a person: what is refused, why, and what to do; a whole Thai sentence."""
