// Numbers as people read them.

/** 12345 -> "12 345" (narrow no-break spaces). */
export function formatCount(value: number): string {
  return Math.round(value)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** Seconds with a unit that keeps three digits or so: "12.5 ms". The number of decimals follows the unit only. */
export function formatTime(seconds: number): string {
  const ms = seconds * 1e3;
  if (ms < 1) return `${(ms * 1e3).toFixed(1)} \u00b5s`;
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 3 : 2)} ms`;
  return `${seconds.toFixed(3)} s`;
}

export function formatLength(nm: number): string {
  return nm < 1000 ? `${nm} nm` : `${nm / 1000} \u00b5m`;
}

/** "120 \u00d7 slower than life" from simulated seconds per second. */
export function formatPace(pace: number): string {
  if (!(pace > 0)) return 'standing still';
  const slower = 1 / pace;
  if (slower > 1.05) return `${roundTo2(slower)} \u00d7 slower than life`;
  if (pace > 1.05) return `${roundTo2(pace)} \u00d7 faster than life`;
  return 'as fast as life';
}

function roundTo2(value: number): string {
  if (value < 10) return value.toFixed(1);
  const digits = Math.max(0, Math.floor(Math.log10(value)) - 1);
  const step = 10 ** digits;
  return formatCount(Math.round(value / step) * step);
}

/** Largest of 1, 2, 5, 10 ... that is at most `limit`. */
export function roundLength(limit: number): number {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1e-6, limit)));
  const lead = limit / decade;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * decade;
}

/** "poreOpened" -> "pore opened". */
export function spellOut(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
