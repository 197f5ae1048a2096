"""A reconciliation service for OpenRefine: names in a user's table, found among the ledger's.

It speaks the Reconciliation Service API, version 0.2, of the W3C Entity Reconciliation Community
Group. What it finds are places, and groups, forces, states and institutions; never individuals.
"""

from counterclaim.web.openrefine.services import SERVICES, Service
from counterclaim.web.openrefine.showing import PATH, page, show

__all__ = ["PATH", "SERVICES", "Service", "page", "show"]
