/** The libraries that stand in the pictures. They lie under one neutral folder, which the status line names. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixture, lookAlikes } from "../fixtures.mjs";
import { openWindow } from "../window.mjs";
import { handOf } from "./hand.mjs";

const BASE = join(tmpdir(), "Diglot");
const MARK = join(BASE, "made-for-pictures");
const HERE = join(BASE, "library");

/** Makes the folder; a folder of this name that somebody else made is left alone. */
export function begin() {
  if (existsSync(BASE) && !existsSync(MARK)) throw new Error(`${BASE} is in the way: move it away first.`);
  end();
  mkdirSync(BASE, { recursive: true });
  writeFileSync(MARK, "");
}

export function end() {
  if (existsSync(MARK)) rmSync(BASE, { recursive: true, force: true });
}

/** An empty library. */
export function empty() {
  rmSync(HERE, { recursive: true, force: true });
  return HERE;
}

const kept = new Map();

/** A library that was filled once, as it was then. */
export async function filled(name) {
  if (!kept.has(name)) kept.set(name, await FILLED[name]());
  rmSync(HERE, { recursive: true, force: true });
  cpSync(kept.get(name), HERE, { recursive: true });
  return HERE;
}

const FILLED = {
  work: () => fill("work", [fixture("library.ris")], organise),
  captures: () => fill("captures", Object.values(lookAlikes), () => {}),
};

async function fill(name, files, then) {
  const window = await openWindow({ library: empty(), files });
  try {
    await window.find("reference-list");
    await then(handOf(window));
  } finally {
    await window.close();
  }
  const copy = join(BASE, name);
  cpSync(HERE, copy, { recursive: true });
  return copy;
}

/** Collections and tags, as somebody has them who works on care in the community. */
async function organise(hand) {
  const make = (name, parent = null) => hand.call("collection_edit", { edit: { id: null, name, parent } });
  const idsOf = async (text) => {
    const request = { scope: { kind: "all" }, text, sort: "title", descending: false, offset: 0, limit: 0 };
    return hand.call("reference_ids", { request });
  };
  const put = async (collection, ...texts) => {
    const ids = (await Promise.all(texts.map(idsOf))).flat();
    await hand.call("collection_membership", { edit: { ids, collection, member: true } });
  };
  const tag = async (name, ...texts) => {
    const ids = (await Promise.all(texts.map(idsOf))).flat();
    await hand.call("tag_set", { edit: { ids, tag: name, tagged: true } });
  };
  const review = await make("Ageing at home");
  await put(review, "独居", "夜灯", "痴呆", "氧疗", "髋部骨折", "衰弱");
  await put(await make("Trials", review), "随机", "stepped-wedge");
  await put(await make("访谈与观察", review), "访谈", "茶馆", "田野");
  const translation = await make("双语与翻译");
  await put(translation, "双语", "回译", "translation", "scripts");
  await put(await make("Teaching"), "students", "confounding");
  await tag("to read", "髋部骨折", "氧疗", "Machine translation", "首班车");
  await tag("methods", "interrupted", "stepped-wedge", "整群");
  await tag("精读", "整群", "回译", "眼动");
}
