"""The bench at which a page's own Python works: what the page asks, in JSON, the rules of a room answer, in JSON."""

import json

TABLES = {}  # by room, as the page gave them last


def prepare(room, tables):
    """Keep what the rules of a room read, until the page gives other tables."""
    TABLES[room] = json.loads(tables)


def answer(room, operation, arguments):
    """Return what a function of a room's rules gives for a list of arguments; a refusal is a French sentence."""
    rules = __import__(f"sio_kit.{room}.rules", None, None, ("rules",))
    try:
        result = getattr(rules, operation)(*json.loads(arguments), TABLES[room])
    except ValueError as error:
        return json.dumps({"wrong": str(error)})
    return json.dumps({"result": result})
