// Dragging with a mouse, a finger or a pen.

const THRESHOLD = 6; // pixels under which it is a click

/**
 * Call `move(event)` while something is dragged from a node (where `begins(event)` allows it), then `end(event)`;
 * `end(null)` where it is given up, by Escape or by the page.
 */
export function onDrag(node, { begins = () => true, move, end }) {
  node.addEventListener("pointerdown", (start) => {
    if (start.button !== 0 || !begins(start)) return;
    const origin = start.target;
    let dragged = false;
    const follow = (event) => {
      if (event.pointerId !== start.pointerId) return;
      if (!dragged && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < THRESHOLD) return;
      if (!dragged) origin.setPointerCapture(start.pointerId);
      dragged = true;
      origin.wasDragged = true;
      event.preventDefault();
      move(Object.assign(event, { origin }));
    };
    const stop = (event) => {
      for (const [kind, listener] of listeners) removeEventListener(kind, listener, true);
      setTimeout(() => (origin.wasDragged = false), 0); // the click that follows a drag is none
      if (dragged) end(event.type === "pointerup" ? event : null, origin);
    };
    const key = (event) => event.key === "Escape" && stop(event);
    const listeners = [["pointermove", follow], ["pointerup", stop], ["pointercancel", stop], ["keydown", key]];
    for (const [kind, listener] of listeners) addEventListener(kind, listener, true);
  });
}
