"""Print what the kit costs, as ratios of medians measured in one run, each in fresh processes.

uv run benchmarks/run.py
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 9
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
SETUP = "import pandas as pd, sio_kit, glob; sio_kit.load_referential; "
READ = f"[pd.read_csv(path, dtype=str, keep_default_na=False) for path in glob.glob({str(ROOT / 'data' / '*.csv')!r})]"
LOAD_ALONE = "import sio_kit; ref = sio_kit.load_referential()"
TABLES = SETUP + TIMED.format("ref = sio_kit.load_referential(); list(ref.tables.values())")
JUDGE = f"{LOAD_ALONE}; sio_kit.check(sio_kit.Service.from_referential(ref), ref)"
MEMORY = "{}; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
MEMORY_PANDAS = MEMORY.format("import pandas")


def medians(*programs):
    """Run the programs in turn, RUNS times; return the median of the number that each prints."""
    values = [[] for _ in programs]
    for _ in range(RUNS):
        for program, found in zip(programs, values, strict=True):
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
            found.append(float(done.stdout))
    return [statistics.median(found) for found in values]


def compare(title, ours, base, unit="s"):
    say(title, *medians(ours, base), unit)


def compare_processes(title, ours, base):
    """Compare two command lines of Python, each a whole process."""
    values = [[], []]
    for _ in range(RUNS):
        for arguments, found in zip((ours, base), values, strict=True):
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            found.append(time.perf_counter() - start)
    say(title, *map(statistics.median, values), "s")


def say(title, first, second, unit):
    print(f"{title:<68} {first / second:6.2f}   ({first:.4g} {unit} / {second:.4g} {unit})")


def search_times():
    """Compare searching the passages with searching a hundred times as many."""
    import sio_kit
    from sio_kit.referential.search import SearchIndex

    passages = sio_kit.load_referential().rows("passages")
    queries = ["messagerie", "services informatiques", "securite systeme", "s", "environnement juridique"]
    found = {}
    for times in (1, 100):
        start = time.perf_counter()
        index = SearchIndex(passages * times)
        built = time.perf_counter() - start
        each = []
        for query in queries * 5:
            start = time.perf_counter()
            index.search(query, limit=20)
            each.append(time.perf_counter() - start)
        found[times] = statistics.median(each)
        print(f"search, {163 * times} passages: index {built * 1000:.0f} ms, median query {found[times] * 1000:.2f} ms")
    print(f"{'search: 100 times as many passages against 163':<68} {found[100] / found[1]:6.2f}")


def main():
    pandas = ["-c", "import pandas"]
    compare_processes("process: `import sio_kit` against `import pandas`", ["-c", "import sio_kit"], pandas)
    compare_processes("process: `sio-kit --help` against `import pandas`", ["-m", "sio_kit", "--help"], pandas)
    compare_processes("process: load and check a service against `import pandas`", ["-c", JUDGE], pandas)
    compare(
        "load_referential() and all tables against pd.read_csv of the same files", TABLES, SETUP + TIMED.format(READ)
    )
    compare("peak memory: référentiel loaded against pandas imported", MEMORY.format(LOAD_ALONE), MEMORY_PANDAS, "kB")
    search_times()


if __name__ == "__main__":
    main()
