// What a scenario says about fusion, endocytosis and the membrane that vesicles carry must fit together.
import type { Population, Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

function checkPore({ fusion, radiusNm }: Population, path: string): void {
  const { dilation, kissAndRun, poreRadiusNm } = fusion;
  if (dilation && (dilation.toRadiusNm <= poreRadiusNm || dilation.toRadiusNm > radiusNm)) {
    refuse(
      `${path}.fusion.dilation.toRadiusNm`,
      `got ${dilation.toRadiusNm}`,
      `more than poreRadiusNm (${poreRadiusNm}), at most radiusNm (${radiusNm})`,
    );
  }
  if (fusion.afterwards === 'staysDocked' && (kissAndRun || dilation)) {
    refuse(
      `${path}.fusion.afterwards`,
      `"staysDocked" beside ${kissAndRun ? 'kissAndRun' : 'dilation'}`,
      '"joins"',
      'kissAndRun says by itself what becomes of its vesicles',
    );
  }
}

function checkRetrieval({ retrieval, count }: Population, path: string): void {
  retrieval.forEach(({ mode, size }, k) => {
    const where = `${path}.retrieval.${k}.size`;
    if ((mode === 'bulk') !== (size !== undefined)) {
      refuse(where, `${size ?? 'nothing'} for "${mode}"`, 'a size for "bulk" and for nothing else');
    }
    if (size !== undefined && size > count) refuse(where, `got ${size}`, `at most count (${count})`);
  });
}

function checkLoad(s: Scenario, { membrane }: Population, path: string): void {
  membrane.forEach(({ kind }, k) => {
    const where = `${path}.membrane.${k}.kind`;
    const surfaces = Object.keys(s.solutes).filter((name) => s.solutes[name]?.surface);
    if (!surfaces.includes(kind)) {
      refuse(where, `"${kind}"`, surfaces.join(', ') || 'no kind is surface-bound', 'A surface-bound kind');
    }
    if (membrane.findIndex((row) => row.kind === kind) !== k) refuse(where, `"${kind}" twice`, 'each once');
    if ((s.solutes[kind]?.moleculesPerParticle ?? 1) !== 1) {
      refuse(where, `"${kind}" as packets of molecules`, 'moleculesPerParticle 1');
    }
    if (s.reactions.some(({ from, to }) => from === kind || to === kind)) {
      refuse(where, `"${kind}", which reacts`, 'a kind without reactions', 'Vesicles take it back as it is');
    }
    const other = s.absorbers.findIndex(({ kinds }) => kinds.includes(kind));
    if (other >= 0) {
      refuse(
        `absorbers.${other}.kinds`,
        `"${kind}"`,
        'no kind that vesicles carry in their membrane',
        'Endocytic zones catch those',
      );
    }
  });
}

function checkSurfaceReactions({ membrane, surfaceReactions }: Population, path: string): void {
  const names = membrane.map(({ kind }) => kind);
  surfaceReactions.forEach(({ from, to }, r) => {
    for (const [side, kinds] of Object.entries({ from, to })) {
      kinds.forEach((kind, k) => {
        if (names.includes(kind)) return;
        refuse(
          `${path}.surfaceReactions.${r}.${side}.${k}`,
          `"${kind}"`,
          names.join(', ') || `none in ${path}.membrane`,
          'A kind that the vesicle carries in its membrane (with 0 molecules if there are none at first)',
        );
      });
    }
  });
}

/** Throws ScenarioError. */
export function checkFusion(s: Scenario): void {
  s.populations.forEach((p, i) => {
    const path = `populations.${i}`;
    checkPore(p, path);
    checkRetrieval(p, path);
    checkLoad(s, p, path);
    checkSurfaceReactions(p, path);
  });
}
