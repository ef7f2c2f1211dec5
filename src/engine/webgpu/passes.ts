// Compiles the passes of the schedule: one module per WGSL file, one pipeline per pass and set of constants.
import { epochSchedule, ordersOfEveryPass, type ScheduleEntry } from '../schedule.ts';
import { type Binding, bindGroupLayout, bindingsOf } from './bindings.ts';
import type { PipelineConstants } from './features.ts';
import { type ShaderSource, shaderSource } from './shaderSource.ts';

export interface CompiledPass {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
  bindings: Binding[];
}

/** What a device has compiled so far, by pass and constants: engines and worlds with the same needs share it. */
const compiledOn = new WeakMap<GPUDevice, Map<string, Promise<CompiledPass>>>();

const OVERRIDE = /^override\s+(\w+)/gm;

/** Settle rounds differ only in which half of the decisions they read. */
export function passKey({ pass, round }: ScheduleEntry): string {
  return round === undefined ? pass : `${pass}, half ${round & 1}`;
}

/** Every pipeline that an epoch of a world with these features needs, by `passKey`. Throws with file and line. */
export async function compilePasses(
  device: GPUDevice,
  features: PipelineConstants,
): Promise<Map<string, CompiledPass>> {
  const cache = compiledOn.get(device) ?? new Map<string, Promise<CompiledPass>>();
  compiledOn.set(device, cache);
  const entries = new Map(epochSchedule(ordersOfEveryPass()).map((entry) => [passKey(entry), entry]));
  const compiled = [...entries].map(async ([key, { pass, round }]) => {
    const { code } = passSource(device, pass);
    const known: PipelineConstants = round === undefined ? features : { ...features, HALF: round & 1 };
    const constants = Object.fromEntries(
      [...code.matchAll(OVERRIDE)].map(([, name]) => [name as string, known[name as string] as number]),
    );
    const cacheKey = `${pass} ${JSON.stringify(constants)}`;
    const compiling = cache.get(cacheKey) ?? compilePass(device, pass, constants);
    cache.set(cacheKey, compiling);
    return [key, await compiling] as const;
  });
  return new Map(await Promise.all(compiled));
}

function passSource({ features }: GPUDevice, pass: string): ShaderSource {
  return shaderSource(`passes/${pass}.wgsl`, { subgroups: features.has('subgroups') });
}

async function compilePass(
  device: GPUDevice,
  pass: string,
  constants: PipelineConstants,
): Promise<CompiledPass> {
  const { code, origin } = passSource(device, pass);
  const module = device.createShaderModule({ label: pass, code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map(({ lineNum, message }) => `${origin(lineNum)}: ${message}`).join('\n'));
  }
  const bindings = bindingsOf(code, pass);
  const layout = bindGroupLayout(device, bindings, pass);
  const pipeline = await device.createComputePipelineAsync({
    label: pass,
    layout: device.createPipelineLayout({ label: pass, bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: pass, constants },
  });
  return { pipeline, layout, bindings };
}
