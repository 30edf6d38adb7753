"""One module a command; each is loaded only when its command runs."""
