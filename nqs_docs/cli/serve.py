"""``serve``: the web app on this machine."""

from __future__ import annotations

import secrets
import socket
import sys
import webbrowser
from datetime import date, datetime
from pathlib import Path

import click

from nqs_docs.cli.terminal import Command, say
from nqs_docs.findings import UsageError

_HOST = "127.0.0.1"


@click.command(cls=Command, help="help-serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8391, metavar="N", help="opt-port")
@click.pass_obj
def serve(folder: Path, port: int) -> None:
    """Serve the corpus as pages until interrupted; a browser is opened only from a terminal."""
    import uvicorn

    from nqs_docs.store.corpus import open_corpus
    from nqs_docs.web.app import application
    from nqs_docs.web.site import Site

    open_corpus(folder)  # a folder that is none is refused before anything listens
    listening = _listening(port)
    port = listening.getsockname()[1]
    address = f"http://{_HOST}:{port}/"
    site = Site(folder, Path("output"), secrets.token_bytes(32), port, date.today, datetime.now)
    click.echo(say("serving", address=address))
    if sys.stdout.isatty():
        webbrowser.open(address)
    config = uvicorn.Config(application(site), log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    """A socket that listens on this machine only; a port of the system's choice for 0."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
    except OSError:
        raise UsageError("cli.port-taken", port=str(port)) from None
    listening.listen(100)  # from here on nobody is turned away: the address is printed before the server has started
    return listening
