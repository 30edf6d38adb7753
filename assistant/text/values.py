"""The base of every value that `imr` hands out.

Modules that hold little else leave out `from __future__ import annotations`: Pydantic would have to
compile every annotation from its text at each start, a third of the cost of a model.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value that refuses unknown fields."""

    # built at the first use: a run needs half of the models, and the start pays for each
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
