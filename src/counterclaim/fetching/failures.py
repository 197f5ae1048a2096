"""Why something was not fetched: each says what is wrong and what to do about it."""

from __future__ import annotations

from datetime import datetime

from counterclaim.model import Problem


class FetchError(Exception):
    """The root of what one address can fail with."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy

    def problem(self, address: str) -> Problem:
        """The same as one line about the address."""
        shown = "".join(char if char.isprintable() else "?" for char in address[:300])
        return Problem(shown, "", self.what, self.remedy)


class RefusedError(FetchError):
    """It must not be fetched, or is nothing to fetch; asking again would change nothing."""


class PrivateHostError(RefusedError):
    """Its host lies where we do not fetch from."""

    def __init__(self, host: str) -> None:
        what = f"{host} lies on a private or reserved network"
        super().__init__(what, f"if you trust it: --allow {host}")


class FailedError(FetchError):
    """It could not be fetched this time."""


class UnknownHostError(FailedError):
    """No machine bears the host's name."""

    def __init__(self, host: str) -> None:
        super().__init__(f"the name {host} is not known", "check the address and the network")


class SlowError(FailedError):
    """It was not sent in time; asking again at once would cost the same time again."""


class LaterError(FetchError):
    """The host asks to be left alone until ``until``."""

    def __init__(self, what: str, until: datetime) -> None:
        super().__init__(what, f"run again after {until:%Y-%m-%d %H:%M} UTC")
        self.until = until
