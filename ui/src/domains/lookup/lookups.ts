/** Lookups of this window: what is being asked, what was answered, and what is proposed until somebody chooses. */
import { useMemo } from "react";
import { create } from "zustand";
import { type Backend, BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import type { LookupProgress } from "../../bindings/LookupProgress";
import type { LookupReport } from "../../bindings/LookupReport";
import { useSession } from "../../shared/session";

/** A quick answer needs no word about the asking. */
export const SLOW_MS = 300;

/** One question, about one work or about several. */
export interface Job {
  /** Its name, by which it can be cancelled. */
  job: string;
  kind: "add" | "complete" | "waiting";
  /** The identifiers to add, or the ids of the references to complete: all that need metadata when there is none. */
  whats: readonly string[];
  /** How far a question about several is. */
  several: LookupProgress | null;
  /** Whether it has taken so long that a person wants to hear of it. */
  slow: boolean;
}

/** How a question ended: with an answer, a report about several, or a failure of the program's own. */
export interface Ended {
  job: Job;
  answer: LookupAnswer | null;
  report: LookupReport | null;
  failure: BackendError | null;
}

interface LookupStore {
  jobs: Job[];
  /** Since the last question was begun, in their order. */
  ended: Ended[];
  /** What is offered to references, by their ids. */
  proposals: Record<string, LookupAnswer>;
}

export const useLookupStore = create<LookupStore>()(() => ({ jobs: [], ended: [], proposals: {} }));

const { setState: set, getState: get } = useLookupStore;

/** Forgets everything, for tests. */
export const forgetLookups = () => set({ jobs: [], ended: [], proposals: {} }, true);

/** The fields that are ticked from the start. */
export const fillsOf = (answer: LookupAnswer): string[] =>
  (answer.proposal?.fields ?? []).filter((field) => !field.conflict).map((field) => field.key);

export interface Lookups {
  state: "idle" | "asking" | "answered";
  /** What is being asked about, once it takes so long that a person wants to hear of it: an identifier or a reference's id. */
  busy: string | null;
  jobs: Job[];
  ended: Ended[];
  proposals: Record<string, LookupAnswer>;
  /** Looks up an identifier, or several as one step to undo, and adds what is found. */
  lookUp(identifier: string | readonly string[]): Promise<void>;
  /** Asks what a reference lacks; what several lack is filled at once, as one step to undo. */
  complete(id: string | readonly string[]): Promise<void>;
  /** Completes all references that need metadata. */
  completeAll(): Promise<void>;
  /** Asks what waited for a network. */
  runWaiting(): Promise<void>;
  /** Takes one of the works that a reference may be, and offers what it would change. */
  choose(token: string): Promise<LookupAnswer>;
  /** Takes one of the works that a reference may be, and fills what the reference lacks from it. */
  fillFrom(token: string): Promise<LookupAnswer>;
  /** Takes these fields of what is proposed to a reference over; by default to the one in the pane. */
  apply(fields: readonly string[], reference?: string): Promise<void>;
  /** Closes what was answered, or what is proposed to a reference. */
  dismiss(reference?: string): void;
  /** Closes one answer. */
  close(ended: Ended): void;
  /** Asks again what ended so. */
  again(ended: Ended): Promise<void>;
  /** Cancels all questions. */
  cancel(): void;
}

export function useLookups(): Lookups {
  const backend = useBackend();
  const store = useLookupStore();
  const acts = useMemo(() => actsOf(backend), [backend]);
  const state = store.jobs.length > 0 ? "asking" : store.ended.length > 0 ? "answered" : "idle";
  const busy = store.jobs.find((job) => job.slow)?.whats[0] ?? null;
  return { ...store, ...acts, state, busy };
}

function actsOf(backend: Backend) {
  const lookUp = (identifier: string | readonly string[]) => run(backend, "add", [identifier].flat());
  const complete = (id: string | readonly string[]) => run(backend, "complete", [id].flat());
  const close = (one: Ended) => set(({ ended }) => ({ ended: ended.filter((other) => other !== one) }));
  const choose = async (token: string) => {
    const answer = await backend.lookupChoose(token);
    offer(answer);
    return answer;
  };
  return {
    lookUp,
    complete,
    close,
    choose,
    completeAll: () => begin(backend, "complete", []),
    runWaiting: () => begin(backend, "waiting", []),
    async fillFrom(token: string) {
      const answer = await backend.lookupChoose(token);
      const fields = fillsOf(answer);
      if (answer.proposal && fields.length > 0) {
        await backend.lookupApply({ token: answer.proposal.token, fields });
        forgetProposal(answer.proposal.reference);
      }
      return answer;
    },
    async apply(fields: readonly string[], reference = useSession.getState().selection.at(-1)) {
      const proposal = reference === undefined ? undefined : get().proposals[reference]?.proposal;
      if (!proposal) return;
      await backend.lookupApply({ token: proposal.token, fields: [...fields] });
      forgetProposal(proposal.reference);
    },
    dismiss(reference?: string) {
      if (reference === undefined) set({ ended: [] });
      else forgetProposal(reference);
    },
    again(one: Ended) {
      close(one);
      return begin(backend, one.job.kind, one.job.whats);
    },
    cancel() {
      for (const { job } of get().jobs) backend.lookupCancel(job).catch(() => {});
    },
  };
}

async function run(backend: Backend, kind: "add" | "complete", whats: readonly string[]): Promise<void> {
  const running = new Set(get().jobs.flatMap((job) => job.whats.map((what) => `${job.kind} ${what}`)));
  const asked = [...new Set(whats.map((what) => what.trim()))].filter(
    (what) => what !== "" && !running.has(`${kind} ${what}`),
  );
  if (asked.length > 0) await begin(backend, kind, asked);
}

async function begin(backend: Backend, kind: Job["kind"], whats: readonly string[]): Promise<void> {
  const several = whats.length === 1 ? null : { done: 0, total: whats.length };
  const job: Job = { job: crypto.randomUUID(), kind, whats, several, slow: false };
  // What an earlier question brought has been read by whoever asks the next one.
  set((now) => ({ jobs: [...now.jobs, job], ended: now.jobs.length > 0 ? now.ended : [] }));
  const change = (changes: Partial<Job>) =>
    set((now) => ({ jobs: now.jobs.map((one) => (one.job === job.job ? { ...one, ...changes } : one)) }));
  const timer = setTimeout(() => change({ slow: true }), SLOW_MS);
  const ended = await ask(backend, job, (progress) => change({ several: progress }));
  clearTimeout(timer);
  keep(ended);
  set((now) => ({ jobs: now.jobs.filter((other) => other.job !== job.job) }));
  const added = (ended.report?.answers ?? [ended.answer]).flatMap((answer) =>
    answer?.outcome === "added" && answer.reference ? [answer.reference] : [],
  );
  if (added.length > 0) showAdded(added);
}

async function ask(
  backend: Backend,
  asked: Job,
  onProgress: (progress: LookupProgress) => void,
): Promise<Ended> {
  const { job, kind, whats } = asked;
  const [what] = whats;
  const ended: Ended = { job: asked, answer: null, report: null, failure: null };
  try {
    if (kind === "waiting") return { ...ended, report: await backend.lookupWaitingRun(job, onProgress) };
    if (what === undefined) {
      return { ...ended, report: await backend.lookupCompleteMany({ job, ids: null }, onProgress) };
    }
    if (whats.length === 1) {
      return kind === "add"
        ? { ...ended, answer: await backend.lookupAdd({ job, identifier: what }) }
        : { ...ended, answer: await backend.lookupComplete({ job, id: what }) };
    }
    return kind === "add"
      ? { ...ended, report: await backend.lookupAddMany({ job, text: whats.join("\n") }, onProgress) }
      : { ...ended, report: await backend.lookupCompleteMany({ job, ids: [...whats] }, onProgress) };
  } catch (thrown) {
    return { ...ended, failure: BackendError.from(thrown) };
  }
}

function keep(ended: Ended): void {
  set((now) => ({ ended: [...now.ended, ended] }));
  for (const answer of ended.report?.answers ?? [ended.answer]) {
    if (answer) offer(answer);
  }
}

/** Keeps what an answer proposes to its reference, or the works that it may be. */
function offer(answer: LookupAnswer): void {
  const reference = answer.proposal?.reference ?? (answer.candidates.length > 0 ? answer.reference : null);
  if (reference) set(({ proposals }) => ({ proposals: { ...proposals, [reference]: answer } }));
}

function forgetProposal(reference: string): void {
  set(({ proposals: { [reference]: gone, ...proposals }, ended }) => ({
    proposals,
    ended: ended.filter((one) => one.answer === null || one.answer.reference !== reference),
  }));
}

/** Shows new references where they are, unless somebody is in the middle of something else. */
function showAdded(ids: string[]): void {
  const session = useSession.getState();
  if (session.merging === null && !session.reading) session.show(ids);
}
