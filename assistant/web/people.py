"""The accounts as a page and an interface, for administrators: who may sign in, and as what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from assistant.errors import InvalidField
from assistant.review import ROLES, Account, Accounts, Role
from assistant.review.accounts import LONGEST, SHORTEST
from assistant.web.answers import REFUSALS

Page = Callable[..., Response]


class NameForm(BaseModel):
    """An account."""

    name: str = Field(max_length=200)


class RoleForm(NameForm):
    """An account and what it may do from now on."""

    role: Role


class PasswordForm(NameForm):
    """An account and its new password."""

    password: str = Field(max_length=2000)


class NewForm(PasswordForm):
    """An account that is to be made."""

    role: Role


def people_routes(
    accounts: Accounts, user: Callable[[], str], page: Page, *, by_password: bool
) -> APIRouter:
    """The routes; `by_password` where people sign in here, and not at a provider or proxy."""
    routes = APIRouter(responses=REFUSALS)

    def another(name: str) -> str:
        """Who closes the own account could not open it again."""
        if name == user():
            raise InvalidField("users", "name", "another account than your own", name)
        return name

    @routes.get("/accounts", response_class=HTMLResponse, include_in_schema=False)
    def shown(request: Request) -> Response:
        values: dict[str, Any] = {"roles": ROLES, "shortest": SHORTEST, "longest": LONGEST}
        return page(request, "accounts.html", by_password=by_password, **values)

    @routes.get("/api/accounts")
    def listed() -> list[Account]:
        """Every account, by name."""
        return list(accounts.all())

    @routes.post("/api/accounts", status_code=201)
    def add(form: NewForm) -> Account:
        """Make an account."""
        return accounts.add(form.name, form.password, form.role, user())

    @routes.post("/api/accounts/role")
    def assign(form: RoleForm) -> Account:
        """Give an account another role; its sessions end."""
        return accounts.assign(another(form.name), form.role, user())

    @routes.post("/api/accounts/password")
    def renew(form: PasswordForm) -> Account:
        """Give an account another password; its sessions end."""
        return accounts.renew(form.name, form.password, user())

    @routes.post("/api/accounts/disable")
    def disable(form: NameForm) -> Account:
        """Close an account; its sessions end."""
        return accounts.disable(another(form.name), user())

    @routes.post("/api/accounts/enable")
    def enable(form: NameForm) -> Account:
        """Open an account that was closed."""
        return accounts.enable(form.name, user())

    @routes.post("/api/accounts/sessions")
    def end_sessions(form: NameForm) -> Account:
        """End every session of an account."""
        return accounts.sign_out_everywhere(form.name, user())

    return routes
