// three's renderer on one of its two backends. `WebGPURenderer` would bring both, and all materials and lights that it
// knows; here WebGL2 is fetched only where there is no device, and materials are nodes anyway.
import { NoToneMapping, Renderer, WebGPUBackend } from 'three/webgpu';
import type { PictureDevice } from './shareBuffer.ts';

export interface RendererOptions {
  canvas: HTMLCanvasElement | OffscreenCanvas;
  /** The engine's; undefined: WebGL2. */
  device: PictureDevice | undefined;
  /** Measures how long each pass takes, where the device can tell. */
  isTimed?: boolean;
}

/** Throws when there is no context. */
export async function openRenderer({ canvas, device, isTimed = false }: RendererOptions): Promise<Renderer> {
  const options = {
    canvas: canvas as HTMLCanvasElement,
    antialias: false, // the scene is smoothed before it reaches the canvas
    trackTimestamp: isTimed,
  };
  const backend = device
    ? new WebGPUBackend({ ...options, device })
    : new (await import('./webglBackend.ts')).WebGLBackend(options);
  const renderer = new Renderer(backend, options);
  // The palette is shown as it is: even the neutral curve would sink the dark backdrop by a third.
  renderer.toneMapping = NoToneMapping;
  await renderer.init();
  return renderer;
}
