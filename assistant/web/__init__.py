"""The reviewer's workbench in a browser."""

from assistant.web.app import create_app
from assistant.web.serving import serve

__all__ = ["create_app", "serve"]
