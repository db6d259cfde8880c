"""parindex: run a public-administration-reform index so that anyone can recompute what was published.

The road that data takes is also the order of the packages::

    framework → rounds → scoring → results → (cli)

Each stage takes typed values and returns typed values; none imports a later one.
"""

from importlib.metadata import version

__version__ = version("parindex")
