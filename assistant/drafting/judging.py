"""A model's grade for how readable a draft is: an extra beside the measures, never a gate."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field, ValidationError

from assistant.drafting.endpoint import Unusable, ask, chat_model
from assistant.drafting.placeholders import Placeholders
from assistant.drafting.prompts import read_prompt
from assistant.drafting.usage import Usage
from assistant.text import Value


class _Answer(Value):
    grade: int = Field(ge=1, le=5)
    why: str


class Judged(Value):
    """A grade from 1 (hard to read) to 5, in a sentence why, by which model, at what cost."""

    grade: int
    why: str
    model: str
    usage: Usage


def judge(letter: str, name: str, records: Iterable[str] = ()) -> Judged:
    """What the model `name` thinks of the prose of `letter`.

    Identifiers that stand in `records` are hidden before the letter leaves. Raises `ModelError`
    where the endpoint gives no grade.
    """
    names = Placeholders(records)
    messages = read_prompt("judge").messages(letter=names.hide(letter))
    form = {
        "name": "grade",
        "strict": True,
        "schema": {
            "type": "object",
            "additionalProperties": False,
            "required": ["grade", "why"],
            "properties": {"grade": {"type": "integer"}, "why": {"type": "string"}},
        },
    }
    answered = ask(chat_model(name), messages, form)
    try:
        found = _Answer.model_validate_json(answered.text)
    except ValidationError as error:
        raise Unusable(f"the answer is no grade: {error.errors()[0]['msg']}") from None
    return Judged(grade=found.grade, why=names.restore(found.why), model=name, usage=answered.usage)
