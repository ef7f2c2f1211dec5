// Which buffers a shader uses, read from its own declarations: `@group(0) @binding(n) var<storage, read_write> solutes`.
// The variable's name is the buffer's name, so no list of bindings exists beside the shaders.

export interface Binding {
  binding: number;
  buffer: string;
  type: 'uniform' | 'read-only-storage' | 'storage';
}

const DECLARATION =
  /@group\(0\)\s*@binding\((\d+)\)\s*var<(uniform|storage)\s*(?:,\s*(read|read_write)\s*)?>\s*(\w+)\s*:/g;

/** WebGPU promises this many storage buffers per pass. */
export const MOST_STORAGE_BUFFERS = 8;

/** The bindings of a shader (comments must not hold declarations). Throws above 8 storage buffers. */
export function bindingsOf(code: string, name: string): Binding[] {
  const bindings = [...code.matchAll(DECLARATION)].map(([, number, space, access, buffer]): Binding => {
    const type = space === 'uniform' ? 'uniform' : access === 'read_write' ? 'storage' : 'read-only-storage';
    return { binding: Number(number), buffer: buffer as string, type };
  });
  const storage = bindings.filter(({ type }) => type !== 'uniform').length;
  if (storage > MOST_STORAGE_BUFFERS) {
    throw new Error(
      `the pass ${name} uses ${storage} storage buffers; WebGPU promises ${MOST_STORAGE_BUFFERS}`,
    );
  }
  return bindings;
}

export function bindGroupLayout(device: GPUDevice, bindings: Binding[], label: string): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    label,
    entries: bindings.map(({ binding, type }) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
}
