#!/usr/bin/python3
"""A small window that something can be dragged out of, as if it were another program.

Reads one JSON object from its input: {"x", "y", "flavours": [[target, base64 of the bytes], ...]}. Says what happens
as JSON lines: "ready" once the window can be dragged from, "began", "taken" with whether the place under the pointer
would take a drop each time that this changes, "asked" with each flavour that the other side reads, and "ended" with
whether the drop was taken.
"""
import base64
import json
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

SIDE = 40


def say(**what):
    print(json.dumps(what), flush=True)


def main():
    order = json.load(sys.stdin)
    flavours = {target: base64.b64decode(data) for target, data in order["flavours"]}

    window = Gtk.Window(title="drag source")
    # Nothing but the pointer may move the focus: the other program keeps it, as it would between two real windows.
    window.set_accept_focus(False)
    window.set_decorated(False)
    window.set_default_size(SIDE, SIDE)
    window.move(order["x"], order["y"])
    handle = Gtk.EventBox()
    window.add(handle)

    entries = [Gtk.TargetEntry.new(target, 0, number) for number, target in enumerate(flavours)]
    actions = Gdk.DragAction.COPY | Gdk.DragAction.LINK
    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, entries, actions)
    outcome = {"accepted": True}

    def data_get(_widget, _context, selection, _info, _time):
        target = selection.get_target()
        say(asked=target.name())
        selection.set(target, 8, flavours[target.name()])

    def failed(_widget, _context, result):
        outcome.update(accepted=False, why=result.value_nick)
        # The animation of a refused drop would only take time.
        return True

    def ended(_widget, context):
        say(ended={**outcome, "action": context.get_selected_action().first_value_nick})
        Gtk.main_quit()

    def began(_widget, context):
        context.connect("action-changed", lambda _context, action: say(taken=int(action) != 0))
        say(began=True)

    handle.connect("drag-begin", began)
    handle.connect("drag-data-get", data_get)
    handle.connect("drag-failed", failed)
    handle.connect("drag-end", ended)
    window.connect("map-event", lambda *_: GLib.timeout_add(100, lambda: say(ready=True)) and False)
    window.show_all()
    Gtk.main()


main()
