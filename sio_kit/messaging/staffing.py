"""How many technicians? A simulation of tickets, technicians and a promise: a model of the kit, no official figure."""

import random

from sio_kit.errors import ReferentialError
from sio_kit.extras import needs

DAY, DAYS = 7 * 60, 220  # minutes of work in a day, days of work in a year
MOST = 200_000  # tickets


def staffing(tickets=40, minutes=24, promise=4, technicians=(2, 3, 4), cost=200, days=DAYS, seed=1):
    """Simulate a year of tickets for each number of technicians.

    Parameters
    ----------
    tickets : int
        How many come in a day, at random.
    minutes : float
        What one takes, on average.
    promise : float
        Hours of work within which one is to be solved.
    technicians : sequence of int
    cost : float
        What a technician costs a day.
    days, seed : int
        Days of work; the same seed gives the same year.

    Returns
    -------
    list of dict
        For each number: `techniciens`, `tenus` (share in % solved within the promise), `attente` (minutes, on average,
        before somebody begins), `cout` (a day).

    Raises
    ------
    ReferentialError
        A number is not one, or too large.
    """
    for name, value, most in (
        ("tickets", tickets, 5_000), ("minutes", minutes, DAY), ("promise", promise, 1_000), ("cost", cost, 1_000_000),
        ("days", days, 1_000), *(("technicians", each, 500) for each in technicians),
    ):  # fmt: skip
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            raise ReferentialError(f"« {name} » est un nombre plus grand que 0, et de {most} au plus.")
    if tickets * days > MOST:
        raise ReferentialError(f"Cela fait plus de {MOST} tickets : choisissez moins de jours, ou moins de tickets.")
    return [_year(tickets, minutes, promise, each, cost, days, seed) for each in technicians]


def _year(tickets, minutes, promise, technicians, cost, days, seed):
    with needs():
        import simpy
    chance, desk = random.Random(seed), simpy.Environment()
    team, waits, kept = simpy.Resource(desk, technicians), [], []

    def ticket(length):
        came = desk.now
        with team.request() as turn:
            yield turn
            waits.append(desk.now - came)
            yield desk.timeout(length)
        kept.append(desk.now - came <= promise * 60)

    def come():
        for _ in range(tickets * days):
            yield desk.timeout(chance.expovariate(tickets / DAY))
            desk.process(ticket(chance.expovariate(1 / minutes)))

    desk.process(come())
    desk.run()
    return {
        "techniciens": technicians,
        "tenus": round(100 * sum(kept) / len(kept), 2),
        "attente": round(sum(waits) / len(waits), 1),
        "cout": cost * technicians,
    }
