"""A stream that can be left at once, although what feeds it cannot be stopped in its tracks.

A model's client waits for the network in threads that an interrupt does not reach. The stream is
therefore read in a thread of its own: whoever reads here may go away at any moment, and what the
thread still gets is dropped.
"""

from __future__ import annotations

import contextvars
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_POLL = 0.2
"""Seconds after which the reader looks up, so that an interrupt is heard on every platform."""


class Left(Exception):
    """Raised in the feeding thread where nobody reads any more."""


def interruptible(stream: Iterable[T], left: threading.Event) -> Iterator[T]:
    """The values of `stream`, its errors raised here; `left` is set when the reader has gone."""
    got: queue.Queue[tuple[str, T | BaseException | None]] = queue.Queue()

    def feed() -> None:
        try:
            for one in stream:
                if left.is_set():
                    return
                got.put(("value", one))
        except BaseException as error:  # raised again where it is read
            got.put(("error", error))
        else:
            got.put(("end", None))

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(feed,), daemon=True).start()
    try:
        while True:
            try:
                kind, value = got.get(timeout=_POLL)
            except queue.Empty:
                continue
            if kind == "end":
                return
            if isinstance(value, BaseException):
                raise value
            yield value  # type: ignore[misc]  # a value of the stream
    finally:
        left.set()
