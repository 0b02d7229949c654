"""Time the option explorer: a filter and a click to the visible change, with the CPU as it is and slowed 6 times.

uv run --extra test benchmarks/options.py
"""

from timing import change_time, notebook_page, slow_down

EXPLORER = "import sio_kit\nsio_kit.widgets.OptionExplorer(sio_kit.load_referential())"
FILTER = "(n) => document.querySelectorAll('.sio-options .sio-controls button')[n % 2 ? 0 : 4].click()"
CLICK = "(n) => document.querySelectorAll('.sio-options .sio-line')[n % 2 ? 0 : 30].click()"
TYPE = """(n) => {
    const field = document.querySelector('.sio-query');
    field.value = n % 2 ? 'assistance des util' : 'maintien';
    field.dispatchEvent(new Event('input', { bubbles: true }));
}"""


def main():
    with notebook_page(EXPLORER, shown=1) as page:
        for slower in (1, 6):
            slow_down(page, slower)
            for what, act, watched in [
                ("filter by kind", FILTER, ".sio-lines"),
                ("keystroke in the filter", TYPE, ".sio-lines"),
                ("line to its sheet", CLICK, ".sio-sheet"),
            ]:
                time = change_time(page, act, watched, count=24)
                print(f"{what} to visible change, CPU slowed {slower}x: {time:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
