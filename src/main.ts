// The page's entry: puts panel, labels, keys and files together with the loop that simulates and draws. Messages only:
// nothing here touches the simulation's or the picture's insides.
import type { LiveChange } from './model/liveChanges.ts';
import { PageHost } from './page/host.ts';
import { showLabels } from './page/labels.ts';
import type { PageMessage, PictureReport } from './page/messages.ts';
import { firstScenario, scenarioNames, scenarioText } from './page/scenarioList.ts';
import type { Observation } from './protocol.ts';
import { Census } from './ui/census.ts';
import { caption, describe } from './ui/description.ts';
import { download } from './ui/downloads.ts';
import { element } from './ui/elements.ts';
import { Hud, showEngine } from './ui/hud.ts';
import { listenToKeys } from './ui/keyboard.ts';
import { showLedger } from './ui/ledgerTable.ts';
import { clearErrors, notice } from './ui/notices.ts';
import { Panel, type PanelSettings, suitableSpeed } from './ui/panel.ts';
import { chooseFile, type Incoming, listenToDrops, ScenarioEditor, unwrapRun } from './ui/scenarioEditor.ts';
import { Transport } from './ui/transport.ts';
import { parseParameters } from './ui/urlParameters.ts';
import { Waiting } from './ui/waiting.ts';
import {
  busiestSite,
  type CameraPose,
  homePose,
  isSamePose,
  nmPerPixel,
  sitePose,
} from './view/cameraPose.ts';
import { Orbit } from './view/orbit.ts';
import type { SceneDescription } from './view/sceneDescription.ts';

const { parameters, complaints } = parseParameters(location.search, scenarioNames);
const picture = element('picture');
picture.tabIndex = 0;
const isNarrow = matchMedia('(max-width: 720px)');
const isReduced = matchMedia('(prefers-reduced-motion: reduce)');

/** Scenario texts that are not in the list: dropped, opened or edited. */
const ownScenarios = new Map<string, string>();
const settings: PanelSettings = {
  scenario: parameters.scenario ?? firstScenario,
  seed: parameters.seed,
  engine: parameters.engine,
  speed: parameters.speed ?? suitableSpeed(1),
  profile: parameters.profile,
};
/** What runs, to go back to when a new scenario is refused. */
let accepted = { ...settings };
let loadedText = '';
let pendingText: string | undefined;
let isRunning = !parameters.paused;
let scene: SceneDescription | undefined;
let sceneKey = '';
let occupancy: string[] = [];
let observation: Observation | undefined;
let title = '';
let report: PictureReport | undefined;
let engineLine: Extract<PageMessage, { type: 'loaded' }> | undefined;
let areLabelsShown = true;
/** A new world is known and its first picture has not been drawn. */
let isPictureDue = false;
let isSpeedChosen = parameters.speed !== undefined;

const census = new Census();
const hud = new Hud();
const waiting = new Waiting();
const editor = new ScenarioEditor(takeIn);
const orbit = new Orbit(picture, moveCamera);
const host = new PageHost({
  picture,
  quality: parameters.quality,
  profile: parameters.profile,
  isWebgpuBarred: parameters.draw === 'webgl2',
  receive,
  restarted: (sentence) => notice(sentence, 'warning'),
});

const actions = {
  load: () => void load(),
  toggle: () => run(!isRunning),
  step: () => {
    run(false);
    host.send({ type: 'step', epochs: 1 });
  },
  reset: () => host.send({ type: 'reset' }),
  speed: (simulatedSPerS: number) => {
    isSpeedChosen = true;
    host.send({ type: 'speed', simulatedSPerS });
  },
  stimulate: (hz: number, count: number) => {
    host.send({ type: 'change', change: { type: 'stimulate', hz, count } });
    run(true);
  },
  change: (change: LiveChange) => host.send({ type: 'change', change }),
  siteModel: (siteModel: 'porosome' | 'plain') =>
    loadChanged(siteModel, (scenario) => ({
      ...scenario,
      ...(scenario.porosomes ? { porosomes: { ...(scenario.porosomes as object), siteModel } } : {}),
    })),
  profile: showProfile,
  labels: (areShown: boolean) => {
    areLabelsShown = areShown;
    drawLabels();
  },
  home: () => {
    if (scene) orbit.fly(homeOrSite(scene), isReduced.matches);
  },
  edit: () => editor.open(loadedText),
  open: () => chooseFile(takeIn, (sentence) => notice(sentence, 'error')),
  export: () => host.send({ type: 'export' }),
  nudge: (move: { turn?: number; tilt?: number; closer?: number }) => orbit.nudge(move),
};

const handlers: Handlers = {
  picture: (message) => showPicture(message.picture),
  loaded: accept,
  observation: (message) => observe(message.observation),
  events: (message) => caption(message.events),
  export: (message) => download(message.files),
  ended: ({ stateHash }) => {
    run(false);
    element('hash').textContent = `State hash at the planned end: ${stateHash}`;
    notice(
      `The scenario's planned time is over. State hash ${stateHash}: the terminal prints the same for this scenario, and for the run.json that Export writes if you have changed something. Run goes on beyond it.`,
    );
  },
  scene: (message) => {
    isPictureDue = true;
    waiting.say('Drawing the first picture \u2026');
    occupancy = message.occupancy;
    suitSpeed(message.endNs * 1e-9);
    showScene(message.scene);
  },
  alive: ({ busyMs }) => hud.showBusy(busyMs),
  frames: (message) => {
    if (isPictureDue && message.framesPerS > 0) {
      isPictureDue = false;
      waiting.say('');
    }
    hud.showFrames(message.framesPerS);
    occupancy = message.occupancy;
    drawLabels();
  },
  error: ({ message, fatal }) => {
    if (fatal) run(false);
    if (pendingText === undefined) notice(message, 'error');
    else refuse(message);
  },
};

const panel = new Panel(settings, scenarioOptions(), actions);
panel.whenScenarioChanges(actions.load);
const transport = new Transport(actions);
listenToKeys(picture, actions);
listenToDrops(takeIn, (sentence) => notice(sentence, 'error'));
for (const complaint of complaints) notice(complaint, 'warning');
if (isNarrow.matches) element<HTMLDetailsElement>('census').open = false;
showProfile(settings.profile);
addEventListener('resize', drawLabels);
await host.start();
host.send({ type: 'speed', simulatedSPerS: settings.speed });
run(isRunning);
await load();

function scenarioOptions(): Record<string, string> {
  return Object.fromEntries([...ownScenarios.keys(), ...scenarioNames].map((name) => [name, name]));
}

async function load(): Promise<void> {
  try {
    pendingText = ownScenarios.get(settings.scenario) ?? (await scenarioText(settings.scenario));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
    return;
  }
  waiting.say(`Preparing ${settings.scenario} \u2026`);
  host.send({ type: 'load', scenarioText: pendingText, seed: settings.seed, engine: settings.engine });
}

/** A scenario from outside joins the list under its file's name and is tried. */
function takeIn(incoming: Incoming): void {
  const { text, name, seed } = unwrapRun(incoming);
  ownScenarios.set(name, text);
  settings.scenario = name;
  if (seed !== undefined) settings.seed = seed;
  panel.showScenario(name, scenarioOptions());
  void load();
}

/** The running scenario once more, with a change from its start on. */
function loadChanged(what: string, change: (scenario: Record<string, unknown>) => object): void {
  const scenario = JSON.parse(loadedText) as Record<string, unknown>;
  takeIn({ text: JSON.stringify(change(scenario), null, 2), name: `${settings.scenario}-${what}` });
}

/** The sentence beside the old run, which goes on. */
function refuse(sentence: string): void {
  pendingText = undefined;
  waiting.say('');
  if (editor.isOpen) editor.complain(sentence);
  else notice(sentence, 'error');
  Object.assign(settings, { scenario: accepted.scenario, seed: accepted.seed, engine: accepted.engine });
  panel.refresh();
}

type Handlers = { [Type in PageMessage['type']]?: (message: Extract<PageMessage, { type: Type }>) => void };

function receive(message: PageMessage): void {
  const handler = handlers[message.type] as ((message: PageMessage) => void) | undefined;
  handler?.(message);
}

function showPicture(next: PictureReport): void {
  report = next;
  if (next.backend === 'none') {
    waiting.stay(`${next.why} The simulation runs; its numbers are shown.`);
  }
  tellEngine();
}

function accept(message: Extract<PageMessage, { type: 'loaded' }>): void {
  engineLine = message;
  accepted = { ...settings };
  if (pendingText !== undefined) loadedText = pendingText;
  pendingText = undefined;
  title = message.title;
  element('hash').textContent = '';
  panel.showOffers(message.offers);
  element('title').textContent = title;
  for (const place of document.querySelectorAll('.caveat')) place.textContent = message.caveat;
  document.title = `${title} \u2013 Exocyte`;
  clearErrors();
  editor.close();
  tellEngine();
}

function tellEngine(): void {
  if (!engineLine || !report) return;
  const { engine, adapter } = engineLine;
  const why = report.backend === 'none' ? report.why : engineLine.why || report.why;
  showEngine({ engine, adapter: adapter || report.adapter, picture: report.backend, why });
}

function showScene(next: SceneDescription): void {
  scene = next;
  census.show(next);
  const hasPorosomes = next.siteModel === 'porosome' && next.porosomes.length > 0;
  element('hypothesis').hidden = !hasPorosomes;
  element('consensus').hidden = !hasPorosomes;
  const key = JSON.stringify([next.sizeNm, next.cytosolDepthNm, next.focusNm, next.focusRadiusNm]);
  // The same world again (reset, another seed) keeps the visitor's view.
  if (key !== sceneKey) orbit.stand(home(next), 2 * next.focusRadiusNm);
  else moveCamera(orbit.pose);
  sceneKey = key;
}

/** The home view; where the panels lie above each other, its centre is in the gap between them. */
function home(of: SceneDescription): CameraPose {
  const { width, height } = picture.getBoundingClientRect();
  const shift = isNarrow.matches ? ([0, gapShift(height)] as const) : ([0, 0] as const);
  return homePose(of, width / Math.max(1, height), shift);
}

/** Home; who is there already gets, in a whole cell, one of its sites: the busiest. */
function homeOrSite(of: SceneDescription): CameraPose {
  const isHome = isSamePose(orbit.pose, home(of));
  const site = isHome && of.cell ? busiestSite(of, occupancy) : undefined;
  return site ? sitePose(of, site) : home(of);
}

/** Share of the height by which the sites (which lie .145 above the middle) move into the free part of a narrow page. */
function gapShift(height: number): number {
  const top = Math.max(
    ...[...document.querySelectorAll('.left > *')].map((box) => box.getBoundingClientRect().bottom),
  );
  const bottom = element('hud').getBoundingClientRect().top;
  return Math.min(0.25, Math.max(0, (top + 0.3 * (bottom - top)) / height - 0.5 + 0.145));
}

function observe(next: Observation): void {
  observation = next;
  census.update(next);
  showLedger(next.ledger);
  hud.showTime(next.timeNs * 1e-9, next.pace, isRunning);
  hud.showAtp(next.columns.ATP_uM);
  panel.showDrugs(next.drugs);
  if (scene) describe(title, scene, next);
}

function run(next: boolean): void {
  isRunning = next;
  host.send({ type: next ? 'play' : 'pause' });
  transport.show(next);
  panel.showRunning(next);
  if (observation) hud.showTime(observation.timeNs * 1e-9, observation.pace, next);
}

/** Until the visitor chooses one: a speed at which the planned run can be watched. */
function suitSpeed(durationS: number): void {
  if (isSpeedChosen) return;
  settings.speed = suitableSpeed(durationS);
  host.send({ type: 'speed', simulatedSPerS: settings.speed });
  panel.refresh();
}

function showProfile(profile: PanelSettings['profile']): void {
  document.documentElement.dataset.profile = profile;
  host.send({ type: 'profile', profile });
}

function moveCamera(pose: CameraPose): void {
  host.send({ type: 'camera', pose });
  hud.showScale(nmPerPixel(pose, picture.clientHeight));
  drawLabels();
}

function drawLabels(): void {
  const areWanted = areLabelsShown && !isNarrow.matches;
  const openChannels = observation?.openChannels ?? 0;
  showLabels(picture, areWanted && scene ? { scene, pose: orbit.pose, occupancy, openChannels } : undefined);
}
