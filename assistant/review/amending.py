"""What a reviewer amends beside the letter: the word on a fact of the records, a waiver taken back.

Both are entries of the chain, and both end an approval. The word on a fact is kept with the case
too, as `imr facts` keeps it; criteria and suggestions are weighed anew, so that what the page shows
under each item follows the facts. The words of the letter stay the reviewer's to mend.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.case_file import keep_correction, read_case
from assistant.drafting import draft_case
from assistant.errors import InvalidField
from assistant.facts import correction_of, known_facts
from assistant.review.reviewing import Review
from assistant.review.state import Case


def amend_fact(
    review: Review, name: str, words: str | None, who: str, *, after: int | None = None
) -> Case:
    """Confirm the fact called `name` (`words` None), correct it, or strike it ("not documented").

    `after` as `Store.append` takes it.

    Raises:
        InvalidField: no such fact, words that are no such value, or nothing to confirm.
        Conflict: the case was changed since `after`; then nothing is kept.
        UnreadableFile: the case cannot be read, or its corrections not be written.
    """
    before = review.case
    folder = Path(before.folder)
    file = read_case(folder)
    correction = correction_of(file, known_facts(file.records), name, words, who)
    content: dict[str, Any] = {"correction": correction.model_dump(mode="json")}
    if before.letter is not None:
        amended = file.model_copy(update={"corrections": (*file.corrections, correction)})
        items = draft_case(amended).items
        content["items"] = [one.model_dump(mode="json") for one in items]
    seen = before.seen if after is None else after
    # the entry first: a case that was changed meanwhile refuses it, and then no file was touched
    review.store.append(review.key, "fact", content, who, after=seen)
    keep_correction(folder, correction)
    return review.case


def withdraw_waiver(review: Review, number: int, who: str, *, after: int | None = None) -> Case:
    """Take back the waiver at place `number` of the case, from 0; its finding stands again.

    `after` as `Store.append` takes it. Raises `InvalidField` where there is none such.
    """
    before = review.case
    if not 0 <= number < len(before.waivers):
        allowed = f"a waiver from 0 to {len(before.waivers) - 1}" if before.waivers else "a waiver"
        raise InvalidField("store", "waiver", allowed, number)
    content = before.waivers[number].model_dump(mode="json")
    seen = before.seen if after is None else after
    review.store.append(review.key, "withdrawn", content, who, after=seen)
    return review.case
