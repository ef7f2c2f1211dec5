// The picture's aids on one page, kept open from test to test: each looks at what its control does to the pixels or the page.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testBuilds } from '../support/buildOnce.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { pictureStatistics } from '../support/pictureStatistics.ts';
import { type Site, serveSite } from '../support/site.ts';

const PATIENCE = { timeout: 40_000, interval: 300 };
const size = { width: 800, height: 500 };

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  site = await serveSite('/');
  browser = await launchChromium();
  ({ page, complaints } = await openPage(browser, `${site.url}?paused=1&scenario=bouton&quality=low`, size));
  await page.locator('#waiting').waitFor({ state: 'hidden', timeout: 60_000 });
  await page.getByText('Picture', { exact: true }).click();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const choose = (name: string, value: string) => page.getByLabel(name, { exact: true }).selectOption(value);
const statistics = () => pictureStatistics(page);

test('the legend hides a kind and shows it again', async () => {
  await expect.poll(async () => (await statistics()).amber, PATIENCE).toBeGreaterThan(0.001);
  const vesicles = page.locator('#counts button', { hasText: 'Vesicles' });
  await vesicles.click();
  expect(await vesicles.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(async () => (await statistics()).amber, PATIENCE).toBe(0);
  expect((await statistics()).magenta).toBeGreaterThan(0.0005);
  await vesicles.press('Enter');
  await expect.poll(async () => (await statistics()).amber, PATIENCE).toBeGreaterThan(0.001);
});

test('a cut takes the porosomes in its way', async () => {
  const before = await statistics();
  await choose('clip', 'z');
  await page.getByLabel('cut at, %', { exact: true }).locator('..').locator('input').last().fill('-60');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await statistics()).magenta, PATIENCE).toBe(0);
  await choose('clip', 'off');
  await expect.poll(async () => (await statistics()).magenta, PATIENCE).toBeGreaterThan(before.magenta / 2);
});

test('keys pick, step and let go; a click on the picture picks what is there', async () => {
  const title = page.locator('#card h2');
  await page.locator('#picture').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => title.innerText(), PATIENCE).toMatch(/Vesicle|Porosome/);
  const first = await title.innerText();
  await page.keyboard.press('.');
  await expect.poll(() => title.innerText(), PATIENCE).not.toBe(first);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#card').isHidden(), PATIENCE).toBe(true);
  await page.mouse.click(430, 200);
  await expect.poll(() => title.innerText(), PATIENCE).toMatch(/Vesicle|Porosome/);
  await expect
    .poll(() => page.locator('#card').innerText(), PATIENCE)
    .toMatch(/Ca\u00b2\u207a\] within 60 nm\s+\d/);
});

test('a vesicle is followed, and its card fills as the run goes on', async () => {
  await page.locator('#picture').focus();
  for (let press = 0; press < 4 && !/Vesicle/.test(await page.locator('#card h2').innerText()); press++) {
    await page.keyboard.press('.');
    await page.waitForTimeout(300);
  }
  const before = await statistics();
  await page.keyboard.press('f');
  await page.locator('[aria-label="Step"]').click();
  await expect.poll(async () => (await statistics()).digest, PATIENCE).not.toBe(before.digest);
  expect(await page.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => page.locator('#card').innerText(), PATIENCE).toMatch(/age\s+[1-9]/);
});

test('other eyes see other colours', async () => {
  await page.keyboard.press('h');
  await choose('vision', 'deutan');
  await expect.poll(async () => (await statistics()).magenta, PATIENCE).toBe(0);
  await choose('vision', 'normal');
});

test('a figure is saved in parts as one PNG that says what it shows', async () => {
  await choose('profile', 'figure');
  await choose('save, pixels', '1920 (2k)');
  const download = page.waitForEvent('download', PATIENCE);
  await page.getByRole('button', { name: 'Save picture' }).click();
  const png = readFileSync(await (await download).path());
  writeFileSync(join(testBuilds, 'figure.png'), png);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1200]);
  expect(png.toString('latin1')).toMatch(/tEXtDescription\0Central glutamatergic bouton.*motion low-passed/);
  expect(await cornerLight(png)).toBeGreaterThan(150); // paper, also where the last part ends
});

/** Red of the two upper corners, 0..255. The browser itself decodes the PNG. */
function cornerLight(png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
      willReadFrequently: true,
    })!;
    context.drawImage(bitmap, 0, 0);
    const red = (x: number) => context.getImageData(x, 0, 1, 1).data[0]!;
    return Math.min(red(0), red(bitmap.width - 1));
  }, png.toString('base64'));
}

test('the tour starts by a key and lets the run go on, names its shot and ends at any input', async () => {
  await choose('profile', 'dark');
  await page.locator('#picture').focus();
  await page.keyboard.press('t');
  await expect.poll(() => page.locator('#tour').innerText(), PATIENCE).toBe('The whole');
  const toggle = page.locator('#toggle');
  await expect.poll(() => toggle.getAttribute('aria-label'), PATIENCE).toBe('Pause');
  await page.mouse.wheel(0, 10);
  await expect.poll(() => page.locator('#tour').isHidden(), PATIENCE).toBe(true);
  await toggle.click();
});

test('where motion is to be reduced, a view changes behind a fade', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const before = await statistics();
  await page.locator('#picture').focus();
  await page.keyboard.press('2');
  expect(await page.locator('#picture.leaving').count()).toBe(1);
  await expect.poll(async () => (await statistics()).digest, PATIENCE).not.toBe(before.digest);
  await expect.poll(() => page.locator('#picture.leaving').count(), PATIENCE).toBe(0);
});

test('the quality in the address is kept and shown, and nothing was complained about', async () => {
  expect(await page.locator('#hud').innerText()).toContain('low quality');
  expect(complaints).toEqual([]);
});
