"""What pages read: one query set per question, permission inside, nothing fetched twice."""

from saraban.selectors.meetings import words_of_meeting

__all__ = ["words_of_meeting"]
