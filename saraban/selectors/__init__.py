"""What pages read: one query set per question, permission inside, nothing fetched twice."""
