/** Lookups of this window: what is being asked, what was answered, and what is proposed until somebody chooses. */
import { useMemo } from "react";
import { create } from "zustand";
import { type Backend, BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import { useSession } from "../../shared/session";

/** A quick answer needs no word about the asking. */
export const SLOW_MS = 300;

/** One question. */
export interface Job {
  /** Its name, by which it can be cancelled. */
  job: string;
  kind: "add" | "complete";
  /** The identifier to add, or the id of the reference to complete. */
  what: string;
  /** Whether it has taken so long that a person wants to hear of it. */
  slow: boolean;
}

/** How a question ended: with an answer, or with a failure of the program's own. */
export interface Ended {
  job: Job;
  answer: LookupAnswer | null;
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
  /** Looks up an identifier, or several one after the other, and adds what is found. */
  lookUp(identifier: string | readonly string[]): Promise<void>;
  /** Asks what a reference lacks, or several one after the other. */
  complete(id: string | readonly string[]): Promise<void>;
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
  const busy = store.jobs.find((job) => job.slow)?.what ?? null;
  return { ...store, ...acts, state, busy };
}

function actsOf(backend: Backend) {
  const lookUp = (identifier: string | readonly string[]) => run(backend, "add", [identifier].flat());
  const complete = (id: string | readonly string[]) => run(backend, "complete", [id].flat());
  const close = (one: Ended) => set(({ ended }) => ({ ended: ended.filter((other) => other !== one) }));
  return {
    lookUp,
    complete,
    close,
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
      return one.job.kind === "add" ? lookUp(one.job.what) : complete(one.job.what);
    },
    cancel() {
      const { jobs } = get();
      waiting.clear();
      for (const { job } of jobs) backend.lookupCancel(job).catch(() => {});
    },
  };
}

/** Questions that were put but not asked yet: cancelling drops them. */
const waiting = new Set<string>();

/** Services want one question at a time, so several wait for each other. */
async function run(backend: Backend, kind: Job["kind"], whats: readonly string[]): Promise<void> {
  const running = new Set(get().jobs.map((job) => `${job.kind} ${job.what}`));
  const jobs = [...new Set(whats.map((what) => what.trim()))]
    .filter((what) => what !== "" && !running.has(`${kind} ${what}`))
    .map<Job>((what) => ({ job: crypto.randomUUID(), kind, what, slow: false }));
  if (jobs.length === 0) return;
  // What an earlier question brought has been read by whoever asks the next one.
  set((now) => ({ jobs: [...now.jobs, ...jobs], ended: now.jobs.length > 0 ? now.ended : [] }));
  for (const { job } of jobs) waiting.add(job);
  const timer = setTimeout(() => {
    const own = new Set(jobs.map(({ job }) => job));
    set((now) => ({ jobs: now.jobs.map((job) => (own.has(job.job) ? { ...job, slow: true } : job)) }));
  }, SLOW_MS);
  const added: string[] = [];
  for (const job of jobs) {
    if (waiting.delete(job.job)) {
      const ended = await ask(backend, job);
      if (ended.answer?.outcome === "added" && ended.answer.reference) added.push(ended.answer.reference);
      keep(ended);
    }
    set((now) => ({ jobs: now.jobs.filter((other) => other.job !== job.job) }));
  }
  clearTimeout(timer);
  if (added.length > 0) showAdded(added);
}

async function ask(backend: Backend, job: Job): Promise<Ended> {
  try {
    const answer =
      job.kind === "add"
        ? await backend.lookupAdd({ job: job.job, identifier: job.what })
        : await backend.lookupComplete({ job: job.job, id: job.what });
    return { job, answer, failure: null };
  } catch (thrown) {
    return { job, answer: null, failure: BackendError.from(thrown) };
  }
}

function keep(ended: Ended): void {
  const proposal = ended.answer?.proposal;
  set((now) => ({
    ended: [...now.ended, ended],
    ...(proposal && ended.answer && { proposals: { ...now.proposals, [proposal.reference]: ended.answer } }),
  }));
}

function forgetProposal(reference: string): void {
  set(({ proposals: { [reference]: gone, ...proposals }, ended }) => ({
    proposals,
    ended: ended.filter((one) => one.answer === null || one.answer !== gone),
  }));
}

/** Shows new references where they are, unless somebody is in the middle of something else. */
function showAdded(ids: string[]): void {
  const session = useSession.getState();
  if (session.merging === null && !session.reading) session.show(ids);
}
