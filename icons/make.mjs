/**
 * Makes every size of the icon from its four drawings: `node icons/make.mjs`.
 *
 * icon.svg serves 48 px and more; 16, 24 and 32 px are drawn by hand, because a large drawing made small is a blur.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HERE = import.meta.dirname;
const TAURI = join(HERE, "../ui/node_modules/.bin/tauri");
const OWN_DRAWING = [16, 24, 32];
const work = mkdtempSync(join(tmpdir(), "icons-"));

/** The picture of one size as a PNG. */
function png(size) {
  const drawing = OWN_DRAWING.includes(size) ? `icon-${size}.svg` : "icon.svg";
  const out = join(work, String(size));
  execFileSync(TAURI, ["icon", join(HERE, drawing), "--output", out, "--png", String(size)], { stdio: "ignore" });
  return readFileSync(join(out, `${size}x${size}.png`));
}

const pictures = new Map([16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, png(size)]));

/** Windows: a directory of pictures, then the pictures. */
function ico(sizes) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, size] of sizes.entries()) {
    const { length } = pictures.get(size);
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += length;
  }
  return Buffer.concat([head, ...sizes.map((size) => pictures.get(size))]);
}

/** macOS: each picture under its type's name. The doubled sizes are for screens of twice the density. */
function icns() {
  const types = { icp4: 16, ic11: 32, icp5: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
  const parts = Object.entries(types).map(([type, size]) => {
    const head = Buffer.alloc(8);
    head.write(type, "latin1");
    head.writeUInt32BE(8 + pictures.get(size).length, 4);
    return Buffer.concat([head, pictures.get(size)]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write("icns", "latin1");
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}

const files = { "32x32": 32, "64x64": 64, "128x128": 128, "128x128@2x": 256, icon: 512 };
for (const [name, size] of Object.entries(files)) {
  copyFileSync(join(work, String(size), `${size}x${size}.png`), join(HERE, `${name}.png`));
}
// The first is what a window shows before it asks for a size of its own.
writeFileSync(join(HERE, "icon.ico"), ico([32, 16, 24, 48, 64, 256]));
writeFileSync(join(HERE, "icon.icns"), icns());
rmSync(work, { recursive: true });
