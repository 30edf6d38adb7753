"""Documents, spans, lines and columns; files of every kind to text with page numbers."""

from assistant.text.document import Document, from_text
from assistant.text.folding import Folded, fold
from assistant.text.printable import PRINTABLE, unprintable
from assistant.text.reading import find_documents, read_document
from assistant.text.spans import Span
from assistant.text.spotting import Spotted, spotted, spotted_kinds, spotted_phrases
from assistant.text.values import Value
from assistant.text.words import Stems, Words, stems, words_of

__all__ = [
    "PRINTABLE",
    "Document",
    "Folded",
    "Span",
    "Spotted",
    "Stems",
    "Value",
    "Words",
    "find_documents",
    "fold",
    "from_text",
    "read_document",
    "spotted",
    "spotted_kinds",
    "spotted_phrases",
    "stems",
    "unprintable",
    "words_of",
]
