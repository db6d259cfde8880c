"""The command line: ``parindex …``. It only translates: words in, calls of the library, tables or JSON out."""

from parindex.cli.app import main

__all__ = ["main"]
