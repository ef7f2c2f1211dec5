// The graphics device of the page's loop, or the sentence that says why there is none.
import { createDevice } from '../engine/webgpu/device.ts';
import type { QualityName } from '../view/quality.ts';

export interface PageDevice {
  device: GPUDevice | undefined;
  /** Empty with a device. */
  why: string;
}

/** `lost` hears of a device that goes without being asked to. */
export async function openPageDevice(
  isBarred: boolean,
  lost: (sentence: string) => void,
): Promise<PageDevice> {
  const without = (why: string): PageDevice => ({ device: undefined, why });
  if (isBarred) return without('WebGPU is switched off for this page.');
  if (!navigator.gpu) return without('This browser does not offer WebGPU here.');
  try {
    const device = await createDevice(navigator.gpu);
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') lost(message || 'The graphics device was lost.');
    });
    return { device, why: '' };
  } catch (error) {
    return without(error instanceof Error ? error.message : String(error));
  }
}

/** A lost device breaks whatever is under way before it says so itself; then the page starts over anyway. */
export function isLost(device: GPUDevice | undefined): Promise<boolean> {
  if (!device) return Promise.resolve(false);
  const soon = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300));
  return Promise.race([device.lost.then(() => true), soon]);
}

export function nameAdapter({ adapterInfo }: GPUDevice): string {
  const { description, vendor, architecture } = adapterInfo;
  return description || [vendor, architecture].filter((part) => part !== '').join(' ') || 'unnamed adapter';
}

/** Software GPUs draw on the processor, which the simulation needs too. */
export function suitableQuality(device: GPUDevice | undefined): QualityName {
  if (!device) return 'low';
  const { isFallbackAdapter, vendor } = device.adapterInfo;
  const isSoftware = /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(nameAdapter(device));
  return isSoftware || isFallbackAdapter || vendor === 'google' ? 'low' : 'high';
}
