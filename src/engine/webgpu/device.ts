// The GPU device that engine and picture share. three requests nothing when it is handed a device, so everything it
// would ask for (three r187, WebGPUBackend and WebGPUFeatures) is asked for here.

const FEATURES: GPUFeatureName[] = [
  'core-features-and-limits',
  'timestamp-query',
  'float32-filterable',
  'float32-blendable',
  'indirect-first-instance',
  'rg11b10ufloat-renderable',
  'bgra8unorm-storage',
  'depth-clip-control',
  'clip-distances',
  'texture-compression-bc',
  'texture-compression-etc2',
  'texture-compression-astc',
  'subgroups',
  'shader-f16',
];

/** three's own vertex stages read up to this many storage buffers. */
const WANTED_STORAGE_BUFFERS = 10;

/** Requests the device. Throws with a sentence when there is no adapter or it refuses. */
export async function createDevice(gpu: GPU): Promise<GPUDevice> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('This browser or machine offers WebGPU but no graphics adapter for it.');
  const { limits } = adapter;
  return adapter.requestDevice({
    requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: {
      maxStorageBuffersPerShaderStage: Math.min(
        WANTED_STORAGE_BUFFERS,
        limits.maxStorageBuffersPerShaderStage,
      ),
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
    },
  });
}

/** True where the "graphics device" is a program on the processor: the reference engine is faster there. */
export function isSoftware(device: GPUDevice): boolean {
  const { isFallbackAdapter } = device.adapterInfo;
  return isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(describeAdapter(device));
}

/** The adapter in words, for the run's record: its model where the browser tells it, and its driver. */
export function describeAdapter(device: GPUDevice): string {
  const { vendor, architecture, device: model, description } = device.adapterInfo;
  const name = model.replace(/-+$/, '') || `${vendor} ${architecture}`.trim();
  return [name, description].filter((part) => part !== '').join(', ') || 'unnamed adapter';
}
