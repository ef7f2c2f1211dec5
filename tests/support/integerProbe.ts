// A small integer kernel with a twin in TypeScript: shows that a WebGPU implementation works, and computes exactly.
// `runProbe` stands alone (no imports), so that its text can be evaluated inside a browser page.

export const probeWords = 1000;

/** Wrapping products, rotations, signed comparison, leading zeros: what the engine's passes are made of. */
export const probeWgsl = `
@group(0) @binding(0) var<storage, read_write> words: array<u32>;

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&words)) { return; }
  var value = id.x * 2654435761u + 12345u;
  for (var round = 0u; round < 16u; round++) {
    value = (value << 13u) | (value >> 19u);
    value ^= value * 747796405u + round;
    if (bitcast<i32>(value) < 0) { value += u32(bitcast<i32>(value) >> 7u); }
    value += countLeadingZeros(value & 0xffffu);
  }
  words[id.x] = value;
}`;

export function expectedProbe(): number[] {
  return Array.from({ length: probeWords }, (_, index) => {
    let value = (Math.imul(index, 2654435761) + 12345) >>> 0;
    for (let round = 0; round < 16; round++) {
      value = ((value << 13) | (value >>> 19)) >>> 0;
      value = (value ^ (Math.imul(value, 747796405) + round)) >>> 0;
      if ((value | 0) < 0) value = (value + (value >> 7)) >>> 0;
      value = (value + Math.clz32(value & 0xffff)) >>> 0;
    }
    return value;
  });
}

/** Runs the kernel on an adapter of `gpu` and returns its words. */
export async function runProbe(gpu: GPU, wgsl: string, count: number): Promise<number[]> {
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('no adapter');
  const device = await adapter.requestDevice();
  const size = count * 4;
  const words = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const copy = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const module = device.createShaderModule({ code: wgsl });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'probe' } });
  const layout = pipeline.getBindGroupLayout(0);
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: words } }] });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(words, 0, copy, 0, size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  const result = Array.from(new Uint32Array(copy.getMappedRange().slice(0)));
  device.destroy();
  return result;
}
