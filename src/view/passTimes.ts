// How long each pass of the last pictures took on the GPU, where its device can tell (`timestamp-query`) and the renderer was
// opened to measure it.
import type { Renderer } from 'three/webgpu';

/** The part of three's backend that holds it; three itself tells the sum only. */
interface TimedBackend {
  timestampQueryPool: { render: { timestamps: Map<string, number> } | null };
}

/**
 * Ms, of all passes since the last call, in the order in which they began: one that needs another's picture begins before it.
 * Empty: nothing is known.
 */
export async function passTimes(renderer: Renderer): Promise<number[]> {
  await renderer.resolveTimestampsAsync('render');
  const { timestampQueryPool } = renderer.backend as unknown as TimedBackend;
  return [...(timestampQueryPool.render?.timestamps.values() ?? [])];
}
