"""The command line: ``parindex …``. It only translates: words in, calls of the library, tables or JSON out."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# To find out that there are none, Pydantic would read what every installed package says of itself.

from parindex.cli.app import main

__all__ = ["main"]
