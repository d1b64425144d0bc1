/** Puts something on the clipboard of the (virtual) screen, as another program would, and reads what is on it. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

const PYTHON = "/usr/bin/python3";
const ENV = { ...process.env, NO_AT_BRIDGE: "1", GDK_BACKEND: "x11" };

/**
 * Copies.
 *
 * @param {[string, string | Uint8Array][]} flavours as of `text` and `html` in drag.mjs.
 * @returns the owner; the clipboard is empty again after its `end`.
 */
export async function copy(flavours) {
  const child = spawn(PYTHON, [join(import.meta.dirname, "clipboard_owner.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: ENV,
  });
  child.stdin.end(
    JSON.stringify(flavours.map(([target, data]) => [target, Buffer.from(data).toString("base64")])),
  );
  const first = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  if (String(first[0]).trim() !== "ready") throw new Error("the clipboard could not be taken");
  return { end: () => child.kill() };
}

/** The text on the clipboard; nothing when there is none. */
export async function copied() {
  const read = `
import gi
gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk
print(Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).wait_for_text() or "", end="")`;
  return (await promisify(execFile)(PYTHON, ["-c", read], { env: ENV })).stdout;
}
