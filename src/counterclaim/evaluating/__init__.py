"""Evaluating: what was read beside what people annotated.

``compare`` lays a ledger's claims beside annotated reports, one ``Compared`` a report; an
``Evaluation`` of them gives the figures, and ``mistakes`` the errors behind the figures.
"""

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.compared import Compared
from counterclaim.evaluating.comparison import compare
from counterclaim.evaluating.evaluation import Evaluation
from counterclaim.evaluating.fields import FIELDS, WHOLE, Field
from counterclaim.evaluating.mistakes import Mistake, mistakes
from counterclaim.evaluating.record import record
from counterclaim.evaluating.scores import Rates, Score

__all__ = [
    "FIELDS",
    "WHOLE",
    "Case",
    "Compared",
    "Evaluation",
    "Field",
    "Mistake",
    "Rates",
    "Score",
    "compare",
    "mistakes",
    "record",
]
