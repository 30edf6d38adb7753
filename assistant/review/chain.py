"""The audit chain: every entry carries the hash of the one before, so that no edit goes unseen.

An entry's hash is the SHA-256 of its canonical JSON (sorted keys, no white space, UTF-8) without
the hash itself. To alter, remove, insert or move an entry one would have to write every later
entry anew; `verify` walks the chain and says where it first breaks.

Entries cut off the end, or a chain written anew, leave the rest in order. They show against an end
that was noted elsewhere: the store keeps one beside the entries, and one under a seal in a file of
its own, and `imr audit head` prints one to be kept on another machine.

What is not protected: who can write the database, the file beside it and the key can write all of
them anew, and it shows only against an end that was kept elsewhere. Case files are bound by their
hash in an approval, and not kept here. Sessions and failed sign-ins are in no chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from assistant.text import Value

Kind = Literal[
    "opened",
    "drafted",
    "edited",
    "decided",
    "waived",
    "withdrawn",
    "fact",
    "approved",
    "returned",
    "letter",
    "chat",
    "account",
    "sealed",
]
"""What an entry records; `Entry.content` has the fields that the kind asks for."""

BESIDE: tuple[Kind, ...] = ("chat", "letter")
"""Entries that change nothing of the case: who has not seen them may still write."""

OF_NO_CASE = ""
"""The key in entries of no case: what was done to accounts, and to the end that is noted."""

FIRST = "0" * 64
"""What the first entry carries in place of the hash of one before."""


class Entry(Value):
    """One thing that was done: to which case, when (UTC), by whom, and what exactly.

    seq  from 1, without a gap
    """

    seq: int
    case: str
    at: datetime
    who: str
    kind: Kind
    content: dict[str, Any]
    before: str
    hash: str


class Break(Value):
    """Where the chain breaks: the sequence number expected there, and how."""

    seq: int
    how: str


class End(Value):
    """How far a chain went: the number of its last entry, and that entry's hash."""

    seq: int = 0
    hash: str = FIRST


def hash_of(entry: Entry) -> str:
    """The hash that `entry` must carry: 64 hexadecimal digits."""
    told = entry.model_dump(mode="json", exclude={"hash"})
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def linked(
    *,
    seq: int,
    case: str,
    at: datetime,
    who: str,
    kind: Kind,
    content: dict[str, Any],
    before: str,
) -> Entry:
    """An entry with the hash that belongs to it."""
    entry = Entry(
        seq=seq, case=case, at=at, who=who, kind=kind, content=content, before=before, hash=""
    )
    return entry.model_copy(update={"hash": hash_of(entry)})


def verify(
    entries: Iterable[Entry], *, head: End | None = None, noted: End | None = None
) -> Break | None:
    """The first break of a chain that is given in the order in which it is stored; None: whole.

    Args:
        entries: the chain.
        head: where it must end.
        noted: an end that it had once, from which it may have grown.
    """
    before, expected = FIRST, 1
    there = noted is None or noted.seq == 0
    for entry in entries:
        if entry.seq != expected:
            how = "missing" if entry.seq > expected else f"entry {entry.seq} stands here"
            return Break(seq=expected, how=how)
        if entry.before != before:
            return Break(seq=entry.seq, how="does not follow from the entry before")
        if entry.hash != hash_of(entry):
            return Break(seq=entry.seq, how="altered")
        if noted is not None and entry.seq == noted.seq:
            if entry.hash != noted.hash:
                return Break(seq=entry.seq, how="not the entry that was noted outside the store")
            there = True
        before, expected = entry.hash, expected + 1
    if head is not None and (expected - 1, before) != (head.seq, head.hash):
        if head.seq >= expected:
            return Break(seq=expected, how=f"missing: the head of the chain is entry {head.seq}")
        if head.seq < expected - 1:
            return Break(seq=head.seq + 1, how="beyond the head of the chain")
        return Break(seq=head.seq, how="not the entry that the head of the chain names")
    if noted is not None and not there:
        return Break(seq=expected, how=f"missing: entry {noted.seq} was noted outside the store")
    return None
