/** The kit's tick without words, of which only that of the current card is reached with Tab. */
interface TickProps {
  checked: boolean;
  label: string;
  reachable: boolean;
  onChange: (checked: boolean) => void;
}

export function Tick({ checked, label, reachable, onChange }: TickProps) {
  return (
    <label className="ui-check">
      <input
        type="checkbox"
        checked={checked}
        aria-label={label}
        tabIndex={reachable ? 0 : -1}
        onChange={(event) => onChange(event.target.checked)}
        data-testid="tray-tick"
      />
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="m3.5 8.3 3 3 6-6.6" />
      </svg>
    </label>
  );
}
