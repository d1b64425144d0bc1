#!/usr/bin/python3
"""Starts a program and tells when its window looks as it should, by looking at the screen as a person would.

Reads one JSON object from its input: {"command", "env", "area": [x, y, width, height], "reference": path, "learn": seconds,
"click": [x, y, width, height]}. The first time ("learn") it waits that long and keeps the area's look as the
reference; later it says after how many milliseconds the area looked the same. With "click" it presses there at that
moment, and says how long it took until something changed there. Both are counted from right before the start.

The first time it also says which "files" the program and its web view have open or mapped; later it reads those that
the order names before it starts, so that they are in memory even where the system takes them out of it in between.
"""
import json
import os
import re
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


def files_of(session):
    """The regular files that the processes of a session have open or mapped."""
    found = set()
    for process in os.scandir("/proc"):
        try:
            if not process.name.isdigit() or os.getsid(int(process.name)) != session:
                continue
            with open(f"{process.path}/maps") as maps:
                found.update(re.findall(r" (/\S.*)$", maps.read(), re.MULTILINE))
            found.update(os.readlink(handle.path) for handle in os.scandir(f"{process.path}/fd"))
        except OSError:
            continue  # It has ended meanwhile.
    return sorted(path for path in found if os.path.isfile(path) and not path.startswith(("/dev", "/proc")))


def bring_in(paths):
    """Reads files once."""
    for path in paths:
        try:
            with open(path, "rb") as file:
                while file.read(1 << 20):
                    pass
        except OSError:
            continue  # It is gone meanwhile.


def major_faults():
    """How often anything on this machine had to wait for a page of memory to come from the disk."""
    with open("/proc/vmstat") as counts:
        return int(re.search(r"^pgmajfault (\d+)$", counts.read(), re.MULTILINE)[1])


def main():
    order = json.load(sys.stdin)
    bring_in(order.get("files", []))
    area, click = order["area"], order.get("click")
    empty = look(area).get_pixels()
    faults = major_faults()
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
            said["files"] = files_of(program.pid)
            said["colours"] = len({picture.get_pixels()[at : at + 3] for at in range(0, len(picture.get_pixels()), 3)})
        else:
            from gi.repository import GdkPixbuf

            wanted = GdkPixbuf.Pixbuf.new_from_file(order["reference"]).get_pixels()
            shown = wait(area, lambda now: now != empty, began)
            painted = wait(area, lambda now: alike(now, wanted), began)
            said["shownMs"] = shown and shown * 1000
            said["paintedMs"] = painted and painted * 1000
            said["majorFaults"] = major_faults() - faults
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
