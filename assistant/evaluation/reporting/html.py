"""HTML by function calls; text is escaped unless it is HTML already."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "link", "input", "br", "hr"})


class Html(str):
    """Markup that is safe to put in a page as it stands."""

    __slots__ = ()


Child = str | int | None


def el(tag: str, *children: Child, **attributes: str | float | bool | None) -> Html:
    """An element. A trailing "_" of an attribute's name is dropped, an inner "_" becomes "-".

    Attributes that are None or False are left out, True has no value; there are no style and no
    event attributes, so that a page may forbid both.
    """
    given = "".join(
        f" {name.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Html(f"<{tag}{given}>")
    return Html(f"<{tag}{given}>{join(*children)}</{tag}>")


def join(*children: Child) -> Html:
    """Children one after the other."""
    return Html("".join(_shown(one) for one in children if one is not None))


def _shown(child: str | int) -> str:
    return child if isinstance(child, Html) else escape(str(child), quote=False)


def row(*cells: Child, head: bool = False, class_: str | None = None) -> Html:
    """A row of a table; the first cell names it."""
    if head:
        return el("tr", *(el("th", cell, scope="col") for cell in cells))
    first = el("th", cells[0], scope="row")
    return el("tr", first, *(el("td", cell) for cell in cells[1:]), class_=class_)


def table(header: tuple[str, ...], rows: list[Html], caption: str = "") -> Html:
    """A table that scrolls sideways by itself where it is too wide."""
    body = el(
        "table",
        el("caption", caption, class_="hidden") if caption else None,
        el("thead", row(*header, head=True)),
        el("tbody", *rows),
    )
    return el("div", body, class_="scroll", tabindex="0", role="region", aria_label=caption or None)
