"""``key new``: a key pair to sign results with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import refuse_existing
from parindex.cli.phrases import sentences

commands = family()


@command(commands, "new")
def new(
    screen: Screen,
    private: Annotated[Path, typer.Argument(metavar="PRIVATE", help="key.private")],
    public: Annotated[Path, typer.Argument(metavar="PUBLIC", help="key.public")],
) -> None:
    """Make a key pair: the private part to sign with, the public part to publish."""
    from parindex.results.signature import new_key

    refuse_existing(private)
    refuse_existing(public)
    fingerprint = new_key(private, public)
    if screen.is_json:
        screen.json({"private": str(private), "public": str(public), "fingerprint": fingerprint})
        return
    screen.say(sentences.KEY_MADE, "green", private=private, public=public)
    screen.add(sentences.FINGERPRINT, "bold", fingerprint=fingerprint)
    screen.say(sentences.KEEP_PRIVATE, "yellow")
