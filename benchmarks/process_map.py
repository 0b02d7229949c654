"""Time the process map: from a click to the visible change, beside what most notebooks do; its making and its size.

uv run --extra test benchmarks/process_map.py
"""

import json

from timing import change_time, compare, median_time, notebook_page, slow_down

import sio_kit
from sio_kit.drawing.picture import to_svg
from sio_kit.figures import process_map

WIDGET = "import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ProcessMap(ref)"
INTERACT = """import ipywidgets, matplotlib.pyplot as plt
%matplotlib inline
@ipywidgets.interact(code=ref.processus["code"].tolist())
def show(code):
    figure, ax = plt.subplots(figsize=(7.5, 6.2))
    sio_kit.figures.process_map(ref, highlight=[code], ax=ax)
    plt.show()
    print(ref.processus.set_index("code").loc[code, "definition"])"""
CLICK = """(n) => [...document.querySelectorAll('.sio-map .sio-wide [data-part]')][n % 5]
    .dispatchEvent(new MouseEvent('click', { bubbles: true }))"""
CHOOSE = """(n) => {
    const list = document.querySelector('.widget-dropdown select');
    list.selectedIndex = (n + 1) % 5;
    list.dispatchEvent(new Event('change', { bubbles: true }));
}"""
NEW_PICTURE = """(place) => {
    const picture = place.querySelector('img');
    if (!picture || picture.dataset.seen) return false;
    return picture.dataset.seen = true;
}"""


def main():
    ref = sio_kit.load_referential()
    widget = median_time(lambda: sio_kit.widgets.ProcessMap(ref))
    picture = median_time(lambda: sio_kit.show_figure(process_map, ref))
    compare("making: the widget against the figure as a PNG", widget, picture)
    drawing = median_time(lambda: to_svg(process_map(ref)))
    compare("making: the widget (two drawings) against one SVG", widget, drawing)
    state = sio_kit.widgets.ProcessMap(ref).get_state()
    print(f"state of the widget: {len(json.dumps(state, ensure_ascii=False).encode()) / 1000:.0f} kB")
    with notebook_page(WIDGET, INTERACT, shown=4) as page:  # interact shows its picture and its text in its own output
        for slower in (1, 6):
            slow_down(page, slower)
            ours = change_time(page, CLICK, ".sio-sheet")
            usual = change_time(page, CHOOSE, ".widget-interact", NEW_PICTURE)
            compare(f"click to visible change, CPU slowed {slower}x: interact against the map", usual, ours)


if __name__ == "__main__":
    main()
