"""Somebody to tell: a web server that keeps what is posted to it, and a mail server that keeps what it is sent."""

from __future__ import annotations

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Webhook:
    """Keeps the JSON that is posted to `url`."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        keep = self.got

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                keep.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook/a-secret-token"


class Mailbox:
    """Keeps the mail that is sent to it by SMTP; `url` is the address that Apprise takes."""

    def __init__(self) -> None:
        self.got: list[str] = []
        keep = self.got

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line: str) -> None:
                self.wfile.write(f"{line}\r\n".encode())

            def handle(self) -> None:
                self.say("220 test")
                while line := self.rfile.readline().decode().strip():
                    if line.upper().startswith("DATA"):
                        self.say("354 go on")
                        lines = []
                        while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                            lines.append(text)
                        keep.append("\n".join(lines))
                    self.say("221 bye" if line.upper().startswith("QUIT") else "250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"mailto://127.0.0.1:{self.server.server_address[1]}?from=chancery@example.org&to=editor@example.org&mode=insecure"
