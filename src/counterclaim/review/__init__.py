"""review: what people decided about what the machine found, and what follows from it."""

from counterclaim.review.deciding import Decider, moment_after
from counterclaim.review.history import Standing, history
from counterclaim.review.regrouping import among, regrouped
from counterclaim.review.reviewing import Ground, Review, reviewed

__all__ = [
    "Decider",
    "Ground",
    "Review",
    "Standing",
    "among",
    "history",
    "moment_after",
    "regrouped",
    "reviewed",
]
