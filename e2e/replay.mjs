/**
 * Stands in for the services that the program asks: a local server that answers from `answers/`, and can misbehave.
 *
 * A program with `DIGLOT_TEST_ORIGIN` asks `{origin}/{host}/{path}` instead of `https://{host}/{path}`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { computed } from "./replay_services.mjs";

const FOLDER = join(import.meta.dirname, "answers");

/** What goes wrong, by name: the answers as services and the machines before them give them. */
const FAULTS = {
  "not-found": () => plain(404, "Resource not found."),
  unavailable: () => plain(503, "Service Unavailable"),
  "rate-limited": ({ retryAfterS }) => ({
    ...plain(429, "Too Many Requests"),
    headers: {
      "content-type": "text/plain",
      ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
    },
  }),
  // A campus network that wants a login, or a proxy's error page, says 200 and JSON.
  html: () => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to the network.</body></html>",
  }),
  truncated: (_, answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
};

/**
 * Starts the services.
 *
 * @param {Trouble} trouble how they behave at first; well when nothing is given.
 * @returns the `origin` for the program; `requests`, all that were received, in order; `set` for another behaviour;
 *   `offline` and `online`, which close and open the port; and `close`.
 */
export async function replay(trouble = {}) {
  const answers = load();
  const requests = [];
  const state = { trouble: check(trouble) };
  const handler = (request, response) => {
    const url = new URL(request.url, "http://origin.invalid");
    const [host, ...rest] = decodeURIComponent(url.pathname).slice(1).split("/");
    const asked = {
      method: request.method,
      host,
      path: `/${rest.join("/")}`,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
    };
    requests.push(asked);
    const { answer, delayMs } = behave(state, asked, answers);
    setTimeout(() => {
      response.writeHead(answer.status, answer.headers);
      response.end(request.method === "HEAD" ? undefined : answer.body);
    }, delayMs);
  };
  let server = await listen(handler, 0);
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    /** Behaves like this from now on. @param {Trouble} next */
    set: (next = {}) => {
      state.trouble = check(next);
    },
    /** Refuses connections, like a machine without a network. */
    offline: async () => {
      if (server) await stop(server);
      server = undefined;
    },
    /** Listens again, on the same port. */
    online: async () => {
      server ??= await listen(handler, port);
    },
    close: async () => {
      if (server) await stop(server);
    },
  };
}

/**
 * @typedef {{
 *   fault?: "not-found" | "unavailable" | "rate-limited" | "html" | "truncated",
 *   retryAfterS?: number, delayMs?: number, hosts?: string[], times?: number,
 * }} Trouble what goes wrong; after how many seconds to ask again; how late each answer comes; which services are
 *   concerned when not all; and how many requests before it is over.
 */
function check(trouble) {
  if (trouble.fault !== undefined && !(trouble.fault in FAULTS)) {
    throw new Error(`"${trouble.fault}" is none of ${Object.keys(FAULTS).join(", ")}`);
  }
  return { times: Number.POSITIVE_INFINITY, delayMs: 0, ...trouble };
}

function behave({ trouble }, asked, answers) {
  const answer = answerTo(asked, answers);
  const concerned = trouble.times > 0 && (trouble.hosts?.includes(asked.host) ?? true);
  if (!concerned) return { answer, delayMs: 0 };
  trouble.times -= 1;
  const fault = trouble.fault && FAULTS[trouble.fault];
  return { answer: fault ? fault(trouble, answer) : answer, delayMs: trouble.delayMs };
}

function answerTo(asked, answers) {
  const path = asked.path.toLowerCase();
  const written = answers.find((answer) => answer.host === asked.host && answer.path.toLowerCase() === path);
  return sent(written ?? computed(asked, answers) ?? plain(404, "Not Found"));
}

function sent({ status = 200, headers = { "content-type": "application/json" }, body }) {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

function plain(status, body) {
  // Crossref's own 404 is plain text under a type of JSON.
  return { status, headers: { "content-type": "application/json" }, body };
}

/** All written answers. */
export function load() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")));
}

function listen(handler, port) {
  return new Promise((listening, failed) => {
    const server = createServer(handler);
    server.on("error", failed);
    server.listen(port, "127.0.0.1", () => listening(server));
  });
}

function stop(server) {
  return new Promise((stopped) => {
    server.close(() => stopped());
    server.closeAllConnections();
  });
}
