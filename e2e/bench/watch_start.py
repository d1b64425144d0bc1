#!/usr/bin/python3
"""Starts a program and tells when its window looks as it should, by looking at the screen as a person would.

Reads one JSON object from its input: {"command", "env", "area": [x, y, width, height], "reference": path, "learn": seconds,
"click": [x, y, width, height]}. The first time ("learn") it waits that long and keeps the area's look as the
reference; later it says after how many milliseconds the area looked the same. With "click" it presses there at that
moment, and says how long it took until something changed there. Both are counted from right before the start.
"""
import json
import os
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("GdkPixbuf", "2.0")
from gi.repository import Gdk  # noqa: E402

# Looking this often costs little and is finer than a frame of the screen.
PAUSE_S = 0.004
PATIENCE_S = 30
# Of 255.
ROUNDED = 4


def look(area):
    return Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), *area)


def wait(area, is_reached, since, limit=PATIENCE_S):
    """The seconds since then until the area looks so; None when that does not happen."""
    while time.monotonic() - since < limit:
        seen, passed = look(area).get_pixels(), time.monotonic() - since
        if is_reached(seen):
            return passed
        time.sleep(PAUSE_S)
    return None


def alike(one, other):
    """Whether two looks are the same to the eye: what is put together from other layers may be rounded otherwise."""
    return one == other or all(abs(a - b) <= ROUNDED for a, b in zip(one, other))


def main():
    order = json.load(sys.stdin)
    area, click = order["area"], order.get("click")
    empty = look(area).get_pixels()
    began = time.monotonic()
    program = subprocess.Popen(
        order["command"],
        env={**os.environ, **order["env"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    said = {}
    try:
        if order.get("learn"):
            time.sleep(order["learn"])
            picture = look(area)
            picture.savev(order["reference"], "png", [], [])
            said["colours"] = len({picture.get_pixels()[at : at + 3] for at in range(0, len(picture.get_pixels()), 3)})
        else:
            from gi.repository import GdkPixbuf

            wanted = GdkPixbuf.Pixbuf.new_from_file(order["reference"]).get_pixels()
            shown = wait(area, lambda now: now != empty, began)
            painted = wait(area, lambda now: alike(now, wanted), began)
            said["shownMs"] = shown and shown * 1000
            said["paintedMs"] = painted and painted * 1000
            if not painted:
                look(area).savev(order["reference"].replace(".png", "-instead.png"), "png", [], [])
            elif click:
                before = look(click).get_pixels()
                pressed = time.monotonic()
                x, y = click[0] + click[2] // 2, click[1] + click[3] // 2
                subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
                answered = wait(click, lambda now: now != before, pressed)
                said["answeredMs"] = answered and answered * 1000
        said["ended"] = program.poll()
    finally:
        # The program and the processes of its web view.
        os.killpg(program.pid, signal.SIGTERM)
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    print(json.dumps(said), flush=True)


main()
