"""What a model is asked to answer: statements, each with what it cites. Read strictly."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.drafting.endpoint import Unusable

_MOST_STATEMENTS = 400


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Quoted(_Form):
    """Words of a record: the id of the excerpt, and the words exactly as they stand in it."""

    record: str = Field(description="id of an excerpt in <records>, as R3")
    quote: str = Field(description="the words, exactly as in the excerpt")


class Answered(_Form):
    """One sentence with what it rests on."""

    item: int = Field(description="number of the disputed item, 0 for the summary")
    text: str = Field(description="one sentence")
    guidelines: list[str] = Field(description="ids of passages or limits in <guidelines>")
    case_fields: list[str] = Field(description="names of fields in <case_fields>")
    records: list[Quoted]


class Answer(_Form):
    """The statements in the order in which they are to be read."""

    statements: list[Answered]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict form of OpenAI's structured output."""
    form = Answer.model_json_schema()
    return {"name": "statements", "strict": True, "schema": bare(form)}


def read_answer(text: str, items: int) -> Answer:
    """The answer that `text` holds, for a case of `items` disputed items.

    Raises `Unusable` for malformed JSON, another form, no statement, or an item that is not there;
    nothing is mended by guessing.
    """
    try:
        answer = Answer.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise Unusable("the answer is not JSON") from None
        place = ".".join(map(str, first["loc"])) or "answer"
        raise Unusable(f"the answer has another form: {place}: {first['msg']}") from None
    if not answer.statements or not any(one.text.strip() for one in answer.statements):
        raise Unusable("the answer holds no statement")
    if len(answer.statements) > _MOST_STATEMENTS:
        raise Unusable(f"the answer holds more than {_MOST_STATEMENTS} statements")
    for one in answer.statements:
        if not 0 <= one.item <= items:
            raise Unusable(f"the answer speaks of item {one.item} of {items}")
    return answer


def bare(form: Any) -> Any:
    """The schema without titles, which strict endpoints do not want."""
    if isinstance(form, dict):
        return {
            key: bare(value)
            for key, value in form.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [bare(one) for one in form] if isinstance(form, list) else form
