"""Run the module that a student writes: a thread of its own, a limit of time, and the line where it stops."""

import asyncio
import ctypes
import linecache
import queue
import threading
import traceback
from email import message_from_bytes, policy

PATIENCE = 2.0  # seconds for one message
SHOWN = 160  # characters of a line


class ModuleFaultError(Exception):
    """Raised where the module cannot treat a message; its text is the French sentence that says where."""


class _TooLong(BaseException):
    """Raised within a module that does not end."""


class Worker:
    """A thread in which a module treats messages one after the other."""

    def __init__(self, module, patience=PATIENCE):
        self.module, self.patience = module, patience
        self.tasks = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._run, daemon=True, name="module")
        self.thread.start()

    async def treat(self, content):
        """Return a message, as bytes, after the module; called in the server's loop."""
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.tasks.put((loop, future, content))
        try:
            return await asyncio.wait_for(future, self.patience)
        except TimeoutError:
            self._interrupt()
            patience = f"{self.patience:g}".replace(".", ",")
            raise ModuleFaultError(f"Le module ne rend pas la main au bout de {patience} s.") from None

    def end(self):
        self.tasks.put(None)

    def _interrupt(self):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread.ident), ctypes.py_object(_TooLong))

    def _run(self):
        while True:
            try:
                task = self.tasks.get()
                if task is None:
                    return
                loop, future, content = task
                result = apply_module(self.module, content)
                loop.call_soon_threadsafe(_give, future, result)
            except (_TooLong, RuntimeError):
                continue  # the server has answered already, or is stopped


def _give(future, result):
    if not future.done():
        future.set_exception(result) if isinstance(result, ModuleFaultError) else future.set_result(result)


def apply_module(module, content):
    """Return a message, as bytes, after the module, or the ModuleFaultError that says where the module stops."""
    message = message_from_bytes(content, policy=policy.default)
    try:
        module(message)
    except Exception as error:
        return ModuleFaultError(_where(module, error))
    try:
        return message.as_bytes(policy=policy.SMTP)
    except Exception as error:
        return ModuleFaultError(f"Le message ne peut plus être écrit après le module ({type(error).__name__}).")


def _where(module, error):
    """Say at which line of the module an error stops it."""
    code = getattr(module, "__code__", None)
    frames = traceback.extract_tb(error.__traceback__)[1:]
    own = [frame for frame in frames if code and frame.filename == code.co_filename]
    name = type(error).__name__
    if not own:
        return f"Le module s'arrête ({name})."
    line = own[-1].lineno
    text = " ".join(linecache.getline(code.co_filename, line).split())[:SHOWN]
    shown = f" : « {text} »" if text else ""
    return f"Le module s'arrête à sa ligne {line - code.co_firstlineno + 1}{shown} ({name})."
