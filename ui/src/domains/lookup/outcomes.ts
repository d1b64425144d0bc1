/** How a lookup ended, as sentences: what was asked, what it answered, what to do next. */
import type { TFunction } from "i18next";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import type { Ended } from "./lookups";

export type NextStep = "show" | "complete" | "page" | "paste" | "info" | "again" | "report";

export interface Words {
  /** What was asked and what came of it. With `about` set, the reference's title follows. */
  said: string;
  /** What to do about it, in words; the steps are buttons. */
  next: string | null;
  steps: NextStep[];
  /** The reference whose title ends the sentence. */
  about: string | null;
  /** Whether somebody should do something about it. */
  calm: boolean;
}

/** Says it in the interface's language. */
export function wordsOf(t: TFunction, language: string, ended: Ended): Words {
  const { job, answer, report, failure } = ended;
  const [what] = job.whats;
  const asked = answer?.asked || (job.kind === "add" && what !== undefined ? what : t("lookup.theReference"));
  const service = answer?.service ?? (answer?.outcome === "offline" ? "Crossref" : t("lookup.aService"));
  const agency = answer?.params.agency;
  const values = { asked, service, agency };
  const words = (said: string, more: Partial<Words> = {}): Words => ({
    said,
    next: null,
    steps: [],
    about: null,
    calm: false,
    ...more,
  });
  if (report) {
    const differing = report.answers.filter(differs).length;
    const parts = [
      t(job.kind === "add" ? "lookup.report.added" : "lookup.report.filled", { count: report.done }),
      report.uncertain > 0 && t("lookup.report.uncertain", { count: report.uncertain }),
      differing > 0 && t("lookup.report.differing", { count: differing }),
      report.failed > 0 && t("lookup.report.failed", { count: report.failed }),
      report.waiting > 0 && t("lookup.report.waiting", { count: report.waiting }),
      report.cancelled && t("lookup.report.cancelled"),
    ];
    const open = report.uncertain + report.failed + report.waiting + differing > 0;
    return words(parts.filter(Boolean).join(t("lookup.report.comma")), { steps: ["report"], calm: !open });
  }
  const page: NextStep[] = answer?.landing_url ? ["page"] : [];
  if (!answer) {
    const next = failure ? t([`errors.${failure.code}`, "errors.unknown"], failure.params) : null;
    return words(t("lookup.failed", values), { next, steps: ["again"] });
  }
  const about = answer.reference;
  switch (answer.outcome) {
    case "added":
      return words(t("lookup.added"), { about, steps: ["show"], calm: true });
    case "in-library": {
      const said = answer.since
        ? t("lookup.inLibrarySince", { date: dayOf(answer.since, language) })
        : t("lookup.inLibrary");
      return words(said, { about, steps: ["show", "complete"], calm: true });
    }
    case "proposed": {
      const count = answer.proposal?.fields.length ?? 0;
      return words(t("lookup.proposed", { ...values, count }), { about, steps: ["show"], calm: true });
    }
    case "completed":
      return words(t("lookup.completed", { ...values, count: answer.filled.length }), {
        about,
        steps: ["show"],
        calm: true,
      });
    case "uncertain":
      return words(t("lookup.uncertain", { ...values, count: answer.candidates.length }), {
        about,
        next: t("lookup.uncertainNext"),
        steps: ["info", "paste"],
      });
    case "nothing-new":
      return words(t("lookup.nothingNew", values), { calm: true });
    case "not-found":
      return agency
        ? words(t("lookup.tooNew", values), { next: t("lookup.tooNewNext"), steps: page })
        : words(t("lookup.notFound", values), { next: t("lookup.notFoundNext"), steps: page });
    case "no-metadata-service":
      return words(t("lookup.noMetadataService", values), { steps: [...page, "paste"] });
    case "rate-limited": {
      const until = answer.params.until;
      return until
        ? words(t("lookup.rateLimitedUntil", { ...values, until: timeOf(until, language) }), {
            next: t("lookup.rateLimitedUntilNext"),
            steps: ["again"],
          })
        : words(t("lookup.rateLimited", values), { next: t("lookup.rateLimitedNext"), steps: ["again"] });
    }
    case "unavailable":
      return words(t("lookup.unavailable", values), { next: t("lookup.unavailableNext"), steps: ["again"] });
    case "malformed":
      return words(t("lookup.malformed", values), { next: t("lookup.malformedNext"), steps: ["again"] });
    case "offline":
      return words(t("lookup.offline", values), {
        next: t(answer.waits ? "lookup.offlineWaits" : "lookup.offlineNext"),
        steps: ["again"],
      });
    case "cancelled":
      return words(t("lookup.cancelled", values), { steps: ["again"], calm: true });
    case "nothing-to-ask":
      return job.kind === "add"
        ? words(t("lookup.notAnIdentifier", values), { next: t("lookup.notAnIdentifierNext") })
        : words(t("lookup.nothingToAsk"), { next: t("lookup.nothingToAskNext"), steps: ["info", "paste"] });
    case "unsupported":
      return agency
        ? words(t("lookup.unsupportedAgency", values), { steps: [...page, "paste"] })
        : words(t("lookup.unsupported", values), {
            next: t("lookup.unsupportedNext"),
            steps: page.length > 0 ? [...page, "paste"] : [],
          });
  }
}

/** Whether an answer offers other values than the reference has; gaps have been filled. */
export const differs = ({ outcome, proposal }: LookupAnswer): boolean =>
  outcome !== "uncertain" && proposal?.fields.some(({ conflict }) => conflict) === true;

/** Everything that was said, for whoever asks what went wrong. */
export function detailsOf({ answer, report, failure, job }: Ended): string {
  const answers = report?.answers ?? (answer ? [answer] : null);
  const lines = answers
    ? answers.flatMap(({ detail, landing_url }) => [detail, landing_url])
    : [`${job.kind} ${job.whats.join(" ")}`, failure?.code, failure?.message];
  return lines.filter(Boolean).join("\n");
}

const tag = (language: string) => (language === "zh" ? "zh-Hans" : "en-GB");

/** "3 May", with the year when it is another one. */
export function dayOf(moment: string, language: string, now = new Date()): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(tag(language), { day: "numeric", month: "long", year }).format(date);
}

/** "14:32", with the day when it is another one. */
export function timeOf(moment: string, language: string, now = new Date()): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const time = new Intl.DateTimeFormat(tag(language), { hour: "2-digit", minute: "2-digit", hour12: false });
  return date.toDateString() === now.toDateString()
    ? time.format(date)
    : `${dayOf(moment, language, now)} ${time.format(date)}`;
}
