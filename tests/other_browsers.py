"""Firefox and WebKit, as far as the tests drive them: Debian's own, by the protocol that each speaks by itself."""

import json
import os
import re
import shutil
import socket
import subprocess
import urllib.request
from contextlib import closing, contextmanager, suppress
from threading import Thread

import websocket

# Firefox asks nobody for anything: every address but this machine's leads to a port that nothing listens to.
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
SIZE = {"width": 1280, "height": 900}
TIMEOUT = 60  # seconds, on a machine that has much else to do


class Browser:
    """What both can do; each has its own `go`, `reload`, `call` (a JavaScript function) and `act` (mouse and keys)."""

    def run(self, body, *given):
        """Run the body of an asynchronous JavaScript function; return what it returns."""
        return json.loads(
            self.call(f"async (...given) => JSON.stringify(await (async () => {{ {body} }})() ?? null)", given)
        )

    def until(self, condition, *given):
        """Wait until a JavaScript expression holds."""
        look = f"({condition}) ? done(true) : performance.now() < end ? setTimeout(look, 20) : done(false)"
        wait = f"const end = performance.now() + {TIMEOUT / 2 * 1000};"
        met = self.run(f"{wait} return new Promise((done) => {{ const look = () => {look}; look(); }});", *given)
        assert met, f"{condition} {given}: never, in {self.text()}"

    def text(self):
        return self.run("return document.body.innerText.replaceAll('\\u00a0', ' ');")

    def told(self, selector, sentence):
        """Wait until an element says a sentence."""
        found = "document.querySelector(given[0])?.innerText.replaceAll('\\u00a0', ' ').includes(given[1])"
        self.until(found, selector, sentence)

    def click(self, selector, words=""):
        """Press the mouse on the first element shown that a selector finds and that holds these words."""
        place = self.run(
            """const node = [...document.querySelectorAll(given[0])].find((each) =>
                 each.checkVisibility() && each.textContent.includes(given[1]));
               if (!node) return null;
               node.scrollIntoView({ block: "center", behavior: "instant" });
               const box = node.getBoundingClientRect();
               return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };""",
            selector,
            words,
        )
        assert place, f"no {selector} {words} in {self.text()}"
        moves = [{"type": "pointerMove", "duration": 0, **place}, *_press("pointer", {"button": 0})]
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves})

    def type(self, words):
        keys = [action for key in words for action in _press("key", {"value": key})]
        self.act({"type": "key", "id": "keys", "actions": keys})


def _press(kind, what):
    return [{"type": f"{kind}Down", **what}, {"type": f"{kind}Up", **what}]


class Firefox(Browser):
    """Firefox, by WebDriver BiDi on a WebSocket of its own."""

    def __init__(self, address):
        self.number = 0
        self.socket = websocket.create_connection(f"{address}/session", timeout=TIMEOUT, suppress_origin=True)
        self.send("session.new", capabilities={})
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("browsingContext.setViewport", context=self.context, viewport=SIZE)

    def send(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.number:
            pass  # something else that it tells
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, address):
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def reload(self):
        self.send("browsingContext.reload", context=self.context, wait="complete")

    def call(self, function, given):
        values = [{"type": "string", "value": each} for each in given]
        asked = {"functionDeclaration": function, "arguments": values, "awaitPromise": True}
        answer = self.send("script.callFunction", target={"context": self.context}, **asked)
        assert answer["type"] == "success", answer
        return answer["result"]["value"]

    def act(self, actions):
        self.send("input.performActions", context=self.context, actions=[actions])


class WebKit(Browser):
    """WebKitGTK's own small browser, by WebDriver."""

    def __init__(self, address):
        self.address = f"{address}/session"
        self.address += f"/{self.send('', {'capabilities': {}})['sessionId']}"
        self.send("/timeouts", {"script": TIMEOUT * 1000})
        self.send("/window/rect", SIZE)
        self.until(f"innerWidth === {SIZE['width']}")  # the window takes its size a moment later

    def send(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return json.load(answer)["value"]

    def close(self):
        self.send("", method="DELETE")

    def go(self, address):
        self.send("/url", {"url": address})

    def reload(self):
        self.send("/refresh", {})

    def call(self, function, given):
        return self.send("/execute/sync", {"script": f"return ({function})(...arguments);", "args": given})

    def act(self, actions):
        self.send("/actions", {"actions": [actions]})


@contextmanager
def _running(folder, *command, **settings):
    """Run a program, at home in a folder, until the test has done with it."""
    environment = {**os.environ, "HOME": str(folder), **settings.pop("env", {})}
    with subprocess.Popen(command, env=environment, text=True, **settings) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def firefox(folder):
    """Run Firefox, with a new profile in a folder."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = ("firefox-esr", "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0")
    with _running(folder, *command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        address = next(filter(None, (re.search(r"listening on (ws://\S+)", line) for line in process.stderr)))[1]
        Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop it
        browser = Firefox(address)
        with closing(browser.socket):
            yield browser
            browser.send("browser.close")
        process.wait(TIMEOUT)


@contextmanager
def webkit(folder):
    """Run WebKit, on a screen that nobody sees."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    screen = ("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24")
    with _running(folder, *screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as xvfb:
        display = {"DISPLAY": f":{xvfb.stdout.readline().strip()}"}
        with _running(folder, "WebKitWebDriver", f"--port={port}", env=display, stderr=subprocess.DEVNULL) as driver:
            _wait_for(port, driver)
            browser = WebKit(f"http://127.0.0.1:{port}")
            yield browser
            browser.close()


def _wait_for(port, driver):
    """Wait until the driver, which does not say when it is ready, takes a connection."""
    while driver.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
    raise AssertionError("WebKitWebDriver ended")


NEEDS = {firefox: ["firefox-esr"], webkit: ["WebKitWebDriver", "Xvfb"]}


def missing(browser):
    """Return what a browser needs and this machine lacks."""
    return [program for program in NEEDS[browser] if not shutil.which(program)]
