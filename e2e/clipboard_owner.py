#!/usr/bin/python3
"""Owns the clipboard, as the program would that something was copied in.

Reads [[target, base64 of the bytes], ...] as JSON from its input, says "ready", and stays until it is ended.
"""
import base64
import json
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

flavours = {target: base64.b64decode(data) for target, data in json.load(sys.stdin)}

# PyGObject cannot set the clipboard's contents by target, but any widget can own the selection.
owner = Gtk.Invisible()
for number, name in enumerate(flavours):
    Gtk.selection_add_target(owner, Gdk.SELECTION_CLIPBOARD, Gdk.Atom.intern(name, False), number)


def selection_get(_widget, selection, _info, _time):
    target = selection.get_target()
    selection.set(target, 8, flavours[target.name()])


owner.connect("selection-get", selection_get)
if not Gtk.selection_owner_set(owner, Gdk.SELECTION_CLIPBOARD, Gdk.CURRENT_TIME):
    sys.exit("the clipboard could not be taken")
print("ready", flush=True)
Gtk.main()
