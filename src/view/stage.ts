// Everything in the picture that belongs to one loaded world: its bodies by kind, their tables, and what is laid over them.
import { type NodeMaterial, type Renderer, Scene } from 'three/webgpu';
import { Atmosphere } from './atmosphere.ts';
import { makeBackdrop } from './backdrop.ts';
import { siteBends, zoneBends } from './bends.ts';
import { BendTable } from './bendTable.ts';
import { type BodySource, BodyTables } from './bodyTables.ts';
import { makeCellHalo } from './cellHalo.ts';
import { makeFarMembrane } from './farMembrane.ts';
import { HotSpots } from './hotSpots.ts';
import { KindGroups } from './kinds.ts';
import { MapSheet } from './mapSheet.ts';
import { Membrane } from './membrane.ts';
import { type Meridians, makeMeridians } from './meridians.ts';
import { makeMotors } from './motors.ts';
import { makeNucleus } from './nucleus.ts';
import { Occlusion } from './occlusion.ts';
import { isNight, type ProfileName } from './palette.ts';
import { PickMark } from './pickMark.ts';
import { makePoreCargo } from './poreCargo.ts';
import { makePorosomes } from './porosomes.ts';
import { makeProteins, type StandingProteins } from './proteinKinds.ts';
import type { Quality } from './quality.ts';
import type { MotionName } from './readingAids.ts';
import { makeReleaseSensors } from './releaseSensors.ts';
import { Reveal } from './reveal.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { deviceOf } from './shareBuffer.ts';
import type { SiteDetail } from './siteDetail.ts';
import { IDLE, type SiteLook } from './siteMotion.ts';
import { makeSnares } from './snares.ts';
import { SoluteCloud } from './solutes.ts';
import { makeSpentRings } from './spentRings.ts';
import { hasSurfaceProteins, SurfaceProteins } from './surfaceProteins.ts';
import { makeTethers } from './tethers.ts';
import { makeCortex, makeTracks } from './tracks.ts';
import { makeVesicleDepths, makeVesicles } from './vesicles.ts';

export class Stage {
  readonly scene = new Scene();
  readonly description: SceneDescription;
  readonly atmosphere: Atmosphere;
  readonly tables: BodyTables;
  readonly sites: BendTable;
  /** Sites drawn as rings only. */
  readonly rings: BendTable;
  /** Endocytic zones. */
  readonly pits: BendTable;
  readonly proteins: StandingProteins[];
  readonly occlusion: Occlusion;
  readonly spreading: SurfaceProteins | undefined;
  /** Clumps of channels, seen from afar. */
  readonly spots: HotSpots;
  readonly membrane: Membrane;
  readonly cloud: SoluteCloud;
  readonly map: MapSheet;
  readonly mark: PickMark;
  readonly reveal: Reveal;
  readonly #meridians: Meridians;
  readonly #kinds = new KindGroups(this.scene);

  constructor(renderer: Renderer, scene: SceneDescription, source: BodySource, quality: Quality) {
    this.occlusion = new Occlusion(quality.occlusionTaps);
    this.description = scene;
    const atmosphere = new Atmosphere(scene);
    this.atmosphere = atmosphere;
    this.tables = new BodyTables(renderer, source, scene);
    const [sites, zones] = [siteBends(scene), zoneBends(scene)];
    const places = sites.places.length + zones.places.length;
    // One for all that is bent: one pass a frame.
    this.#meridians = makeMeridians(renderer, places, scene.cell?.radiusNm ?? Number.POSITIVE_INFINITY);
    this.sites = new BendTable(scene, sites, { meridians: this.#meridians, first: 0 });
    this.rings = new BendTable(scene, sites);
    this.pits = new BendTable(scene, zones, { meridians: this.#meridians, first: sites.places.length });
    this.proteins = makeProteins(atmosphere, scene);
    const isWebgl = deviceOf(renderer) === undefined;
    this.spreading = hasSurfaceProteins(scene)
      ? new SurfaceProteins(this.tables, atmosphere, scene, isWebgl)
      : undefined;
    this.spots = new HotSpots(atmosphere, scene.cell ? scene.channels : []);
    this.membrane = new Membrane({ atmosphere, scene, sites: this.sites, pits: this.pits });
    this.cloud = new SoluteCloud(this.tables, atmosphere, scene);
    this.map = new MapSheet(renderer, atmosphere, scene);
    this.map.mesh.renderOrder = 1.5;
    this.mark = new PickMark(this.tables, atmosphere, scene);
    this.scene.add(makeBackdrop(atmosphere), this.cloud.group, this.map.mesh, this.mark.group);
    if (this.spreading) this.scene.add(this.spreading.mesh);
    this.#addBodies(isWebgl);
    this.reveal = new Reveal(this.scene);
  }

  #addBodies(isWebgl: boolean): void {
    const { description: scene, atmosphere, sites } = this;
    const kinds = this.#kinds;
    for (const { kind, proteins } of this.proteins) kinds.add(kind, proteins.mesh);
    kinds.add('membrane', this.membrane.group);
    const options = { tables: this.tables, atmosphere, scene, isWebgl };
    if (scene.vesicleCount > 0) {
      this.occlusion.add(makeVesicleDepths(options));
      kinds.add('vesicles', makeVesicles(options, this.occlusion));
      if (scene.porosomes.length > 0)
        kinds.add('vesicles', makeTethers(this.tables, atmosphere, scene, isWebgl));
    }
    if (sites.count > 0) {
      const cargo = makePoreCargo(atmosphere, sites);
      cargo.renderOrder = 1;
      const spent = makeSpentRings(atmosphere, scene, sites);
      spent.renderOrder = 5;
      const sensors = makeReleaseSensors(atmosphere, sites);
      sensors.renderOrder = 0.5;
      kinds.add('vesicles', cargo, spent, sensors, makeSnares(atmosphere, scene, sites));
      kinds.add('porosomes', makePorosomes(atmosphere, scene, sites, 'fine'));
      if (scene.cell) kinds.add('porosomes', makePorosomes(atmosphere, scene, this.rings, 'coarse'));
    }
    if (scene.tracks.length > 0) {
      const { tables } = this;
      kinds.add('tracks', makeTracks(atmosphere, scene), makeMotors(tables, atmosphere, scene, isWebgl));
    }
    if (scene.cortexNm > 0) kinds.add('cortex', makeCortex(atmosphere, scene));
    if (scene.cell) {
      const halo = makeCellHalo(atmosphere, scene.cell);
      halo.renderOrder = -1;
      this.scene.add(halo);
      this.spots.mesh.renderOrder = 6.5;
      kinds.add('channels', this.spots.mesh);
    }
    if (scene.cell?.nucleus) kinds.add('nucleus', makeNucleus(atmosphere, scene.cell.nucleus));
    if (scene.hasFarMembrane) {
      const far = makeFarMembrane(atmosphere, scene);
      far.renderOrder = 7;
      kinds.add('far membrane', far);
    }
  }

  /** How the membrane is bent in this frame, and which sites are worth it. */
  place(looks: readonly SiteLook[], pits: readonly SiteLook[], detail: SiteDetail): void {
    this.sites.write(looks, detail.full);
    this.rings.write(looks, detail.ring);
    const { numbers } = this.pits.bends;
    const pitLooks = numbers.map((zone) => pits[zone] ?? IDLE);
    // On a flat sheet every zone has a hole to fill; a cell's sphere has none.
    const isDrawn = (row: number) => !this.description.cell || (pitLooks[row]?.bulbNm ?? 0) > 0;
    this.pits.write(pitLooks, numbers.map((_, row) => row).filter(isDrawn));
    this.#meridians.update();
  }

  /** Bodies still ease to where they are, or a trail fades, though the engine's places stay. */
  isEasing(motion: MotionName): boolean {
    return this.tables.isMoving(motion) || this.mark.isFading;
  }

  hide(hidden: readonly string[]): void {
    this.#kinds.hide(hidden);
    this.cloud.setHidden(hidden);
    this.spreading?.setHidden(hidden);
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
    this.cloud.dispose();
    this.tables.dispose();
    this.occlusion.dispose();
    this.#meridians.dispose();
  }
}
