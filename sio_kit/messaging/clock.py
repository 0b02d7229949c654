"""The time of a lab: the real one, or one that only goes on when the lab says so, the same at each execution."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

OPENING = 8 * 3600  # a fixed day begins at eight o'clock
TOGETHER = 64  # clients at once, at most


class RealClock:
    """The time that passes, in seconds."""

    def now(self):
        return time.time()

    def label(self, moment):
        """Say a moment as a reader wants it."""
        return datetime.fromtimestamp(moment).strftime("%H:%M:%S")

    def advance(self, seconds):
        """Real time goes on by itself."""

    def resume(self, moment):
        """Real time needs no start."""

    async def until(self, moment):
        """Wait for a moment, in the server's loop."""
        if (left := moment - self.now()) > 0:
            await asyncio.sleep(left)

    def lasted(self, start):
        """Return how long something took that began at `start` and has just ended."""
        return self.now() - start

    def together(self, tasks):
        """Run several things at the same time; return what each gives, in their order."""
        with ThreadPoolExecutor(min(len(tasks), TOGETHER)) as pool:
            return [future.result() for future in [pool.submit(task) for task in tasks]]


class FixedClock:
    """A time that stands still until it is told to advance: what happens lasts what the server says it would."""

    def __init__(self, start=OPENING):
        self.moment, self.waited = float(start), 0.0

    def now(self):
        return self.moment

    def label(self, moment):
        minutes, seconds = divmod(int(moment), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}"

    def advance(self, seconds):
        self.moment += seconds

    def resume(self, moment):
        self.moment = max(self.moment, moment)

    async def until(self, moment):
        self.waited = moment - self.moment

    def lasted(self, _start):
        waited, self.waited = self.waited, 0.0
        return waited

    def together(self, tasks):
        """Run one after the other, at one and the same moment."""
        return [task() for task in tasks]
