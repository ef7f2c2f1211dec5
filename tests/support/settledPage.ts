// A page whose picture has come to rest: paused, everything eased to where it belongs.
import type { Browser, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

const PATIENCE_MS = 90_000;
const PAUSE_MS = 300;

export interface SettledPage {
  page: Page;
  complaints: string[];
}

/** Opens the page, paused, and waits for the first picture. */
export async function openSettled(
  browser: Browser,
  url: string,
  size = { width: 800, height: 500 },
): Promise<SettledPage> {
  const opened = await openPage(browser, url, size);
  await opened.page.locator('#waiting').waitFor({ state: 'hidden', timeout: PATIENCE_MS });
  return opened;
}

/** Bodies are still missing in a new picture. */
export async function isComing(page: Page): Promise<boolean> {
  return (await page.locator('#picture[aria-busy=true]').count()) > 0;
}

/** The picture alone: two screenshots in a row are the same, both taken after all bodies had come. Panels and labels are out of the way. */
export async function settledPicture(page: Page): Promise<Buffer> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>('main > :not(#picture)'))
      part.style.visibility = 'hidden';
  });
  const endMs = performance.now() + PATIENCE_MS;
  let before: Buffer | undefined;
  while (performance.now() < endMs) {
    await page.waitForTimeout(PAUSE_MS);
    if (await isComing(page)) continue;
    const now = await page.screenshot();
    if (before && now.equals(before)) return now;
    before = now;
  }
  throw new Error('the picture does not come to rest');
}
