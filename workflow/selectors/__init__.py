"""What pages read of the route: desks, routes, and the acts open to somebody now."""

from workflow.selectors.acts import Choice, acts_for
from workflow.selectors.desk import (
    desk_count,
    desk_of,
    desk_sums,
    rail_counts,
    sent_by,
    step_for_sender,
    step_in_view,
)
from workflow.selectors.route import endorsements_of, route_of, words_of_route

__all__ = [
    "Choice",
    "acts_for",
    "desk_count",
    "desk_of",
    "desk_sums",
    "endorsements_of",
    "rail_counts",
    "route_of",
    "sent_by",
    "step_for_sender",
    "step_in_view",
    "words_of_route",
]
