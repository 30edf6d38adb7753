"""Search of guideline passages by meaning: a Chroma index and a lexical one, fused.

`imr check` never comes here: it looks passages and limits up by id.
"""

from assistant.retrieval.models import Hit, IndexState
from assistant.retrieval.search import build_index, index_state, search

__all__ = ["Hit", "IndexState", "build_index", "index_state", "search"]
