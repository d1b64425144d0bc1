/** The drawings of this area, on a grid of 16 px with one stroke. */
const PATHS = {
  side: "M2.5 4H7M2.5 8H7M2.5 12H7M9.5 4h4M9.5 8h4M9.5 12h4",
  interleaved: "M2.5 3h11M5.5 5.7h8M2.5 10.3h11M5.5 13h8",
  single: "M4 3.5h8M4 6.5h8M4 9.5h8M4 12.5h5",
  swap: "M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13",
  cover:
    "M4 3h8a1.5 1.5 0 0 1 1.5 1.500v7A1.5 1.5 0 0 1 12 13H4a1.5 1.5 0 0 1-1.5-1.500v-7A1.5 1.5 0 0 1 4 3ZM8 3v10M10 5.500l2-2M10 9l3-3M10 12.500l3-3",
  size: "M1.8 12 5 4l3.2 8M2.9 9.500h4.200M14 12V7.500M14 9.700a2.1 2.3 0 1 1-4.2 0 2.1 2.3 0 0 1 4.2 0Z",
  link: "M6.7 9.300a2.5 2.5 0 0 0 3.6 0l2.4-2.400a2.55 2.55 0 0 0-3.6-3.600l-.8.8M9.3 6.700a2.5 2.5 0 0 0-3.6 0L3.3 9.100a2.550 2.550 0 0 0 3.6 3.600l.8-.8",
  lock: "M4.5 7.300h7v5.200h-7zM5.8 7.300V5.500a2.2 2.2 0 0 1 4.4 0v1.8",
  differs: "M3.5 6.200h9M3.5 9.800h9M10.2 3.3 5.8 12.7",
  unsure: "M2.5 9c1.5-3 3.5-3 5.5-1s4 2 5.5-1",
  previous: "M9.5 4.5 6 8l3.5 3.5",
  next: "M6.5 4.5 10 8l-3.5 3.5",
  lookUp:
    "M8 2.300a5.7 5.7 0 1 0 0 11.400A5.7 5.7 0 0 0 8 2.300ZM2.3 8h11.400M8 2.300c2 2 2.5 3.7 2.5 5.700S10 11.7 8 13.700C6 11.7 5.5 10 5.5 8S6 4.3 8 2.300Z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A sentence that faces an empty place. */
export function AloneIcon({ faces }: { faces: "left" | "right" }) {
  return (
    <svg className={`glyph ${faces === "right" ? "" : "is-mirrored"}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1.5 8h5" />
      <circle cx="11.2" cy="8" r="3" strokeDasharray="1.9 1.24" />
    </svg>
  );
}
