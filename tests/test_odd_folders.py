"""Hundreds of folders that no one foresaw, the same ones each time: damaged ones, and odd ones that are sound.

Whatever a folder holds, the kit shows something or says one French sentence; it never raises anything else.
"""

import csv
import json
import random
import shutil
import warnings
from xml.etree import ElementTree

import pytest

import sio_kit
from sio_kit.course.papers.make import SHARED
from sio_kit.drawing import picture
from sio_kit.folders import DATA, kit_folder
from sio_kit.referential.package import DESCRIPTOR

KIT = sio_kit.load_referential(kit_folder(DATA))
WORDS = {
    "very long": "phrase sans fin " * 400,
    "one word": "a" * 3000,
    "emoji": "équipe 👩‍💻 réseau 网络",
    "markup": "<img src=x onerror=alert(1)> & ]]> $x_1$ \\frac {0} %s",
    "lines": "une ligne\nune autre\r\n\tla dernière",
    "hidden": "\u200b\u202e\ufeff",
    "quoted": "«» \"\" '' * _ # | -> = { }",
}
# Tables that the schema lets be empty, and those that may grow.
EMPTIABLE = [name for name in KIT.tables if not KIT.table(name).needs_rows]


def read(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, table, rows):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(KIT.table(table).fields))
        writer.writeheader()
        writer.writerows(rows)


# Damaged folders


def damage(folder, chance):
    """Spoil a folder as a bad copy, a hasty edit or another program does."""
    path = chance.choice([*sorted(folder.glob("*.csv")), folder / DESCRIPTOR])
    content = bytearray(path.read_bytes())
    kind = chance.randrange(6)
    place = chance.randrange(len(content))
    if kind == 0:
        content[place : place + chance.randrange(1, 400)] = b""
    elif kind == 1:
        content[place] = chance.randrange(256)
    elif kind == 2:
        content[place:place] = chance.choice(
            [b'"', b",", b"\n", b"\x00", b"\x07", b"\xff", "\ufffe".encode(), b";" * 50]
        )
    elif kind == 3:
        content = content.replace(
            *chance.choice([(b",", b";"), (b"P1", b"P9"), (b"L0", b"M0"), (b"1", b""), (b"A", b"")])
        )
    elif kind == 4:
        lines = content.split(b"\n")
        chance.shuffle(lines)
        content = b"\n".join(lines)
    else:
        content[place:place] = chance.choice([b"x", b"1"]) * 200_000
    path.write_bytes(bytes(content))
    return path


def damage_descriptor(folder, chance):
    """Put something else at one place of the descriptor."""
    path = folder / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    spot, key = descriptor, "resources"
    for _ in range(chance.randrange(7)):
        inner = spot[key]
        if not isinstance(inner, list | dict) or not inner:
            break
        spot, key = inner, chance.choice(list(inner) if isinstance(inner, dict) else range(len(inner)))
    spot[key] = chance.choice(
        [None, 3, "", "x", [], {}, [None], {"required": None}, {"pattern": "("}, {"enum": [[]]}, True]
    )
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_folder_loads_or_says_what_is_wrong(folder, seed):
    chance = random.Random(seed)
    for number in range(40):
        damaged = (damage if number % 2 else damage_descriptor)(folder, chance)
        try:
            ref = sio_kit.load_referential(folder)
        except sio_kit.ReferentialError as error:
            said = str(error)
            assert said.startswith("Les données ne peuvent pas être chargées"), (seed, number)
            assert len(said) < 20_000, (seed, number)
            said.encode()
        else:
            assert ref.rows("passages"), (seed, number)
        shutil.copy(kit_folder(DATA) / damaged.name, damaged)


# Sound folders that nobody would make


def empty_some(folder, chance):
    for table in chance.sample(EMPTIABLE, 3):
        write(folder, table, [])
    return "emptied"


def say_oddly(folder, chance):
    """Put odd words where a teacher's own words may stand."""
    name, words = chance.choice(list(WORDS.items()))
    table = chance.choice([table for table in KIT.tables if table not in ("sections", "passages", "questions")])
    rows, fields = read(folder, table), KIT.table(table).fields
    keys = {*KIT.table(table).primary_key, *(key for each in KIT.table(table).references for key in each.columns)}
    free = [column for column, field in fields.items() if column not in keys and not field.constraints.get("enum")]
    for row in rows[:: chance.randrange(1, 4)] if free else ():
        column = chance.choice(free)
        if fields[column].type == "string":
            row[column] = words
    write(folder, table, rows)
    return f"{table}: {name}"


def many_processes(folder, chance):
    rows = read(folder, "processus")
    passage = rows[0]["passage"]
    categories = ["metier", "support"]
    for number in range(6, chance.choice([7, 12, 30, 45])):
        own = {"categorie": chance.choice(categories), "definition": "Une définition.", "passage": passage}
        rows.append({"code": f"P{number}", "libelle": f"Processus {number}", **own})
    write(folder, "processus", rows)
    links = read(folder, "liens")
    codes = [row["code"] for row in rows]
    natures = sorted({row["nature"] for row in KIT.rows("liens")})  # the folder's own may be gone
    wanted = [(*chance.sample(codes, 2), chance.choice(natures)) for _ in range(chance.randrange(25))]
    taken = {(row["source"], row["cible"], row["nature"]) for row in links}
    for source, target, nature in dict.fromkeys(wanted):
        if (source, target, nature) not in taken:
            links.append({"source": source, "cible": target, "nature": nature, "passage": passage})
    write(folder, "liens", links)
    return f"{len(rows)} processes, {len(links)} links"


def double_links(folder, chance):
    links = read(folder, "liens")
    natures = sorted({row["nature"] for row in links}) or ["précède"]  # another oddity may have emptied the table
    more = [{**row, "nature": nature} for row in links for nature in natures if nature != row["nature"]]
    write(folder, "liens", [*links, *chance.sample(more, min(6, len(more)))])
    return "several links between two processes"


def few_options(folder, chance):
    kept = chance.choice([[], ["A"], ["B"]])
    for table in ("interventions", "emplois", "participations"):
        write(folder, table, [row for row in read(folder, table) if row["option"] in kept])
    return f"options {kept}"


ODDITIES = [empty_some, say_oddly, say_oddly, many_processes, double_links, few_options]
CALLS = {
    **{name: (lambda ref, name=name: getattr(sio_kit.widgets, name)(ref)) for name in sio_kit.widgets.HOMES},
    "process_map": lambda ref: sio_kit.show_figure(sio_kit.figures.process_map, ref),
    "participation_matrix": lambda ref: sio_kit.show_figure(sio_kit.figures.participation_matrix, ref),
    "option_comparison": lambda ref: sio_kit.figures.option_comparison(ref)._repr_html_(),
    "context_map": lambda ref: sio_kit.figures.context_map(ref)._repr_html_(),
    "glossary": lambda ref: sio_kit.figures.glossary(ref)._repr_html_(),
    "records": lambda ref: sio_kit.figures.records(ref)._repr_html_(),
    "timeline": lambda ref: sio_kit.show_figure(
        sio_kit.figures.service_timeline, sio_kit.Service.from_referential(ref)
    ),
    "balance": lambda ref: sio_kit.show_figure(
        sio_kit.figures.choice_balance, sio_kit.Choice.from_referential(ref, "caisse")
    ),
    "tables": lambda ref: [sio_kit.show_table(ref, name)._repr_html_() for name in ref.tables],
    "technicians": lambda ref: sio_kit.show_figure(sio_kit.figures.technicians, ref, days=2),
    "check": lambda ref: sio_kit.check(sio_kit.Service.from_referential(ref), ref),
    "exercises": lambda ref: [sio_kit.check_exercise(ref, number, []) for number in range(1, 6)],
    "gift": lambda ref: sio_kit.to_gift(sio_kit.question_bank(ref)),
    "papers": lambda ref: [paper.page(ref.edition) for make in SHARED for paper in make(ref, True)],
    "search": lambda ref: ref.search("service informatique"),
}


def pictures(shown):
    """Yield the SVG texts that a widget holds."""
    for trait in ("_wide", "_narrow"):
        text = getattr(shown, trait, "")
        if isinstance(text, str) and text.startswith("<svg"):
            yield text


@pytest.mark.parametrize("seed", range(8))
def test_an_odd_folder_is_shown_or_said_in_french(tmp_path, monkeypatch, seed):
    monkeypatch.setattr(picture, "SCALE", 0.5)  # as much is drawn, with fewer pixels
    chance = random.Random(f"odd {seed}")
    for number in range(9):
        folder = shutil.copytree(kit_folder(DATA), tmp_path / str(number))
        what = [chance.choice(ODDITIES)(folder, chance) for _ in range(chance.randrange(1, 3))]
        try:
            ref = sio_kit.load_referential(folder)
        except sio_kit.ReferentialError:  # two oddities may contradict each other
            continue
        for name in chance.sample(sorted(CALLS), 4):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                warnings.simplefilter("ignore", DeprecationWarning)  # of libraries, to programmers
                try:
                    shown = CALLS[name](ref)
                except sio_kit.ReferentialError as error:
                    assert str(error).endswith("."), (seed, number, what, name)
                    continue
            for svg in pictures(shown):
                ElementTree.fromstring(svg)
