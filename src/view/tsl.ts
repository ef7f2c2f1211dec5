// Short typed names for three's shading language, and the few places where its type declarations must be helped.

import {
  attribute,
  cos,
  instancedBufferAttribute,
  select,
  sin,
  storage,
  uint,
  uniform,
  varying,
  vec2,
  vec3,
  vertexIndex,
} from 'three/tsl';
import type * as THREE from 'three/webgpu';
import { type StorageInstancedBufferAttribute, Vector3 } from 'three/webgpu';

type ShaderType = 'float' | 'vec2' | 'vec3' | 'vec4';
export type Float = THREE.Node<'float'>;
export type Int = THREE.Node<'int'>;
export type Uint = THREE.Node<'uint'>;
export type Bool = THREE.Node<'bool'>;
export type Vec2 = THREE.Node<'vec2'>;
export type Vec3 = THREE.Node<'vec3'>;
export type Vec4 = THREE.Node<'vec4'>;
export type Ivec4 = THREE.Node<'ivec4'>;

/** A vec3 constant. */
export function vector(x: number, y: number, z: number): Vec3 {
  return vec3(x, y, z);
}

/** A colour that a palette can change without a new shader. Linear RGB. */
export function colourUniform(): THREE.UniformNode<'vec3', Vector3> {
  return uniform(new Vector3());
}

export interface WordRows {
  row(index: Uint): Ivec4;
  /** From now on the rows of another attribute, without a new shader. */
  turnTo(attributeOfWords: StorageInstancedBufferAttribute): void;
}

/** Rows of four 32-bit words in a buffer shared with the engine (WebGPU) or kept in a texture (WebGL2). */
export function wordRows(attributeOfWords: StorageInstancedBufferAttribute): WordRows {
  const node = storage(attributeOfWords, 'ivec4', attributeOfWords.count).toReadOnly().setPBO(true);
  return {
    row: (index) => node.element(index) as unknown as Ivec4,
    turnTo: (other) => {
      node.value = other;
    },
  };
}

/** Rows of four numbers in a buffer that a pass of the picture writes: with WebGPU only. */
export function floatRows(attributeOfNumbers: StorageInstancedBufferAttribute): (row: Uint) => Vec4 {
  const node = storage(attributeOfNumbers, 'vec4', attributeOfNumbers.count).toReadOnly();
  return (row) => node.element(row) as unknown as Vec4;
}

/** The same for all pixels of a body: what the vertex says. */
export function flat<Type extends ShaderType>(value: THREE.Node<Type>, name: string): THREE.Node<Type> {
  return varying(value, name).setInterpolation('flat') as unknown as THREE.Node<Type>;
}

/** Between a body's corners. */
export function smooth<Type extends ShaderType>(value: THREE.Node<Type>, name: string): THREE.Node<Type> {
  return varying(value, name) as unknown as THREE.Node<Type>;
}

/** One value per instance. */
export function perInstance(values: THREE.InstancedBufferAttribute): Vec4 {
  return instancedBufferAttribute<'vec4'>(values, 'vec4');
}

export function vertexAttribute(name: string): Vec3 {
  return attribute<'vec3'>(name, 'vec3');
}

/** Which body a vertex belongs to when a draw has `corners` vertices a body and no vertex buffer at all. */
export function pulledRow(corners: number): Uint {
  return uint(vertexIndex).div(uint(corners));
}

/** Corners of a triangle around the unit circle (3 vertices a body) ... */
export function triangleCorner(): Vec2 {
  const corner = uint(vertexIndex).mod(uint(3));
  const side = Math.sqrt(3);
  return select(
    corner.equal(uint(0)),
    vec2(0, 2),
    select(corner.equal(uint(1)), vec2(-side, -1), vec2(side, -1)),
  );
}

/** ... or of a square around it (6 vertices a body) ... */
export function squareCorner(): Vec2 {
  const corner = uint(vertexIndex).mod(uint(6));
  const right = corner
    .equal(uint(1))
    .or(corner.equal(uint(2)))
    .or(corner.equal(uint(4)));
  const upper = corner
    .equal(uint(2))
    .or(corner.equal(uint(4)))
    .or(corner.equal(uint(5)));
  return vec2(select(right, 1, -1), select(upper, 1, -1));
}

/** ... or of a hexagon around it, four triangles (12 vertices a body), which covers less. */
export function hexagonCorner(): Vec2 {
  const vertex = uint(vertexIndex).mod(uint(12));
  const triangle = vertex.div(uint(3));
  // A fan: all triangles share the first corner.
  const corner = vertex.mod(uint(3)).equal(uint(0));
  const turn = select(corner, uint(0), triangle.add(vertex.mod(uint(3))))
    .toFloat()
    .mul(Math.PI / 3);
  return vec2(cos(turn), sin(turn)).mul(2 / Math.sqrt(3));
}

/** A column of a matrix. */
export function column(matrix: THREE.Node<'mat4'>, index: number): Vec4 {
  return (matrix as unknown as { element(index: number): Vec4 }).element(index);
}

/** A word's bit field, unsigned. */
export function bits(word: Int, shift: number, mask: number): Uint {
  return uint(word).shiftRight(uint(shift)).bitAnd(uint(mask));
}

/** A cheap hash of an integer to [0, 1): for looks only, never for the run. */
export function looksHash(seed: Uint): Float {
  const a = seed.mul(uint(747796405)).add(uint(2891336453));
  const b = a
    .shiftRight(a.shiftRight(uint(28)).add(uint(4)))
    .bitXor(a)
    .mul(uint(277803737));
  const c = b.shiftRight(uint(22)).bitXor(b);
  return c.bitAnd(uint(0xffffff)).toFloat().div(0x1000000);
}

/** Some nodes of the add-ons are declared without their value type. */
export function asVec4(node: THREE.Node): Vec4 {
  return node as Vec4;
}
