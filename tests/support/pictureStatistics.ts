// What a screenshot looks like in numbers: enough to tell a picture from a blank page, and to find the palette in it.
import type { Page } from 'playwright-core';

export interface PictureStatistics {
  /** Different colours, of 15 bits. */
  colours: number;
  /** Standard deviation of the lightness, 0..255. */
  deviation: number;
  /** Share of pixels in the palette's magenta (porosomes), amber (docked vesicles) and yellow (primed ones). */
  magenta: number;
  amber: number;
  yellow: number;
  /** Changes when any pixel changes. */
  digest: number;
}

/** Of the picture alone: panels and labels are hidden for the moment. The browser itself decodes the PNG. */
export async function pictureStatistics(page: Page): Promise<PictureStatistics> {
  await page.evaluate(hidePanels, true);
  const shot = await page.screenshot({ timeout: 60_000 });
  await page.evaluate(hidePanels, false);
  return page.evaluate(measure, shot.toString('base64'));
}

/** Runs in the page. A constructed sheet: the content security policy forbids inline styles, a screenshot's own too. */
function hidePanels(areHidden: boolean): void {
  document.adoptedStyleSheets = [];
  if (!areHidden) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '.left, #panel, .bottom, #notices, #labels, #card, #tour { visibility: hidden !important }',
  );
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page. */
async function measure(base64: string): Promise<PictureStatistics> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const colours = new Set<number>();
  let [sum, squares, magenta, amber, yellow, digest] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    colours.add(((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3));
    const light = (red + green + blue) / 3;
    sum += light;
    squares += light * light;
    if (red > 110 && blue > 110 && green < 0.6 * Math.min(red, blue)) magenta++;
    if (red > 120 && green > 0.5 * red && green < 0.85 * red && blue < 0.55 * red) amber++;
    if (red > 120 && green >= 0.85 * red && blue < 0.7 * green) yellow++;
    digest = (Math.imul(digest, 31) + (red << 16) + (green << 8) + blue) | 0;
  }
  const pixels = data.length / 4;
  return {
    colours: colours.size,
    deviation: Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2)),
    magenta: magenta / pixels,
    amber: amber / pixels,
    yellow: yellow / pixels,
    digest,
  };
}
