/** Answers of the program, one after another. */
import type { Backend } from "./backend";

/**
 * The same backend; answers that come together are handed out one by one, and whatever else waits has its turn between
 * them: the web view takes answers before anything that waits for a timer. One that comes alone waits for nothing.
 */
export function inTurn(backend: Backend): Backend {
  let line = Promise.resolve();
  const turn = () => {
    const mine = line;
    line = mine.then(() => new Promise((next) => setTimeout(next)));
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
