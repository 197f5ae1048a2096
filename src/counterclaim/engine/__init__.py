"""The stages that span documents as dataframes: on one machine, or on a Ray cluster.

``scale`` takes files of reports to a folder of Parquet tables, ``load`` such a folder into a
ledger: the one that ``pipeline.build`` gives. Needs the extra ``cluster``.
"""

from counterclaim.engine.loading import load
from counterclaim.engine.runner import begin
from counterclaim.engine.scaling import Scaled, scale

__all__ = ["Scaled", "begin", "load", "scale"]
