"""Show a site on this machine alone, as a host would: to try it."""

import gzip
import threading
import webbrowser
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sio_kit.course.server import ADDRESS, announce, end_with, jupyter_process, listening
from sio_kit.course.site.files import SHARED

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
PACKED = (".html", ".css", ".js", ".json", ".webmanifest", ".svg")
MISSING = "<!DOCTYPE html><html lang=fr><meta charset=utf-8><title>Page absente</title><p>Cette page n'existe pas."


def serve_site(folder, port=None, browser=True, say=print):
    """Serve a site until Ctrl+C.

    Raises
    ------
    ReferentialError
        The port cannot be used.
    """
    with jupyter_process({}, verbose=True), serving(folder, port) as (server, address):
        # Not `server.shutdown` itself: it waits for the loop, which a signal's handler holds up.
        end_with(lambda: threading.Thread(target=server.shutdown).start())
        announce("Le site", address, browser, say)
        if browser:
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        server.serve_forever()
    say("Le site n'est plus servi. Ses fichiers restent.")


@contextmanager
def serving(folder, port=None):
    """Give a server of a folder, which `serve_forever` starts, and its address."""
    handler = partial(_Handler, folder=folder)
    with listening(port) as socket, _Server((ADDRESS, 0), handler, bind_and_activate=False) as server:
        server.socket.close()
        server.socket, server.server_address = socket, socket.getsockname()
        yield server, f"http://{ADDRESS}:{server.server_address[1]}/"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Stay silent: a browser leaves a connection as it likes."""


class _Handler(SimpleHTTPRequestHandler):
    """Answers as the hosts of pages do: text compressed, and what never changes kept by the browser."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given, folder):
        super().__init__(*given, directory=str(folder))

    def do_GET(self):
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if path.is_dir():
            path /= "index.html"
        try:
            self._send(200, path.suffix, path.read_bytes())
        except OSError:
            self._send(404, ".html", MISSING.encode())

    do_HEAD = do_GET  # noqa: N815

    def _send(self, status, suffix, content):
        self.send_response(status)
        self.send_header("Content-Type", KINDS.get(suffix, "application/octet-stream"))
        if suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        fixed = status == 200 and f"/{SHARED}/" in self.path
        self.send_header("Cache-Control", "max-age=31536000, immutable" if fixed else "no-cache")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            with suppress(OSError):  # the page was left
                self.wfile.write(content)

    def log_message(self, *_):
        """Stay silent."""
