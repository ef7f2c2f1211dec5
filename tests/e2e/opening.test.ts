// Opening the built page: nothing from elsewhere, nothing inline, not too much, and something to see at once; and the
// visitor's hands on the camera.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import { pictureStatistics } from '../support/pictureStatistics.ts';
import { isComing } from '../support/settledPage.ts';
import { type Site, serveSite } from '../support/site.ts';

const LARGEST_SCRIPTS_KB = 450;
const PATIENCE = { timeout: 60_000, interval: 250 };

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[];
/** What the page said after it was opened: at once, and how long it took to say so. */
let greeting: { text: string; afterMs: number };
/** What was named in the first picture. */
let firstNames: string[];

beforeAll(async () => {
  site = await serveSite('/hall/exocyte/');
  browser = await launchChromium();
  const startMs = performance.now();
  ({ page, complaints } = await openPage(browser, `${site.url}?paused=1`));
  const text = await page.locator('#waiting').innerText();
  greeting = { text, afterMs: performance.now() - startMs };
  await page.locator('#waiting').waitFor({ state: 'hidden', timeout: 60_000 });
  firstNames = await names();
});

const names = () => page.locator('#labels .label').allInnerTexts();

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('the page says at once what it is doing', () => {
  expect(greeting.text).toMatch(/starting|Preparing|first picture/);
  expect(greeting.afterMs).toBeLessThan(5000);
});

test('nothing is named before it is in the picture', async () => {
  // Vesicles alone, and those without their SNAREs, are no vesicles that could be named.
  expect(firstNames).toEqual([]);
  await expect.poll(() => isComing(page), PATIENCE).toBe(false);
  await expect.poll(names, PATIENCE).toContain('Vesicle \u2013 primed');
});

test(`all scripts before the first picture have at most ${LARGEST_SCRIPTS_KB} kB, compressed`, () => {
  const scripts = [...new Set(site.requested)].filter((path) => path.endsWith('.js'));
  expect(scripts.some((path) => /worker-/.test(path))).toBe(true);
  const sizes = scripts.map((path) => {
    const bytes = readFileSync(join(site.folder, path));
    return { path, kB: gzipSync(bytes, { level: 9 }).length / 1000 };
  });
  const total = sizes.reduce((sum, { kB }) => sum + kB, 0);
  expect(total, JSON.stringify(sizes)).toBeLessThan(LARGEST_SCRIPTS_KB);
});

test('the content security policy holds, in the worker too', async () => {
  const policy = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const inline = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        document.body.setAttribute('style', 'color: red');
      }),
  );
  expect(await inline).toBe('style-src-attr');
  // The page itself breaks no rule: what is heard of is the line above alone.
  expect(complaints.filter((complaint) => !complaint.includes('inline style'))).toEqual([]);
});

test('dragging turns the picture, the wheel comes closer, both stay', async () => {
  const digest = async () => (await pictureStatistics(page)).digest;
  const changes = async (act: () => Promise<void>) => {
    const before = await digest();
    await act();
    await expect.poll(digest, PATIENCE).not.toBe(before);
  };
  await page.mouse.move(400, 300);
  await changes(async () => {
    await page.mouse.down();
    await page.mouse.move(460, 280, { steps: 3 });
    await page.mouse.up();
  });
  const scale = () => page.locator('#hud .scale').evaluate((bar) => bar.getBoundingClientRect().width);
  const before = await scale();
  await changes(() => page.mouse.wheel(0, -150));
  expect(await scale()).not.toBe(before);
});

test('a million particles on a slow machine: progress at once, signs of life during long steps, no restart', async () => {
  await page.close();
  const large = await openPage(browser, `${site.url}?scenario=large-secretion`);
  const read = (selector: string) => large.page.locator(selector).innerText();
  expect(await read('#waiting')).toMatch(/starting|Preparing/);
  await expect.poll(() => read('#hud'), PATIENCE).toMatch(/computing for \d+ s/);
  // The page's thread answers meanwhile. A click by the mouse would also wait for the compositor, which the software GPU
  // holds up for seconds while it compiles shaders.
  const answerMs = await large.page.evaluate(() => {
    const toggle = document.querySelector('#toggle') as HTMLButtonElement;
    const startMs = performance.now();
    return new Promise<number>((answered) => {
      new MutationObserver(() => answered(performance.now() - startMs)).observe(toggle, { attributes: true });
      setTimeout(() => toggle.click(), 0);
    });
  });
  expect(answerMs).toBeLessThan(1000);
  await expect.poll(() => large.page.locator('#toggle').getAttribute('aria-label'), PATIENCE).toBe('Run');
  expect(await read('#notices')).toBe('');
  expect(large.complaints).toEqual([]);
});
