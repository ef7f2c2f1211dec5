// Everything in the picture that belongs to one loaded world: its bodies by kind, their tables, and what is laid over them.
import { vec4 } from 'three/tsl';
import { type NodeMaterial, Scene, type WebGPURenderer } from 'three/webgpu';
import { Atmosphere } from './atmosphere.ts';
import { type BodySource, BodyTables } from './bodyTables.ts';
import { Channels } from './channels.ts';
import { makeFarMembrane } from './farMembrane.ts';
import { KindGroups } from './kinds.ts';
import { MapSheet } from './mapSheet.ts';
import { Membrane } from './membrane.ts';
import { makeNucleus } from './nucleus.ts';
import { isNight, type ProfileName } from './palette.ts';
import { PickMark } from './pickMark.ts';
import { makePoreCargo } from './poreCargo.ts';
import { makePorosomes } from './porosomes.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { deviceOf } from './shareBuffer.ts';
import { SiteTable } from './siteTable.ts';
import { SoluteCloud } from './solutes.ts';
import { makeSpentRings } from './spentRings.ts';
import { makeTracks } from './tracks.ts';
import { makeVesicles } from './vesicles.ts';

export class Stage {
  readonly scene = new Scene();
  readonly description: SceneDescription;
  readonly atmosphere: Atmosphere;
  readonly tables: BodyTables;
  readonly sites: SiteTable;
  /** Sites drawn as rings only. */
  readonly rings: SiteTable;
  readonly channels: Channels;
  readonly membrane: Membrane;
  readonly cloud: SoluteCloud;
  readonly map: MapSheet;
  readonly mark: PickMark;
  readonly #kinds = new KindGroups(this.scene);

  constructor(renderer: WebGPURenderer, scene: SceneDescription, source: BodySource) {
    this.description = scene;
    const atmosphere = new Atmosphere(scene);
    this.atmosphere = atmosphere;
    this.tables = new BodyTables(renderer, source, scene);
    this.sites = new SiteTable(scene);
    this.rings = new SiteTable(scene);
    this.channels = new Channels(atmosphere, scene);
    this.membrane = new Membrane({ atmosphere, scene, sites: this.sites });
    this.cloud = new SoluteCloud(this.tables, atmosphere, scene);
    this.map = new MapSheet(renderer, atmosphere, scene);
    this.map.mesh.renderOrder = 1.5;
    this.mark = new PickMark(this.tables, atmosphere, scene);
    this.scene.backgroundNode = vec4(atmosphere.backdrop(), 1);
    this.scene.add(this.cloud.group, this.map.mesh, this.mark.group);
    this.#addBodies(deviceOf(renderer) === undefined);
  }

  #addBodies(isWebgl: boolean): void {
    const { description: scene, atmosphere, sites } = this;
    const kinds = this.#kinds;
    kinds.add('channels', this.channels.mesh);
    kinds.add('membrane', this.membrane.group);
    if (scene.vesicleCount > 0) kinds.add('vesicles', makeVesicles(this.tables, atmosphere, scene, isWebgl));
    if (sites.count > 0) {
      const cargo = makePoreCargo(atmosphere, sites);
      cargo.renderOrder = 1;
      const spent = makeSpentRings(atmosphere, scene, sites);
      spent.renderOrder = 5;
      kinds.add('vesicles', cargo, spent);
      kinds.add('porosomes', makePorosomes(atmosphere, scene, sites, 'fine'));
      if (scene.cell) kinds.add('porosomes', makePorosomes(atmosphere, scene, this.rings, 'coarse'));
    }
    if (scene.tracks.length > 0) kinds.add('tracks', makeTracks(atmosphere, scene));
    if (scene.cell?.nucleus) kinds.add('nucleus', makeNucleus(atmosphere, scene.cell.nucleus));
    if (scene.hasFarMembrane) {
      const far = makeFarMembrane(atmosphere, scene);
      far.renderOrder = 7;
      kinds.add('far membrane', far);
    }
  }

  hide(hidden: readonly string[]): void {
    this.#kinds.hide(hidden);
    this.cloud.setHidden(hidden);
  }

  setProfile(profile: ProfileName): void {
    this.atmosphere.setProfile(profile);
    this.cloud.setProfile(profile);
    this.map.setColours(isNight(profile) ? 'night' : 'viridis');
  }

  /** The engine's buffers stay alive. */
  dispose(): void {
    this.scene.traverse((object) => {
      const { geometry, material } = object as unknown as {
        geometry?: { dispose(): void };
        material?: NodeMaterial;
      };
      geometry?.dispose();
      material?.dispose();
    });
    this.map.dispose();
    this.tables.dispose();
  }
}
