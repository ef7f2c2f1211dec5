// When the GPU is through with what it was given: the same question to both of three's backends.
import type { Renderer } from 'three/webgpu';

interface Backend {
  device?: { queue: { onSubmittedWorkDone(): Promise<unknown> } };
  gl?: WebGL2RenderingContext;
}

/** WebGL has no promise for it: how often to ask, ms. */
const ASK_MS = 4;

/** Resolves also when the device or context is lost: then nothing is drawn any more. */
export async function gpuIsIdle(renderer: Renderer): Promise<void> {
  const { device, gl } = renderer.backend as unknown as Backend;
  if (device) await device.queue.onSubmittedWorkDone();
  else if (gl) await isPassed(gl);
}

async function isPassed(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return;
  gl.flush();
  while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED)
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  gl.deleteSync(fence);
}
