"""parindex: run a public-administration-reform index so that anyone can recompute what was published.

The road that data takes is also the order of the packages::

    framework → rounds → survey → scoring → results → (cli)

Each stage takes typed values and returns typed values; none imports a later one.
"""

from __future__ import annotations

__version__: str


def __getattr__(name: str) -> str:
    """Look the version up when it is asked for: that reads the installed package's files."""
    if name == "__version__":
        from importlib.metadata import version

        return version("parindex")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
