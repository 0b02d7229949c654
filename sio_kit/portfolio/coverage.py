"""What the situations of a dossier cover together: processes and interventions; in the page's small Python."""

from sio_kit.forms import document
from sio_kit.forms.document import once
from sio_kit.forms.done import codes_of, sentence
from sio_kit.portfolio.situation import named
from sio_kit.typography import shown_whole


def interventions(tables):
    """Return the interventions, each once: its `text`, the options that have it, its passages, if it is added."""
    found, quoted = [], document.passage_texts(tables)
    for row in tables["interventions"]:
        known = next((each for each in found if each["text"] == row["texte"]), None)
        if known is None:
            known = sentence(row, quoted)
            known.update({"options": [], "passages": []})
            found.append(known)
        known["options"] = once(known["options"] + [row["option"]])
        known["passages"] = once(known["passages"] + [row["passage"]])
    return found


def report(work, tables):
    """Return what is covered: a row a situation, how many for each process, the situations of each intervention."""
    codes = [row["code"] for row in tables["processus"]]
    situations = list(enumerate(work["situations"], 1))
    rows = [
        {
            "title": named(place, each),
            "cells": [_cell(each, code) for code in codes],
            "count": len(each["interventions"]),
        }
        for place, each in situations
    ]
    totals = [len([1 for _, each in situations if code in codes_of(each)]) for code in codes]
    shown = [
        {
            "text": shown_whole(each["text"], each["added"]),
            "options": " et ".join(each["options"]),
            "passages": ", ".join(each["passages"]),
            "situations": [place for place, own in situations if each["text"] in own["interventions"]],
        }
        for each in interventions(tables)
    ]
    return {"codes": codes, "rows": rows, "totals": totals, "interventions": shown}


def _cell(each, code):
    own = next((own for own in each["processus"] if own["code"] == code), None)
    if own is None:
        return ""
    return f"par {', '.join(own['appelants'])}" if own["appelants"] else "oui"
