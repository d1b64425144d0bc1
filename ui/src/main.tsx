/**
 * Starts the interface on the real program: asks, shows the first rows as soon as they are there, and loads all the
 * rest behind that first picture.
 */
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { askAhead, type Opening } from "./backend/opening";
import { tauriBackend } from "./backend/tauri";
import { inTurn } from "./backend/turns";
import { startTranslation } from "./i18n";
import { usePreferences } from "./shared/preferences";
import "./styles/index.css";
import { FirstPicture } from "./views/FirstPicture";

const ROW_FACES = ['13px "Inter D"', '13px "Inter in Han"'];
const PANE_FACES = ['18px "Serif D"', '18px "Serif in Han"'];

const element = document.getElementById("root");
// Not awaited: the scripts that are loaded later may ask for this one.
if (element) open(element);

async function open(element: HTMLElement) {
  const { theme, language } = usePreferences.getState();
  // Before the first paint, so that a dark window never flashes.
  document.documentElement.dataset.theme = theme;
  const opening = askAhead(tauriBackend);
  const [{ languages }, rows] = await Promise.all([opening.info, firstRows(opening), soon(faces(ROW_FACES))]);
  await startTranslation(languages, language);
  const root = createRoot(element);
  if (rows) {
    flushSync(() => root.render(<FirstPicture rows={rows} />));
    await painted();
  }
  const [{ start }] = await Promise.all([import("./start"), soon(faces(PANE_FACES))]);
  start(root, inTurn(tauriBackend), opening);
}

/** The first rows, where the window opens on a list and the library does not take its time. */
async function firstRows({ rows, tray }: Opening) {
  try {
    const answers = await soon(Promise.all([rows, tray]));
    return answers && answers[0].total > 0 && answers[1].files.length === 0 ? answers[0] : null;
  } catch {
    return null;
  }
}

/** Text that is set before its faces have come is set in others first, and again in its own. */
async function faces(needed: string[]) {
  await Promise.all(needed.map((face) => document.fonts.load(face)));
}

/** Waits for something that makes the first picture better, but not for long. */
function soon<Answer>(awaited: Promise<Answer>): Promise<Answer | null> {
  return Promise.race([awaited, new Promise<null>((later) => setTimeout(() => later(null), 300))]);
}

/** Waits until what has been rendered can be seen: a frame is asked for, and the time to draw it given. */
function painted() {
  return new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done, 40));
    // A window that cannot be seen draws no frames.
    setTimeout(done, 300);
  });
}
