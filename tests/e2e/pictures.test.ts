// What every preset looks like, against pictures that somebody has looked at. tests/README.md says how to keep new ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';
import { repository } from '../support/buildOnce.ts';
import { launchChromium } from '../support/chromium.ts';
import { dropFile } from '../support/dropFile.ts';
import { compareWithKept } from '../support/pictureGallery.ts';
import { openSettled, settledPicture } from '../support/settledPage.ts';
import { type Site, serveSite } from '../support/site.ts';

interface Shot {
  name: string;
  search: string;
  size?: { width: number; height: number };
  /** Keys pressed on the picture, each so many times. */
  keys?: Record<string, number>;
  /** The scenario, up to shortly after the first event of this name. */
  after?: string;
}

const shots: Shot[] = [
  { name: 'bouton', search: 'scenario=bouton' },
  { name: 'calyx', search: 'scenario=calyx' },
  { name: 'chromaffin', search: 'scenario=chromaffin' },
  { name: 'acinar', search: 'scenario=acinar' },
  { name: 'beta-cell', search: 'scenario=beta-cell' },
  { name: 'constitutive', search: 'scenario=constitutive' },
  { name: 'cleft', search: 'scenario=cleft' },
  { name: 'large-secretion', search: 'scenario=large-secretion' },
  { name: 'docking', search: 'scenario=bouton', keys: { '+': 7, ArrowDown: 1 } },
  { name: 'fusion', search: 'scenario=bouton', keys: { '+': 6 }, after: 'poreOpened' },
  { name: 'from-the-cleft', search: 'scenario=cleft', keys: { ArrowUp: 6, '+': 4 } },
  { name: 'cell-site', search: 'scenario=parity-cell', keys: { h: 1 } },
  { name: 'paper', search: 'scenario=bouton&profile=paper', keys: { '+': 2 } },
  { name: 'exhibit', search: 'scenario=bouton&profile=exhibit', keys: { '+': 6 }, after: 'poreOpened' },
  { name: 'telephone', search: 'scenario=bouton', size: { width: 360, height: 640 } },
  { name: 'webgl2', search: 'scenario=bouton&draw=webgl2', keys: { '+': 2 } },
];

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await serveSite('/hall/exocyte/');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test.each(shots)('$name looks as it did', async ({ name, search, size, keys = {}, after }) => {
  const url = `${site.url}?paused=1&seed=1&speed=max&engine=reference&quality=low&${search}`;
  const { page, complaints } = await openSettled(browser, url, size);
  if (after) await runUntil(page, after);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.locator('#picture').focus();
  for (const [key, times] of Object.entries(keys))
    for (let press = 0; press < times; press++) await page.keyboard.press(key);
  await page.locator('#picture').blur();
  const found = await compareWithKept(page, name, await settledPicture(page));
  expect(found.isAlike, JSON.stringify(found)).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Runs bouton on the page until shortly after the first event of a name. */
async function runUntil(page: Page, event: string): Promise<void> {
  const scenario = JSON.parse(readFileSync(join(repository, 'scenarios/bouton.json'), 'utf8'));
  const { seed, timeMs } = await firstEvent(JSON.stringify(scenario), event);
  const short = { ...scenario, run: { ...scenario.run, durationMs: timeMs + 0.2 } };
  await dropFile(page, 'run.json', JSON.stringify({ seed, scenario: short }));
  await expect.poll(() => page.locator('#title').innerText()).toBe(scenario.title);
  await page.locator('#toggle').click();
  await page.locator('#notices', { hasText: 'planned time is over' }).waitFor({ timeout: 90_000 });
}

const firstEvents = new Map<string, { seed: number; timeMs: number }>();

/** A seed whose run has such an event, and when. Not every action potential releases a vesicle. */
async function firstEvent(scenarioText: string, event: string): Promise<{ seed: number; timeMs: number }> {
  const known = firstEvents.get(event);
  if (known) return known;
  const scenario = parseScenario(scenarioText);
  for (let seed = 3; seed <= 20; seed++) {
    const run = await Simulation.create({ scenario, seed, engine: new ReferenceEngine() });
    while (run.timeNs < scenario.run.durationMs * 1e6) {
      await run.advance();
      const found = run.takeEvents().find(({ event: name }) => name === event);
      if (!found) continue;
      const first = { seed, timeMs: found.timeNs / 1e6 };
      firstEvents.set(event, first);
      return first;
    }
  }
  throw new Error(`No seed up to 20 has an event "${event}".`);
}
