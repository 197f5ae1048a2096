"""Tracing: which reports copy which, passage by passage, and the origins they go back to."""

from counterclaim.tracing.candidates import Candidate, candidates
from counterclaim.tracing.counterparts import CopiedPassages
from counterclaim.tracing.tracer import Traces, trace

__all__ = ["Candidate", "CopiedPassages", "Traces", "candidates", "trace"]
