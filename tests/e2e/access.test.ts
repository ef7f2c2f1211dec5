// The page for everybody: WCAG 2.2 AA as far as axe-core can tell, keyboard only, and 360 x 640 pixels.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openSettled } from '../support/settledPage.ts';
import { type Site, serveSite } from '../support/site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const sizes = { desk: { width: 1280, height: 800 }, telephone: { width: 360, height: 640 } };
const PATIENCE = { timeout: 30_000, interval: 100 };

let site: Site;
let browser: Browser;
let desk: Page;

beforeAll(async () => {
  site = await serveSite('/hall/exocyte/');
  browser = await launchChromium();
  ({ page: desk } = await openSettled(browser, `${site.url}?paused=1&engine=reference&seed=x`, sizes.desk));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Rule and elements of every violation. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        runOnly: { type: 'tag', values },
      }) as Promise<AxeResults>,
    LEVELS,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Opens every folded part of the page. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
    for (const title of document.querySelectorAll<HTMLElement>('.lil-closed > .lil-title')) title.click();
  });
}

test('axe-core finds no violation on the desk, folded, unfolded and on paper, nor in the dialog', async () => {
  expect(await violations(desk)).toEqual([]);
  await unfold(desk);
  expect(await violations(desk)).toEqual([]);
  await desk.locator('#panel select').last().focus();
  await desk.getByLabel('profile').selectOption('paper');
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole('button', { name: /Edit scenario/ }).press('Enter');
  expect(await violations(desk)).toEqual([]);
  await desk.keyboard.press('Escape');
  expect(await desk.locator('dialog[open]').count()).toBe(0);
});

test('Tab reaches everything that can be used, shows where it is, and leaves the page again', async () => {
  const all = await desk.evaluate(() => {
    const usable = [
      ...document.querySelectorAll<HTMLElement>('button, summary, select, input, [tabindex="0"]'),
    ];
    const seen = usable.filter((part) => part.checkVisibility() && part.tabIndex >= 0);
    seen.forEach((part, number) => {
      part.dataset.number = `${number}`;
    });
    (document.activeElement as HTMLElement | null)?.blur();
    return seen.length;
  });
  const reached = new Set<string>();
  for (let press = 0; press < all + 5; press++) {
    await desk.keyboard.press('Tab');
    const at = await desk.evaluate(() => {
      const here = document.activeElement as HTMLElement;
      const marked = here.matches('.lil-gui select') ? here.nextElementSibling! : here;
      const isMarked = getComputedStyle(marked).outlineStyle !== 'none';
      return { number: here.dataset.number, isMarked, name: here.outerHTML.slice(0, 80) };
    });
    if (at.number === undefined) continue;
    expect(at.isMarked, at.name).toBe(true);
    reached.add(at.number);
  }
  expect(reached.size).toBe(all);
});

test('a run is started, steered and looked at without a mouse', async () => {
  const text = (selector: string) => desk.locator(selector).innerText();
  await desk.locator('#picture').focus();
  await desk.keyboard.press('s');
  await expect.poll(() => text('#hud'), PATIENCE).not.toMatch(/^0(\.0)? /);
  await desk.keyboard.press('Space');
  expect(await desk.locator('#toggle').getAttribute('aria-label')).toBe('Pause');
  await desk.keyboard.press('Space');
  await desk.keyboard.press('r');
  await expect.poll(() => text('#hud'), PATIENCE).toMatch(/^0(\.0)? /);
  const scale = await text('#hud');
  await desk.keyboard.press('+');
  await desk.keyboard.press('+');
  await desk.keyboard.press('+');
  await desk.keyboard.press('+');
  expect(await desk.locator('#hud .scale').getAttribute('aria-label')).toMatch(/Scale bar/);
  await expect.poll(() => text('#hud'), PATIENCE).not.toBe(scale);
  // The bad seed of the address left a message: closed by key.
  await desk.locator('.notice button').first().press('Enter');
  expect(await desk.locator('.notice').count()).toBe(0);
  await desk.getByLabel('scenario', { exact: true }).selectOption('validation/01-free-diffusion');
  await expect.poll(() => text('#title'), PATIENCE).toMatch(/diffusion/i);
});

test('on 360 x 640 pixels axe-core finds no violation and nothing is cut off', async () => {
  const { page, complaints } = await openSettled(
    browser,
    `${site.url}?paused=1&engine=reference`,
    sizes.telephone,
  );
  expect(await violations(page)).toEqual([]);
  await unfold(page);
  expect(await violations(page)).toEqual([]);
  const isCut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isCut).toBe(false);
  expect(complaints).toEqual([]);
});
