import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import { expectedProbe, probeWgsl, probeWords, runProbe } from '../support/integerProbe.ts';

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  browser = await launchChromium();
  const blank = '<!doctype html><title>blank</title><link rel="icon" href="data:,"><canvas></canvas>';
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(blank));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('a compute shader in Chromium gives the words of its TypeScript twin', async () => {
  const { page, complaints } = await openPage(browser, url);
  const words = await page.evaluate(
    `(${runProbe.toString()})(navigator.gpu, ${JSON.stringify(probeWgsl)}, ${probeWords})`,
  );
  expect(words).toEqual(expectedProbe());
  expect(complaints).toEqual([]);
});

test('a canvas shows what WebGPU draws', async () => {
  const { page, complaints } = await openPage(browser, url);
  expect(await page.evaluate(clearCanvasToOrange)).toEqual([255, 128, 0, 255]);
  expect(complaints).toEqual([]);
});

test('a console error, an exception and a missing file are noticed', async () => {
  const { page, complaints } = await openPage(browser, url);
  await page.evaluate(async () => {
    console.error('printed');
    setTimeout(() => {
      throw new Error('thrown');
    });
    await fetch('http://localhost:9/').catch(() => undefined);
  });
  await expect.poll(() => complaints.join('\n')).toMatch(/printed[\s\S]*thrown/);
  expect(complaints.join('\n')).toContain('failed: http://localhost:9/');
});

/** Runs in the page; returns the colour of a pixel, read in the task that drew it. */
async function clearCanvasToOrange(): Promise<number[]> {
  const canvas = document.querySelector('canvas')!;
  const context = canvas.getContext('webgpu')!;
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat() });
  const encoder = device.createCommandEncoder();
  const view = context.getCurrentTexture().createView();
  const clearValue = { r: 1, g: 128 / 255, b: 0, a: 1 };
  encoder
    .beginRenderPass({ colorAttachments: [{ view, clearValue, loadOp: 'clear', storeOp: 'store' }] })
    .end();
  device.queue.submit([encoder.finish()]);
  const copy = new OffscreenCanvas(8, 8).getContext('2d')!;
  copy.drawImage(canvas, 0, 0);
  return Array.from(copy.getImageData(4, 4, 1, 1).data);
}
