"""The users file: names, roles and hashes of passwords, never passwords."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes
from tempfile import NamedTemporaryFile
from typing import Any

from counterclaim.errors import CounterclaimError
from counterclaim.web.roles import ROLES, Role, User

SHORTEST, LONGEST = 10, 1000  # characters of a password
_LONGEST_NAME = 60
# scrypt (RFC 7914): 32 MB and some 0.1 s for each try; what OWASP asks for is N=2^15, r=8, p=3.
_COST = {"n": 2**15, "r": 8, "p": 3}
_MEMORY = 64 * 1024 * 1024


class Users:
    """Who may come in, as a file says it. Raises CounterclaimError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int] | None = None
        self._known: Mapping[str, Mapping[str, Any]] = {}
        self._nobody = _hashed("nobody")
        self.all()

    def all(self) -> tuple[User, ...]:
        """Every user by name. A file that was changed is read anew."""
        return tuple(User(name, held["role"]) for name, held in sorted(self._read().items()))

    def find(self, name: str) -> User | None:
        return next((user for user in self.all() if user.name == name), None)

    def signed_in(self, name: str, password: str) -> User | None:
        """The user of this name, if the password is theirs. Takes as long for no user at all."""
        held = self._read().get(name)
        right = _matches(password, held or self._nobody)
        return User(name, held["role"]) if held and right else None

    def _read(self) -> Mapping[str, Mapping[str, Any]]:
        try:
            found = self.path.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp != self._stamp:
                self._known, self._stamp = read(self.path), stamp
        except OSError as error:
            raise CounterclaimError(f"{self.path}: {error.strerror}; {_REMEDY}") from error
        return self._known


_REMEDY = "make it with: counterclaim users add FILE NAME --role reader"


def read(path: Path) -> dict[str, dict[str, Any]]:
    """What a users file holds, by name. Raises CounterclaimError where it cannot be understood."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))["users"]
        for each in held.values():
            if each["role"] not in ROLES:
                raise ValueError(f"no role {each['role']}")
            b64decode(each["salt"]), b64decode(each["hash"]), int(each["n"])
    except (ValueError, KeyError, TypeError, AttributeError, Base64Error) as error:
        raise CounterclaimError(f"{path}: no users file ({error}); {_REMEDY}") from error
    return dict(held)


def add(path: Path, name: str, role: Role, password: str) -> None:
    """Add a user, or give one another role and password; the file is made if it is not there.

    Raises CounterclaimError for a name or password that will not do.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise CounterclaimError(f"a name has 1 to {_LONGEST_NAME} printable characters")
    if not SHORTEST <= len(password) <= LONGEST:
        raise CounterclaimError(f"a password has {SHORTEST} to {LONGEST} characters")
    held = read(path) if path.exists() else {}
    _write(path, held | {name: {"role": role, **_hashed(password)}})


def remove(path: Path, name: str) -> None:
    """Take a user out. Raises CounterclaimError where there is none of this name."""
    held = read(path) if path.exists() else {}
    if held.pop(name, None) is None:
        raise CounterclaimError(f"{path}: no user {name}")
    _write(path, held)


def _write(path: Path, users: Mapping[str, Any]) -> None:
    """Whole or not at all, readable by its owner only."""
    text = json.dumps({"users": users}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(f"{text}\n")
        Path(file.name).replace(path)
    except OSError as error:
        raise CounterclaimError(f"{path}: cannot be written ({error.strerror})") from error


def _hashed(password: str) -> dict[str, Any]:
    salt = token_bytes(16)
    return {
        "salt": b64encode(salt).decode(),
        "hash": b64encode(_scrypt(password, salt, _COST)).decode(),
        **_COST,
    }


def _matches(password: str, held: Mapping[str, Any]) -> bool:
    known = b64decode(held["hash"])
    return compare_digest(_scrypt(password[:LONGEST], b64decode(held["salt"]), held), known)


def _scrypt(password: str, salt: bytes, cost: Mapping[str, Any]) -> bytes:
    words = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        words, salt=salt, n=cost["n"], r=cost["r"], p=cost["p"], maxmem=_MEMORY, dklen=32
    )
