"""The base of every value that `imr` hands out."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value that refuses unknown fields."""

    # built at the first use: a run needs half of the models, and the start pays for each
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
