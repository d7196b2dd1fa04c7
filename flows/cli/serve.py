"""`chancery serve`: run the flows on their schedules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows import deployments, settings

PORT = 4200


def serve(
    raw: Annotated[Path | None, typer.Option(help="Folder of raw texts, in place of the one that the deployments name.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to build in, in place of the one that the deployments name.")] = settings.OUT,
    file: Annotated[Path, typer.Option(help="File of deployments; prefect.yaml unless you say another.")] = deployments.FILE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the server on this machine; 0 for any that is free.")] = PORT,
    notify: Annotated[list[str] | None, typer.Option(help="Block to tell of failures, as type/name; may be given again.")] = None,
    systemd: Annotated[bool, typer.Option("--systemd", help="Print a systemd unit that runs this command, and end.")] = False,
    pool: Annotated[
        str | None, typer.Option(metavar="TYPE", help="Print the job template of a docker or kubernetes work pool of your own, and end.")
    ] = None,
) -> None:
    """Run the deployments of prefect.yaml when they are due, until told to stop.

    Starts and watches a Prefect server of its own, with its database in OUT/prefect, unless Prefect is set up with one. One
    run at a time; runs that were missed while the machine was off are made up by one. CHANCERY_WEBHOOK and CHANCERY_MAIL say
    whom to tell of failures, recoveries and new conflicts. Exit codes: 0 stopped when told to, 1 OUT is served already or
    the server did not start, 2 wrong use.
    """
    from flows.scheduling import pools, supervise
    from flows.scheduling import systemd as unit
    from flows.server import ServerError

    if pool is not None:
        print(pools.text(pool), end="")
        return
    out.mkdir(parents=True, exist_ok=True)
    service = supervise.Service(file.resolve(), raw and raw.resolve(), out.resolve(), port, notify or [])
    listed = deployments.load(service.file, service.raw, service.out)
    if systemd:
        print(unit.text(service), end="")
        return
    print("serving " + ", ".join(f"{d.entrypoint.partition(':')[2]}/{d.name}" for d in listed), flush=True)
    try:
        code = supervise.serve(service, lambda line: print(line, flush=True))
    except ServerError as error:
        print(f"chancery: {error}")
        code = 1
    if code:
        raise typer.Exit(code)
