// A script of its own: only browsers without WebGPU fetch it.
export { WebGLBackend } from 'three/webgpu';
