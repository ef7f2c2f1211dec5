// Always on screen: simulated time with its slow-down, frame rate, scale bar, and what computes and draws.
import type { EngineName } from '../protocol.ts';
import { element, make } from './elements.ts';
import { formatLength, formatPace, formatTime, roundLength } from './format.ts';

const WIDEST_BAR_PX = 140;
const LONG_STEP_MS = 2000;

export class Hud {
  readonly #time = make('div', { class: 'time', text: '0 ms' });
  readonly #slow = make('div', { class: 'slow' });
  readonly #bar = make('div', { class: 'scale' });
  readonly #length = make('div', { class: 'slow' });
  readonly #atp = make('div', { class: 'slow' });
  readonly #ramp = make('div', { class: 'ramp' });
  readonly #ends = make('div', { class: 'ends slow' });
  readonly #map = make('div', { class: 'map', children: [this.#ramp, this.#ends] });
  #pace = '';
  #frames = '';
  #busy = '';

  constructor() {
    element('hud').append(this.#time, this.#slow, this.#atp, this.#map, this.#bar, this.#length);
    this.#map.hidden = true;
    // The legend ends above it, however many lines it has.
    new ResizeObserver(() =>
      document.documentElement.style.setProperty('--hud-height', `${element('hud').offsetHeight}px`),
    ).observe(element('hud'));
    this.#ramp.setAttribute('role', 'img');
    this.#bar.setAttribute('role', 'img');
  }

  showTime(seconds: number, pace: number, isRunning: boolean): void {
    this.#time.textContent = formatTime(seconds);
    this.#pace = isRunning ? formatPace(pace) : 'paused';
    this.#tell();
  }

  /** ATP of the cytosol; undefined where the scenario does not count it. */
  showAtp(um: number | undefined): void {
    this.#atp.textContent = um === undefined ? '' : `ATP ${(um / 1000).toFixed(2)} mM`;
  }

  showFrames(framesPerS: number, quality: string): void {
    const rate = framesPerS < 10 ? framesPerS.toFixed(1) : Math.round(framesPerS);
    this.#frames = [framesPerS > 0 ? `${rate} pictures/s` : '', `${quality} quality`]
      .filter((part) => part !== '')
      .join(', ');
    this.#tell();
  }

  /** A step of a large world on a slow machine: that it goes on is all there is to say. */
  showBusy(busyMs: number): void {
    this.#busy = busyMs > LONG_STEP_MS ? `computing for ${Math.round(busyMs / 1000)} s` : '';
    this.#tell();
  }

  #tell(): void {
    this.#slow.textContent = [this.#pace, this.#busy || this.#frames]
      .filter((part) => part !== '')
      .join(' \u00b7 ');
  }

  /** What the map's colours mean; undefined: there is no map. */
  showMap(map: { colours: readonly string[]; rangeUm: readonly [number, number] } | undefined): void {
    this.#map.hidden = map === undefined;
    if (!map) return;
    const [low, high] = map.rangeUm;
    const words = `Concentration from ${low} to ${high} \u00b5M, logarithmic`;
    this.#ramp.style.background = `linear-gradient(to right, ${map.colours.join(', ')})`;
    this.#ramp.title = words;
    this.#ramp.setAttribute('aria-label', words);
    this.#ends.replaceChildren(make('span', { text: `${low}` }), make('span', { text: `${high} \u00b5M` }));
  }

  showScale(nmPerPixel: number): void {
    const nm = roundLength(WIDEST_BAR_PX * nmPerPixel);
    this.#bar.style.width = `${nm / nmPerPixel}px`;
    this.#length.textContent = `${formatLength(nm)} at the centre`;
    this.#bar.setAttribute('aria-label', `Scale bar: ${formatLength(nm)} at the centre of the picture`);
  }
}

export interface EngineLine {
  engine: EngineName;
  adapter: string;
  picture: 'webgpu' | 'webgl2' | 'none';
  /** Why it is not WebGPU throughout; empty when it is. */
  why: string;
}

const PICTURE = { webgpu: 'drawn with WebGPU', webgl2: 'drawn with WebGL2', none: 'no picture' };

export function showEngine({ engine, adapter, picture, why }: EngineLine): void {
  const computes = engine === 'webgpu' ? 'WebGPU engine' : 'reference engine (CPU)';
  const parts = [`${computes} \u00b7 ${PICTURE[picture]}`, adapter].filter((part) => part !== '');
  element('engine').textContent = `${parts.join(' \u00b7 ')}${why ? `. ${why}` : ''}`;
}
