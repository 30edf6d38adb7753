"""The reviewer's workbench in a browser."""

from assistant.web.app import Access, create_app
from assistant.web.evaluations import Evaluations
from assistant.web.gate import Proxy
from assistant.web.serving import serve

__all__ = ["Access", "Evaluations", "Proxy", "create_app", "serve"]
