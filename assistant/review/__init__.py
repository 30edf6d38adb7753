"""The review of a case: versions, decisions, approval, audit chain, the letter as a file."""

from assistant.review.accounts import Accounts
from assistant.review.amending import amend_fact, withdraw_waiver
from assistant.review.chain import Break, End, Entry, hash_of, verify
from assistant.review.copies import Copied, back_up, restore
from assistant.review.entrance import Tries, Visit, Visits
from assistant.review.parts import Part, parts
from assistant.review.people import ROLES, Account, Role, Session, local_user
from assistant.review.printing import as_json, pdf
from assistant.review.reading import read_outcome, waiver
from assistant.review.reviewing import NotApprovable, Review, open_case
from assistant.review.seal import SealedEnd, flaw, public_key, sealed
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
    "Copied",
    "Decision",
    "End",
    "Entry",
    "NotApprovable",
    "Part",
    "Review",
    "Role",
    "SealedEnd",
    "Session",
    "State",
    "Store",
    "StoreError",
    "Tries",
    "Visit",
    "Visits",
    "amend_fact",
    "as_json",
    "back_up",
    "default_url",
    "docx",
    "flaw",
    "fold",
    "hash_of",
    "local_user",
    "open_case",
    "parts",
    "pdf",
    "public_key",
    "read_outcome",
    "restore",
    "sealed",
    "verify",
    "waiver",
    "withdraw_waiver",
]
