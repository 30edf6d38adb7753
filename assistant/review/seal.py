"""The seal on the end of a chain: an Ed25519 signature with a key that is kept outside the store.

Who can write the database, and the file beside it, cannot make the seal. The key is made at its
first use, readable by its user alone: the setting `audit_key`, else `audit.key` in the user's
configuration folder. Who has the public key can verify an end that was handed out, and make none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InvalidField, UnreadableFile
from assistant.review.chain import End
from assistant.settings import settings, user_config_folder
from assistant.text import Value

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_BYTES = 32


class SealedEnd(Value):
    """The end of a chain, sealed: `key` is the public key, and `seal` the signature, as hex."""

    seq: int
    hash: str
    key: str
    seal: str

    @property
    def end(self) -> End:
        """The end without its seal."""
        return End(seq=self.seq, hash=self.hash)


def key_file() -> Path:
    """Where the key is kept."""
    return settings().audit_key or user_config_folder() / "audit.key"


def public_key() -> str:
    """The public key as 64 hexadecimal digits, of a key made now where there is none.

    Raises `UnreadableFile` where it can be neither read nor made, `InvalidField` where the file
    holds something else.
    """
    return _public(_key(make=True))


def sealed(end: End) -> SealedEnd:
    """`end` with a seal of our key. Raises as `public_key` does."""
    key = _key(make=True)
    seal = key.sign(_message(end)).hex()
    return SealedEnd(seq=end.seq, hash=end.hash, key=_public(key), seal=seal)


def flaw(told: SealedEnd, key: str | None = None) -> str | None:
    """What is wrong with the seal of `told`; None for one of `key`, or else of our own.

    Raises as `public_key` does, and `UnreadableFile` where no key was made yet.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - loaded when sealed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - likewise
        Ed25519PublicKey,
    )

    wanted = key or _public(_key(make=False))
    if told.key != wanted:
        return f"sealed with another key than {wanted[:16]}…"
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(wanted))
        public.verify(bytes.fromhex(told.seal), _message(told.end))
    except (ValueError, InvalidSignature):
        return "altered: the seal is not that of its end"
    return None


def _message(end: End) -> bytes:
    return f"imr audit end {end.seq} {end.hash}".encode()


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _key(*, make: bool) -> Ed25519PrivateKey:
    file = key_file()
    try:
        if make:
            _make(file)
        return _read(file, file.stat().st_mtime_ns)
    except OSError as error:
        raise UnreadableFile(str(file), f"key of the audit: {error.strerror or error}") from None


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - when sealed
        Ed25519PrivateKey,
    )

    try:
        kept = bytes.fromhex(file.read_text("ascii").strip())
    except ValueError:
        kept = b""
    if len(kept) != _BYTES:
        allowed = f"a key of the audit: {2 * _BYTES} hexadecimal digits"
        raise InvalidField(str(file), "key", allowed, "something else")
    return Ed25519PrivateKey.from_private_bytes(kept)


def _make(file: Path) -> None:
    """Make the key where there is none; of two that make it at once one is kept."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(os.urandom(_BYTES).hex() + "\n")
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(beside, file)  # unlike a rename it takes the place of none
    finally:
        beside.unlink(missing_ok=True)
