"""Who may do what: a reader sees, a reviewer decides, an admin manages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["reader", "reviewer", "admin"]
ROLES: Final[tuple[Role, ...]] = ("reader", "reviewer", "admin")
"""From the one that may least to the one that may most."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who has come in."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the user may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)
