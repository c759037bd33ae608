"""Cutting: folded text becomes clusters, and clusters become the overlapping pairs we index.

A cluster is one base character with the marks written above and below it; a run of Latin
letters and digits is one cluster. Blanks and punctuation fall away. No dictionary is asked,
so a piece cut anywhere between two clusters is cut the same way inside its letter.
"""

import itertools
import re
from collections.abc import Sequence

from search.folding import fold

MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
BASES = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
SEAM = "\ue000"
"""Stands between two Latin runs of one pair, so that ``12 3`` is not taken for ``1 23``."""


def clusters(folded: str) -> list[str]:
    """Return the clusters of a folded text in order."""
    return _CLUSTER.findall(folded)


def pairs(parts: Sequence[str]) -> list[str]:
    """Return each cluster joined to the next; a lone cluster stands for itself."""
    if len(parts) < 2:
        return list(parts)
    return [_joined(left, right) for left, right in itertools.pairwise(parts)]


def triples(parts: Sequence[str]) -> list[str]:
    """Return each cluster joined to the next two; fewer than three stand as one."""
    twos = pairs(parts)
    if len(twos) < 2:
        return twos
    return [_joined(two, last) for two, last in zip(twos, parts[2:], strict=False)]


def tokens(text: str) -> list[str]:
    """Return what is indexed for a text: its pairs, then its last cluster alone.

    The last cluster is there so that one cluster typed alone is found at the very end too.
    """
    parts = clusters(fold(text))
    return [*pairs(parts), parts[-1]] if len(parts) > 1 else parts


def is_run(cluster: str) -> bool:
    """Tell whether a cluster is a run of Latin letters and digits."""
    return cluster[0].isascii()


def _joined(left: str, right: str) -> str:
    return left + SEAM + right if left[-1].isascii() and right[0].isascii() else left + right


_CLUSTER = re.compile(rf"[{BASES}][{MARKS}]*|[a-z0-9]+|[^\W_]")
