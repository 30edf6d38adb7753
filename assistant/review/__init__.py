"""The review of a case: versions, decisions, approval, audit chain, the letter as a file."""

from assistant.review.accounts import ROLES, Account, Accounts, Role, Session
from assistant.review.chain import Break, End, Entry, hash_of, verify
from assistant.review.parts import Part, parts
from assistant.review.printing import as_json, pdf
from assistant.review.reading import read_outcome, waiver
from assistant.review.reviewing import NotApprovable, Review, open_case
from assistant.review.state import Approval, Case, Decision, State, fold
from assistant.review.store import Conflict, Store, StoreError, default_url
from assistant.review.word import docx

__all__ = [
    "ROLES",
    "Account",
    "Accounts",
    "Approval",
    "Break",
    "Case",
    "Conflict",
    "Decision",
    "End",
    "Entry",
    "NotApprovable",
    "Part",
    "Review",
    "Role",
    "Session",
    "State",
    "Store",
    "StoreError",
    "as_json",
    "default_url",
    "docx",
    "fold",
    "hash_of",
    "open_case",
    "parts",
    "pdf",
    "read_outcome",
    "verify",
    "waiver",
]
