// Runs a small WGSL text (which may include shaders/lib) on given buffers and returns one of them.
import { bindGroupLayout, bindingsOf } from '../../src/engine/webgpu/bindings.ts';
import { sourceOfText } from '../../src/engine/webgpu/shaderSource.ts';
import { compileWgsl, readWords } from './gpu.ts';

export interface WgslRun {
  /** Declares its buffers as the passes do, and an entry point `main`. */
  code: string;
  /** Words by buffer name; every declared buffer must be here. */
  buffers: Record<string, Int32Array<ArrayBuffer>>;
  /** Name of the buffer to return. */
  result: string;
  workgroups: number;
  /** Values of its overrides. */
  constants?: Record<string, number>;
}

export async function runWgsl(
  device: GPUDevice,
  { code, buffers, result, workgroups, constants = {} }: WgslRun,
): Promise<Int32Array> {
  const source = sourceOfText(code, 'test').code;
  const module = await compileWgsl(device, source);
  const bindings = bindingsOf(source, 'test');
  const layout = bindGroupLayout(device, bindings, 'test');
  const made = new Map<string, GPUBuffer>();
  for (const { buffer, type } of bindings) {
    const words = buffers[buffer] as Int32Array<ArrayBuffer>;
    const kind = type === 'uniform' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE;
    const usage = kind | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    made.set(buffer, device.createBuffer({ label: buffer, size: words.byteLength, usage }));
    device.queue.writeBuffer(made.get(buffer) as GPUBuffer, 0, words);
  }
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'main', constants },
  });
  const entries = bindings.map(({ binding, buffer }) => ({
    binding,
    resource: { buffer: made.get(buffer) as GPUBuffer },
  }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
  pass.dispatchWorkgroups(workgroups);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const words = await readWords(device, made.get(result) as GPUBuffer);
  for (const buffer of made.values()) buffer.destroy();
  return new Int32Array(words.buffer);
}
