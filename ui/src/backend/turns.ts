/** Answers of the program, one after another. */
import { afterPaint } from "../shared/afterPaint";
import type { Backend } from "./backend";

/**
 * The same backend; answers that come together are handed out one by one: what one of them changes is drawn, and
 * whatever else waits has its turn, before the next. One that comes alone waits for nothing.
 */
export function inTurn(backend: Backend): Backend {
  let line = Promise.resolve();
  const turn = () => {
    const mine = line;
    line = mine.then(() => new Promise<void>((next) => afterPaint(next)));
    return mine;
  };
  const later = (answer: unknown) =>
    answer instanceof Promise ? answer.then((value) => turn().then(() => value)) : answer;
  const methods = Object.entries(backend).map(([name, method]: [string, (...args: never[]) => unknown]) => [
    name,
    (...args: never[]) => later(method(...args)),
  ]);
  return Object.fromEntries(methods) as Backend;
}
