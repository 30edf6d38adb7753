"""Addresses that came in a request, where they may lead."""

from __future__ import annotations


def own_place(place: str) -> str:
    """`place` where it is a page of this server, else the queue."""
    inside = place.startswith("/") and not place.startswith(("//", "/\\"))
    return place if inside and place.isprintable() else "/"
