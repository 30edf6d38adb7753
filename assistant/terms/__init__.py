"""The field's own words, kept as data: services, body parts and sides, drugs."""

from assistant.terms.services import SERVICES, Service

__all__ = ["SERVICES", "Service"]
