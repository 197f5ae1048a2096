"""Coming in: sessions, sign-in with its limits, and the log of it."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock, Semaphore

from counterclaim.errors import CounterclaimError
from counterclaim.web.roles import User
from counterclaim.web.users import Users

Clock = Callable[[], float]

SESSION = 12 * 3600  # seconds after the last page until one has to sign in again
_WINDOW = 15 * 60  # seconds in which failed tries count
# Failed tries until further ones are refused unseen: of one name from one address, from one
# address, and of one name from anywhere. The last is high, so that nobody is locked out by others.
_MOST_PAIR, _MOST_ADDRESS, _MOST_NAME = 5, 20, 100
_MOST_SESSIONS = 10_000


@dataclass(slots=True)
class Session:
    """A user who has come in. ``form`` is the token that every form of theirs must carry;
    ``skipped`` are the entries that they put off in the review."""

    key: str
    user: User
    form: str
    last: float
    skipped: set[str] = field(default_factory=set)


def service_key(session: Session) -> str:
    """What stands for the session in the address of a service, and is of no use anywhere else."""
    return sha256(f"service {session.key}".encode()).hexdigest()


class TriesError(CounterclaimError):
    """Sign-in is refused for a while; ``seconds`` says for how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many failed tries; try again in {max(1, seconds // 60)} minutes")
        self.seconds = seconds


@dataclass
class Tries:
    """Failed tries of the last quarter of an hour."""

    clock: Clock
    _failed: dict[Hashable, deque[float]] = field(default_factory=dict)

    def check(self, name: str, address: str) -> None:
        """Raises TriesError where there were too many."""
        waits = [self._wait(key, most) for key, most in _limits(name, address)]
        if max(waits) > 0:
            raise TriesError(int(max(waits)) + 1)

    def failed(self, name: str, address: str) -> None:
        for key, most in _limits(name, address):
            self._failed.setdefault(key, deque(maxlen=most)).append(self.clock())

    def forget(self, name: str, address: str) -> None:
        """Somebody got in: their own failures count no more, and this was none."""
        self._failed.pop((name, address), None)
        for key, _ in _limits(name, address):
            if tries := self._failed.get(key):
                tries.pop()

    def _wait(self, key: Hashable, most: int) -> float:
        tries = self._failed.get(key, deque())
        while tries and tries[0] <= self.clock() - _WINDOW:
            tries.popleft()
        if not tries:
            self._failed.pop(key, None)
        return tries[0] + _WINDOW - self.clock() if len(tries) >= most else 0.0


def _limits(name: str, address: str) -> tuple[tuple[Hashable, int], ...]:
    return (
        ((name, address), _MOST_PAIR),
        (("address", address, ""), _MOST_ADDRESS),
        (("name", name, ""), _MOST_NAME),
    )


@dataclass(frozen=True, slots=True)
class Audit:
    """Who came in or tried to, one JSON object a line; without a file, nowhere."""

    path: Path | None = None

    def write(self, event: str, user: str, address: str) -> None:
        if self.path is None:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"time": now, "event": event, "user": user[:100], "address": address}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")  # only ASCII: no name can break a line

    def last(self, most: int) -> list[dict[str, str]]:
        """The newest events first."""
        if self.path is None or not self.path.exists():
            return []
        with self.path.open(encoding="utf-8") as file:
            lines = deque(file, maxlen=most)
        return [json.loads(line) for line in reversed(lines)]


class Access:
    """Who is in. With ``users`` people sign in by name; without, the one who holds ``token`` is
    ``local``, who may do all."""

    def __init__(
        self,
        users: Users | None = None,
        *,
        local: str = "you",
        audit: Audit | None = None,
        clock: Clock = time.time,
    ) -> None:
        self.users = users
        self.audit = audit or Audit()
        self.token = "" if users else token_urlsafe(32)
        self._local = User(local, "admin")
        self._clock = clock
        self._tries = Tries(clock)
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self._hashing = Semaphore(2)  # each takes 32 MB and a tenth of a second or more

    def session(self, key: str) -> Session | None:
        """The session of a cookie, if it has not run out and its user is still known."""
        with self._lock:
            found = self._sessions.get(key)
            if found is None:
                return None
            if self._clock() - found.last > SESSION or not self._still(found.user):
                del self._sessions[key]
                return None
            found.last = self._clock()
            return found

    def by_service_key(self, key: str) -> Session | None:
        """The session that a service's address was made for, while it lasts."""
        with self._lock:
            held = [*self._sessions.values()]
        asked = key.encode("utf-8", "replace")
        found = next((s for s in held if compare_digest(service_key(s).encode(), asked)), None)
        return self.session(found.key) if found else None

    def by_token(self, token: str, address: str) -> Session | None:
        """A session for whoever holds the token that was printed at the start."""
        if not self.token or not compare_digest(token.encode(), self.token.encode()):
            return None
        return self._begin(self._local, address)

    def sign_in(self, name: str, password: str, address: str) -> Session | None:
        """A session for a user with the right password. Raises TriesError."""
        if self.users is None:
            return None
        with self._lock:
            try:
                self._tries.check(name, address)
            except TriesError:
                self.audit.write("limited", name, address)
                raise
            self._tries.failed(name, address)  # counted before it is known, so that none slips by
        with self._hashing:
            user = self.users.signed_in(name, password)
        if user is None:
            self.audit.write("refused", name, address)
            return None
        with self._lock:
            self._tries.forget(name, address)
        return self._begin(user, address)

    def sign_out(self, session: Session, address: str) -> None:
        with self._lock:
            self._sessions.pop(session.key, None)
        self.audit.write("signed out", session.user.name, address)

    def end(self, name: str, by: str, address: str) -> int:
        """End all sessions of a user; gives how many."""
        with self._lock:
            ended = [key for key, held in self._sessions.items() if held.user.name == name]
            for key in ended:
                del self._sessions[key]
        self.audit.write(f"ended by {by}", name, address)
        return len(ended)

    def _still(self, user: User) -> bool:
        return self.users is None or self.users.find(user.name) == user

    def _begin(self, user: User, address: str) -> Session:
        made = Session(token_urlsafe(32), user, token_urlsafe(32), self._clock())
        with self._lock:
            if len(self._sessions) >= _MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[made.key] = made
        self.audit.write("signed in", user.name, address)
        return made
