"""Checks of one family: a module each, its cases beside it."""
