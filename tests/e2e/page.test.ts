// The built page in a real browser: draws, runs, answers, falls back, recovers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DRUGS } from '../../src/model/drugs.ts';
import { repository, testBuilds } from '../support/buildOnce.ts';
import { crashFlags, launchChromium, openPage } from '../support/chromium.ts';
import { runCli } from '../support/cli.ts';
import { dropFile } from '../support/dropFile.ts';
import { pictureStatistics } from '../support/pictureStatistics.ts';
import { launchPlainChromium } from '../support/plainChromium.ts';
import { isComing } from '../support/settledPage.ts';
import { type Site, serveSite } from '../support/site.ts';

const small = { width: 800, height: 500 };
/** A software GPU compiles shaders and draws on the processor. */
const PATIENCE = { timeout: 60_000, interval: 250 };

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await serveSite('/hall/exocyte/');
  browser = await launchChromium();
});

/** A page left open would go on running and drawing beside the next test's. */
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const text = (page: Page, selector: string) => page.locator(selector).innerText();

const button = (page: Page, name: string) => page.locator(`#transport [aria-label="${name}"]`);

/** Opens the page and waits until it simulates and draws; soonest with the reference engine, which compiles nothing. */
async function openRunning(search = '', where = browser, size = small) {
  const opened = await openPage(where, `${site.url}${search}`, size);
  await expect.poll(() => text(opened.page, '#engine'), PATIENCE).toContain('engine');
  await expect.poll(() => text(opened.page, '#hud'), PATIENCE).toMatch(/paused|pictures/);
  return opened;
}

/** Bodies come into a picture a few at a time: waits for the last. */
async function complete(page: Page): Promise<void> {
  await expect.poll(() => isComing(page), PATIENCE).toBe(false);
}

/** Simulated time on the page, seconds. */
async function simulatedS(page: Page): Promise<number> {
  const shown = await text(page, '#hud .time');
  const [value, unit] = shown.split(/\s+/) as [string, string];
  return Number(value) * { '\u00b5s': 1e-6, ms: 1e-3, s: 1 }[unit]!;
}

/** Keeps a screenshot beside the test's builds, for whoever wants to look. */
async function keep(page: Page, name: string): Promise<void> {
  writeFileSync(join(testBuilds, `${name}.png`), await page.screenshot());
}

test('the page runs below a sub-path and draws from the GPU without a complaint', async () => {
  const { page, complaints } = await openRunning();
  expect(await text(page, '#engine')).toMatch(/WebGPU engine . drawn with WebGPU/);
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
  await expect.poll(async () => (await pictureStatistics(page)).colours, PATIENCE).toBeGreaterThan(500);
  await complete(page);
  const picture = await pictureStatistics(page);
  expect(picture.deviation).toBeGreaterThan(4);
  // Porosomes and docked vesicles: the palette's magenta and amber are there.
  expect(picture.magenta).toBeGreaterThan(0.0005);
  expect(picture.amber).toBeGreaterThan(0.001);
  await keep(page, 'page');
  expect(complaints).toEqual([]);
});

test('pause, step and reset do what they say', async () => {
  const { page, complaints } = await openRunning('?paused=1');
  expect(await simulatedS(page)).toBe(0);
  await button(page, 'Step').click();
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
  const stepped = await simulatedS(page);
  await page.waitForTimeout(1000);
  expect(await simulatedS(page)).toBe(stepped);
  await page.locator('#picture').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(stepped);
  await page.keyboard.press('Space');
  await button(page, 'Reset').click();
  await expect.poll(() => simulatedS(page), PATIENCE).toBe(0);
  expect(complaints).toEqual([]);
});

test('the camera turns by keys and the picture follows', async () => {
  const { page, complaints } = await openRunning('?paused=1&engine=reference');
  const before = await pictureStatistics(page);
  await page.locator('#picture').focus();
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await pictureStatistics(page)).digest, PATIENCE).not.toBe(before.digest);
  expect(complaints).toEqual([]);
});

test('a bad scenario is answered by its sentence while the old one runs on', async () => {
  const { page, complaints } = await openRunning('?engine=reference');
  const title = await text(page, '#title');
  await dropFile(page, 'broken.json', '{"schemaVersion": 1, "name": "broken"}');
  await expect.poll(() => text(page, '#notices'), PATIENCE).toContain('is missing');
  const then = await simulatedS(page);
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(then);
  expect(await text(page, '#title')).toBe(title);
  await dropFile(page, 'nonsense.json', 'not even JSON');
  await expect.poll(() => text(page, '#notices'), PATIENCE).toMatch(/JSON/);
  expect(complaints).toEqual([]);
});

test('the panel starts another scenario and another seed', async () => {
  const { page, complaints } = await openRunning('?paused=1&engine=reference');
  const picture = await pictureStatistics(page);
  const seed = page.locator('#panel .lil-controller', { hasText: 'seed' }).locator('input');
  await seed.fill('99');
  await seed.press('Enter');
  await expect.poll(async () => (await pictureStatistics(page)).digest, PATIENCE).not.toBe(picture.digest);
  await page.locator('#panel select').first().selectOption('validation/01-free-diffusion');
  await expect.poll(() => text(page, '#title'), PATIENCE).toMatch(/diffusion/i);
  await expect.poll(async () => (await pictureStatistics(page)).colours, PATIENCE).toBeGreaterThan(50);
  expect(complaints).toEqual([]);
});

test('the page says what a scenario is, where its numbers are from, and that porosomes are disputed', async () => {
  const { page, complaints } = await openRunning('?paused=1&engine=reference');
  const hypothesis = page.getByText('Porosome model: a disputed hypothesis', { exact: true });
  await expect.poll(() => hypothesis.isVisible(), PATIENCE).toBe(true);
  expect(await text(page, 'header .caveat')).toContain('Porosomes are a disputed hypothesis');
  await page.getByText('About this model', { exact: true }).click();
  expect(await text(page, '#paragraph')).toContain('One action potential in a hippocampal bouton');
  expect(await text(page, '#consensus')).toContain(
    'most of the literature on porosomes comes from one group',
  );
  const sources = await page.locator('#sources li').allInnerTexts();
  expect(sources.length).toBeGreaterThan(10);
  expect(sources[0]).toContain('[M] from memory or unverified');
  await page.getByText('About this model', { exact: true }).click();
  expect(await text(page, '#counts')).toContain('porosomes (disputed)');
  await page.getByText('Drugs and switches', { exact: true }).click();
  for (const { label } of Object.values(DRUGS)) {
    await expect.poll(() => text(page, '#panel'), PATIENCE).toContain(label);
  }
  await page.getByLabel('New run: sites').selectOption('plain fusion sites');
  await expect.poll(() => text(page, '#counts'), PATIENCE).not.toContain('porosomes');
  expect(await text(page, '#counts')).toContain('fusion sites');
  await expect.poll(() => hypothesis.isVisible(), PATIENCE).toBe(false);
  expect(complaints).toEqual([]);
});

test('the census lists transporters, receptors and what crosses the membrane', async () => {
  const { page, complaints } = await openRunning('?scenario=cleft&engine=reference');
  const counts = () => text(page, '#counts');
  for (const row of ['EAAT bound', 'EAAT taken up', 'EAAT carried out', 'AMPA open', 'steroid outside']) {
    await expect.poll(counts, PATIENCE).toContain(row);
  }
  await expect.poll(counts, PATIENCE).toMatch(/AMPA open\s+[1-9]/);
  await keep(page, 'cleft');
  expect(complaints).toEqual([]);
});

test('a whole cell is drawn: its inside from home, its porosomes from a site', async () => {
  const { page, complaints } = await openRunning('?scenario=parity-cell&paused=1&engine=reference');
  await expect.poll(() => page.locator('#waiting').isHidden(), PATIENCE).toBe(true);
  // Two kinds of vesicles, counted apart where it matters.
  for (const kind of ['synaptic', 'constitutive']) {
    await expect.poll(() => text(page, '#counts'), PATIENCE).toContain(`of these: ${kind}`);
  }
  await expect.poll(async () => (await pictureStatistics(page)).colours, PATIENCE).toBeGreaterThan(500);
  await complete(page);
  const home = await pictureStatistics(page);
  expect(home.deviation).toBeGreaterThan(4);
  // The sites are a small part of the cell, and most of the picture once the camera has flown to one.
  await page.locator('#picture').focus();
  await page.keyboard.press('h');
  await expect
    .poll(async () => (await pictureStatistics(page)).magenta, PATIENCE)
    .toBeGreaterThan(Math.max(0.01, 3 * home.magenta));
  // The camera may still be on its way.
  await expect.poll(async () => (await pictureStatistics(page)).yellow, PATIENCE).toBeGreaterThan(0.01);
  await keep(page, 'cell');
  expect(complaints).toEqual([]);
});

test('bad values in the address are noticed, not silently ignored', async () => {
  const { page } = await openRunning('?paused=1&engine=reference&seed=seven&colour=red');
  expect(await text(page, '#notices')).toMatch(/seed=seven/);
  expect(await text(page, '#notices')).toMatch(/"colour"/);
});

test('without WebGPU the reference engine runs, WebGL2 draws, and the page says so and why', async () => {
  const plain = await launchPlainChromium();
  try {
    const { page, complaints } = await openRunning('', plain);
    const line = await text(page, '#engine');
    expect(line).toMatch(/reference engine \(CPU\) . drawn with WebGL2/);
    expect(line).toMatch(/WebGPU here|no graphics adapter/);
    await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
    await expect.poll(async () => (await pictureStatistics(page)).colours, PATIENCE).toBeGreaterThan(500);
    await complete(page);
    const picture = await pictureStatistics(page);
    expect(picture.magenta).toBeGreaterThan(0.0005);
    expect(complaints).toEqual([]);
  } finally {
    await plain.close();
  }
});

test('without any picture the page says why, and its numbers still run', async () => {
  const blind = await launchPlainChromium(['--disable-gpu', '--disable-software-rasterizer']);
  try {
    const { page } = await openRunning('', blind);
    await expect.poll(() => text(page, '#waiting'), PATIENCE).toMatch(/There is no picture/);
    expect(await text(page, '#engine')).toContain('no picture');
    await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
  } finally {
    await blind.close();
  }
});

/** The scenario of the page-terminal test: short, with an action potential in it. */
function shortScenario(): string {
  const scenario = JSON.parse(readFileSync(join(repository, 'scenarios/bouton.json'), 'utf8'));
  return JSON.stringify({ ...scenario, run: { ...scenario.run, durationMs: 10.4 } });
}

/** Its hash in the terminal, seed 5. */
async function shortHash(): Promise<string> {
  const file = join(testBuilds, 'short.json');
  writeFileSync(file, shortScenario());
  const { stdout } = await runCli(['run', file, '--seed', '5', '--engine', 'reference']);
  const hash = /state hash ([0-9a-f]{16})/.exec(stdout)?.[1];
  expect(hash).toBeDefined();
  return hash!;
}

test('the same run has one hash in the terminal and on the page, on either engine', async () => {
  const expected = await shortHash();
  for (const engine of ['reference', 'webgpu']) {
    const { page, complaints } = await openRunning(`?paused=1&seed=5&speed=max&engine=${engine}`);
    await dropFile(page, 'short.json', shortScenario());
    await page.locator('#toggle').click();
    await expect.poll(() => text(page, '#notices'), { ...PATIENCE, timeout: 100_000 }).toContain(expected);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 240_000);

test('whatever is shown, and whether anything is, the run ends with the same hash', async () => {
  const expected = await shortHash();
  const { page, complaints } = await openRunning('?paused=1&seed=5&speed=max&engine=webgpu');
  await button(page, 'Step').click();
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
  await dropFile(page, 'short.json', shortScenario());
  await expect.poll(() => simulatedS(page), PATIENCE).toBe(0);
  await page.getByText('Picture', { exact: true }).click();
  const choose = (name: string, value: string) => page.getByLabel(name, { exact: true }).selectOption(value);
  const hide = (isHidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  const legend = (name: string) => page.locator('#counts button', { hasText: name }).click();
  const changes = [
    () => legend('Vesicles'),
    () => choose('motion', 'raw'),
    () => choose('map', 'on'),
    () => choose('profile', 'exhibit'),
    () => hide(true),
    () => legend('Vesicles'),
    () => hide(false),
    () => choose('clip', 'view'),
    () => choose('motion', '15 Hz'),
    () => choose('profile', 'paper'),
    () => choose('map', 'off'),
    () => page.locator('#picture').press('Enter'),
  ];
  for (const change of changes) {
    await change();
    await button(page, 'Step').click();
    await page.waitForTimeout(200); // some epochs are too short for the time shown
  }
  const then = await simulatedS(page);
  expect(then).toBeGreaterThan(0);
  expect(then).toBeLessThan(0.0104);
  await page.locator('#toggle').click();
  await expect.poll(() => text(page, '#notices'), PATIENCE).toContain(expected);
  expect(complaints).toEqual([]);
});

test('the page exports a run with a drug given by hand, and the terminal runs it again to the same hash', async () => {
  const { page, complaints } = await openRunning('?paused=1&seed=5&engine=webgpu');
  await button(page, 'Step').click();
  await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
  await page.getByText('Drugs and switches', { exact: true }).click();
  const box = page.locator('#panel .lil-controller', { hasText: 'EGTA' }).locator('input');
  await box.check();
  for (let step = 0; step < 3; step++) await button(page, 'Step').click();
  await expect.poll(() => box.isChecked(), PATIENCE).toBe(true);
  await keep(page, 'drugs');
  const downloads: Promise<Download>[] = [];
  page.on('download', (download) => downloads.push(Promise.resolve(download)));
  await page.getByText('Files', { exact: true }).click();
  await page.getByRole('button', { name: /Export/ }).click();
  await expect.poll(() => downloads.length, PATIENCE).toBe(3);
  const files = new Map<string, string>();
  for (const download of await Promise.all(downloads)) {
    files.set(download.suggestedFilename(), readFileSync(await download.path(), 'utf8'));
  }
  const run = JSON.parse(files.get('run.json')!);
  expect(run).toMatchObject({ seed: 5, engine: 'webgpu', completed: false });
  expect(run.changes).toHaveLength(1);
  const { drug, atMs } = run.scenario.interventions[0];
  expect([drug, atMs > 0]).toEqual(['egta', true]);
  expect(run.stateHash).toMatch(/^[0-9a-f]{16}$/);
  expect(run.ledger.accounts.every(({ imbalance }: { imbalance: number }) => imbalance === 0)).toBe(true);
  expect(files.get('series.csv')).toMatch(/^time_s,/);
  expect(files.get('events.csv')).toMatch(/^time_s,event,/);
  const record = join(testBuilds, 'exported.json');
  writeFileSync(record, files.get('run.json')!);
  const { stdout } = await runCli(['run', record, '--duration', `${run.simulated_s * 1e6}us`, '--quiet']);
  expect(stdout.trim()).toBe(`state hash ${run.stateHash}`);
  expect(complaints).toEqual([]);
});

test('a telephone shows picture and controls, and nothing overlaps', async () => {
  const { page, complaints } = await openRunning('?paused=1', browser, { width: 360, height: 640 });
  const boxes = await page.evaluate(() =>
    ['header', '#about', '#census', '#books', '#panel > *', '#hud', '#transport', '#engine'].map(
      (selector) => {
        const { left, top, right, bottom } = document.querySelector(selector)!.getBoundingClientRect();
        return { selector, left, top, right, bottom };
      },
    ),
  );
  for (const box of boxes) {
    expect(box.left, box.selector).toBeGreaterThanOrEqual(0);
    expect(box.right, box.selector).toBeLessThanOrEqual(360);
    expect(box.bottom, box.selector).toBeLessThanOrEqual(640);
  }
  const overlapping = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.selector} and ${b.selector}`),
  );
  expect(overlapping).toEqual([]);
  await expect.poll(async () => (await pictureStatistics(page)).amber, PATIENCE).toBeGreaterThan(0.001);
  await keep(page, 'telephone');
  expect(complaints).toEqual([]);
});

test('a lost graphics device is replaced and the run goes on', async () => {
  const fragile = await launchChromium(crashFlags);
  try {
    const { page } = await openRunning('', fragile);
    await expect.poll(() => simulatedS(page), PATIENCE).toBeGreaterThan(0);
    const session = await fragile.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess' as never).catch(() => undefined);
    await expect.poll(() => text(page, '#notices'), PATIENCE).toMatch(/The run goes on/);
    const then = await simulatedS(page);
    await expect.poll(() => simulatedS(page), PATIENCE).not.toBe(then);
    expect(await page.locator('#toggle').getAttribute('aria-label')).toBe('Pause');
    await expect.poll(async () => (await pictureStatistics(page)).magenta, PATIENCE).toBeGreaterThan(0.0005);
  } finally {
    await fragile.close();
  }
});
