"""A systemd unit that runs `chancery serve` from where it was called."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from flows.scheduling.supervise import Service
from flows.settings import ROOT

UNIT = """\
# chancery serve --systemd > /etc/systemd/system/chancery.service, then systemctl enable --now chancery
[Unit]
Description=Chancery: builds and checks its dataset on a schedule
After=network-online.target
Wants=network-online.target

[Service]
Type=simple
User={user}
WorkingDirectory={folder}
ExecStart={command}
# CHANCERY_WEBHOOK=... and CHANCERY_MAIL=..., readable by root only; may be missing
EnvironmentFile=-/etc/chancery.env
Restart=on-failure
RestartSec=30
KillMode=mixed
TimeoutStopSec=90
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
Nice=10

[Install]
WantedBy=multi-user.target
"""


def text(service: Service) -> str:
    """The unit, for the user who asks for it."""
    beside = Path(sys.executable).with_name("chancery")
    program = str(beside) if beside.is_file() else shutil.which("chancery") or f"{sys.executable} -m flows.cli"
    arguments = ["serve", "--out", str(service.out), "--file", str(service.file), "--port", str(service.port)]
    arguments += ["--raw", str(service.raw)] if service.raw else []
    arguments += [word for block in service.notify for word in ("--notify", block)]
    command = " ".join(_quoted(word) for word in [program, *arguments])
    return UNIT.format(user=service.out.owner(), folder=str(ROOT).replace("%", "%%"), command=command)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%").replace("$", "$$")
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' if any(c in word for c in " \"'\\;") else word
