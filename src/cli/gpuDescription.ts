// A GPU in the words of a benchmark record.
import type { BenchAdapter } from '../benchmark/benchRecord.ts';

/** Limits that decide what fits and how fast it goes. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupStorageSize',
] as const;

export function benchAdapter(device: GPUDevice): BenchAdapter {
  const { vendor, architecture, description, device: model } = device.adapterInfo;
  return {
    vendor,
    architecture,
    description: description || model,
    features: [...device.features].sort(),
    limits: Object.fromEntries(LIMITS.map((name) => [name, device.limits[name]])),
  };
}

/** Why figures of this GPU say little about GPUs. */
export function doubtsAboutGpu(device: GPUDevice): string[] {
  const { vendor, architecture, description } = device.adapterInfo;
  const isSoftware = /swiftshader|llvmpipe|software/i.test(`${vendor} ${architecture} ${description}`);
  return isSoftware ? ['the GPU is software: this times the processor'] : [];
}
