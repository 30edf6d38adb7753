"""`imr`: draft and check Independent Medical Review determinations.

`import assistant` stays light: a room is loaded when the first of its names is used.
"""

__version__ = "0.1.0"
