// Bodies come into a new picture a few at a time.
import { Group, Mesh, NodeMaterial, Scene } from 'three/webgpu';
import { expect, test } from 'vitest';
import { Reveal } from '../../src/view/reveal.ts';

function sceneOf(names: readonly string[]): { scene: Scene; shown: () => string[]; group: Group } {
  const scene = new Scene();
  const group = new Group();
  group.name = 'tracks and channels';
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
  expect(reveal.missing).toEqual(['tracks and channels']);
  reveal.next();
  expect(shown()).toHaveLength(5);
  expect(reveal.missing).toEqual([]);
});

test('a membrane with holes never comes before what fills them', () => {
  const { scene, shown } = sceneOf(['sheet of the membrane', 'tracks', 'porosomes', 'membrane', 'membrane']);
  const reveal = new Reveal(scene);
  while (!shown().includes('sheet of the membrane')) reveal.next();
  expect(shown().filter((name) => name !== 'tracks')).toEqual([
    'sheet of the membrane',
    'porosomes',
    'membrane',
    'membrane',
  ]);
});

test('what is hidden is not waited for, and comes when it is wanted', () => {
  const { scene, shown, group } = sceneOf(['membrane']);
  group.visible = false;
  const reveal = new Reveal(scene);
  reveal.next();
  expect(shown()).toEqual([]);
  expect(reveal.missing).toEqual([]);
  group.visible = true;
  expect(reveal.missing).toHaveLength(1);
  reveal.next();
  expect(shown()).toEqual(['membrane']);
});
