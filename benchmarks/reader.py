"""Time the reader: a keystroke to the marked hits, with the text as it is and 20 times as long; CPU slowed 6 times.

uv run --extra test benchmarks/reader.py
"""

from timing import change_time, notebook_page, slow_down

READER = "import sio_kit\nlecteur = sio_kit.widgets.Reader(sio_kit.load_referential())\n{change}lecteur"
LONG = """lecteur._passages = [
    {**each, "id": f"{each['id']}-{n}"} for n in range(20) for each in lecteur._passages
]
"""
# Each keystroke finds other passages than the one before, the last also the most frequent word of the text.
TYPE = """(n) => {
    const field = document.querySelector('.sio-query');
    field.value = ['service', 'informatique', 'des'][n % 3];
    field.dispatchEvent(new Event('input', { bubbles: true }));
}"""
MARKED = "(box) => box.querySelector('mark') !== null"


def main():
    for title, change in [("the text", ""), ("20 times the text", LONG)]:
        with notebook_page(READER.format(change=change), shown=1) as page:
            for slower in (1, 6):
                slow_down(page, slower)
                time = change_time(page, TYPE, ".sio-text", MARKED, count=24)
                print(f"keystroke to marked hits, {title}, CPU slowed {slower}x: {time:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
