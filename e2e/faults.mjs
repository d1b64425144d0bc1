/**
 * A server in the place of all services that fails in every way: how, says the word between two `~` of what it is
 * asked for. It stands in for `DIGLOT_TEST_ORIGIN` as `replay` does.
 */
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

const JSON_TYPE = { "content-type": "application/json" };

/** What a service would say of another work. */
const GOOD = JSON.stringify({
  status: "ok",
  "message-type": "work",
  message: {
    DOI: "10.5555/another.work",
    type: "journal-article",
    title: ["Another work, which nobody asked about"],
    author: [{ family: "Other", given: "Ann" }],
    "container-title": ["Journal of Others"],
    issued: { "date-parts": [[2019]] },
  },
});

const BOMB = gzipSync(Buffer.alloc(16 << 20, " "), { level: 9 });

const status = (code, headers = {}) => ({
  code,
  headers: { "content-type": "text/plain", ...headers },
  body: "",
});
const sentTo = (location) => status(302, { location });
const json = (body) => ({ code: 200, headers: JSON_TYPE, body });

/** Answers by the name of the fault; what is none of an answer is a function of the response. */
const FAULTS = {
  closed: (response) => response.socket.destroy(),
  truncated: (response) => {
    response.writeHead(200, { ...JSON_TYPE, "content-length": GOOD.length });
    response.write(GOOD.slice(0, GOOD.length / 2), () => response.socket.destroy());
  },
  html: { code: 200, headers: { "content-type": "text/html" }, body: "<html><title>Sign in</title></html>" },
  "html-as-json": json("<html><title>Sign in</title></html>"),
  plain: { code: 200, headers: { "content-type": "text/plain" }, body: GOOD },
  "error-body": json('{"status": "error", "title": "Internal", "DOI": null}'),
  empty: json(""),
  busy: status(429, { "retry-after": "0" }),
  fault: status(500),
  down: { code: 503, headers: JSON_TYPE, body: GOOD },
  loop: (response, url) => send(response, sentTo(url)),
  "to-http": sentTo("http://api.crossref.org/works/x"),
  "to-loopback": sentTo("http://127.0.0.1:9/works/x"),
  "to-link-local": sentTo("http://169.254.169.254/latest/meta-data"),
  "to-elsewhere": sentTo("https://example.org/works/x"),
  endless: (response) => {
    response.writeHead(200, { ...JSON_TYPE, "content-length": 10 * 2 ** 30 });
    const blanks = Buffer.alloc(1 << 16, " ");
    const more = () => {
      while (!response.destroyed && response.write(blanks));
    };
    response.on("drain", more);
    more();
  },
  bomb: { code: 200, headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: BOMB },
  "other-work": json(GOOD),
  untitled: (response, url) => {
    const doi = decodeURIComponent(url.split("/").at(-1));
    send(response, json(JSON.stringify({ status: "ok", message: { DOI: doi, title: [" "] } })));
  },
  // Says nothing until the program gives up.
  silent: () => {},
  // The last two close a service for the rest of the session.
  "busy-hour": status(429, { "retry-after": "3600" }),
  "busy-decade": status(429, { "retry-after": "315360000" }),
};

/** Their names; those after which a service is asked no more stand last. */
export const KINDS = Object.keys(FAULTS);

/** The DOI whose lookups fail in this way. */
export const doiOf = (kind, number = 0) => `10.5555/~${kind}~${number}`;

/**
 * Starts the server.
 *
 * @returns its `origin`; `asked`, the addresses that were asked for; and `close`.
 */
export async function faults() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.on("error", () => {});
    const fault = FAULTS[decodeURIComponent(request.url).split("~")[1]];
    // Whom nothing is wrong with knows nothing.
    if (fault === undefined) return send(response, status(404));
    if (typeof fault === "function") return fault(response, request.url);
    return send(response, fault);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function send(response, { code, headers, body }) {
  response.writeHead(code, headers);
  response.end(body);
}
