// Bodies come into a new picture a few at a time.
import { Group, Mesh, NodeMaterial, Scene } from 'three/webgpu';
import { expect, test } from 'vitest';
import { Reveal } from '../../src/view/reveal.ts';

function sceneOf(names: readonly string[]): { scene: Scene; shown: () => string[]; group: Group } {
  const scene = new Scene();
  const group = new Group();
  scene.add(group);
  for (const name of names) {
    const material = new NodeMaterial();
    material.name = name;
    group.add(new Mesh(undefined, material));
  }
  const meshes = group.children as Mesh[];
  const shown = () =>
    meshes.filter(({ layers }) => layers.mask !== 0).map(({ material }) => (material as NodeMaterial).name);
  return { scene, shown, group };
}

test('the first picture has the backdrop and the vesicles, each further one two bodies more', () => {
  const { scene, shown } = sceneOf(['tracks', 'vesicles', 'membrane', 'backdrop', 'channels']);
  const reveal = new Reveal(scene);
  expect(shown()).toEqual([]);
  reveal.next();
  expect(shown()).toEqual(['vesicles', 'backdrop']);
  reveal.next();
  expect(shown()).toEqual(['tracks', 'vesicles', 'membrane', 'backdrop']);
  expect(reveal.isMissing).toBe(true);
  reveal.next();
  expect(shown()).toHaveLength(5);
  expect(reveal.isMissing).toBe(false);
});

test('what is hidden is not waited for, and comes when it is wanted', () => {
  const { scene, shown, group } = sceneOf(['membrane']);
  group.visible = false;
  const reveal = new Reveal(scene);
  reveal.next();
  expect(shown()).toEqual([]);
  expect(reveal.isMissing).toBe(false);
  group.visible = true;
  expect(reveal.isMissing).toBe(true);
  reveal.next();
  expect(shown()).toEqual(['membrane']);
});
