"""What a section says of a service as such: that it is not recommended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.assessment import Assessment
from assistant.drafting.models import Criterion
from assistant.drafting.requirements import DECIDING, asked_of, relevant_passages
from assistant.drafting.supports import from_case, from_passage
from assistant.text.patterns import expression

_AGAINST = expression(
    r"(?:p\. \d{1,4}: )?(?P<what>[\w/-]{2,30}(?: (?:injections?|supports?|units?))?)"
    r" not recommended\b"
    r"(?! (?:as|for|in|without|before|beyond|unless)\b)",
    re.IGNORECASE,
)


def standing_rows(item: Assessment) -> Iterator[Criterion]:
    """A row where a section does not recommend, without condition, what the title names."""
    title = item.item.title
    for passage in relevant_passages(item):
        for asked in asked_of(passage, item.service):
            found = _AGAINST.match(asked)
            if found is None:
                continue
            word = found["what"].split()[0]
            if not re.search(rf"\b{re.escape(word)}", title, re.IGNORECASE):
                continue
            field = f"disputed_items[{item.number - 1}].title"
            yield Criterion(
                name="recommendation of the section",
                asks="that the section recommends it",
                verdict="not met",
                decisive=passage.verification in DECIDING,
                finding=f"the section does not recommend {found['what']}",
                answer="a reason why the section does not apply",
                supports=(from_passage(passage), from_case(field, title)),
            )
            return
