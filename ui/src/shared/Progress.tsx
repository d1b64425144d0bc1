/** How far a job is. Without a known end the ring turns and the bar travels. */

interface ProgressProps {
  /** What is being done, read aloud. */
  label: string;
  /** From 0 to 1; null while nobody knows. */
  value: number | null;
}

/** 2π·6, the ring's length on its grid of 16. */
const LENGTH = 37.7;
const UNKNOWN = 0.28;

const spoken = (value: number | null) => ({
  "aria-valuemin": 0,
  "aria-valuemax": 100,
  "aria-valuenow": value === null ? undefined : Math.round(value * 100),
});

export function ProgressRing({ label, value }: ProgressProps) {
  return (
    <svg
      className={value === null ? "ui-ring is-turning" : "ui-ring"}
      viewBox="0 0 16 16"
      role="progressbar"
      aria-label={label}
      {...spoken(value)}
    >
      <circle className="ui-ring-whole" cx="8" cy="8" r="6" />
      <circle
        className="ui-ring-part"
        cx="8"
        cy="8"
        r="6"
        strokeDasharray={`${(value ?? UNKNOWN) * LENGTH} ${LENGTH}`}
        visibility={value === 0 ? "hidden" : undefined}
      />
    </svg>
  );
}

export function ProgressBar({ label, value }: ProgressProps) {
  return (
    <div
      className={value === null ? "ui-progress is-travelling" : "ui-progress"}
      role="progressbar"
      aria-label={label}
      {...spoken(value)}
    >
      <i style={value === null ? undefined : { transform: `scaleX(${value})` }} />
    </div>
  );
}
