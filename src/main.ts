// The page's entry: puts panel, labels, keys and files together with the loop that simulates and draws. Messages only:
// nothing here touches the simulation's or the picture's insides.
import type { LiveChange } from './model/liveChanges.ts';
import { PictureDesk } from './page/desk.ts';
import { PageHost } from './page/host.ts';
import type { PageMessage, PictureReport } from './page/messages.ts';
import { firstScenario, scenarioNames, scenarioText } from './page/scenarioList.ts';
import type { Observation } from './protocol.ts';
import { Census } from './ui/census.ts';
import { caption, describe } from './ui/description.ts';
import { download, downloadPicture } from './ui/downloads.ts';
import { element } from './ui/elements.ts';
import { formatTime } from './ui/format.ts';
import { Hud, showEngine } from './ui/hud.ts';
import { listenToKeys } from './ui/keyboard.ts';
import { showLedger } from './ui/ledgerTable.ts';
import { clearErrors, notice } from './ui/notices.ts';
import { Panel, type PanelSettings, suitableSpeed } from './ui/panel.ts';
import { chooseFile, type Incoming, listenToDrops, ScenarioEditor, unwrapRun } from './ui/scenarioEditor.ts';
import { Transport } from './ui/transport.ts';
import { type PageParameters, parseParameters } from './ui/urlParameters.ts';
import { Waiting } from './ui/waiting.ts';
import type { PresetName } from './view/presetPoses.ts';
import type { SceneDescription } from './view/sceneDescription.ts';

const { parameters, complaints } = parseParameters(location.search, scenarioNames);
const picture = element('picture');
picture.tabIndex = 0;
const isNarrow = matchMedia('(max-width: 720px)');

const hud = new Hud();
const desk = new PictureDesk({
  picture,
  hud,
  profile: parameters.profile,
  send: (command) => host.send(command),
  pace: (share) => host.send({ type: 'speed', simulatedSPerS: share * settings.speed }),
  caption: () => [title, formatTime((observation?.timeNs ?? 0) * 1e-9)].join(' \u00b7 '),
});

/** Scenario texts that are not in the list: dropped, opened or edited. */
const ownScenarios = new Map<string, string>();
const settings: PanelSettings = {
  scenario: parameters.scenario ?? firstScenario,
  seed: parameters.seed,
  engine: parameters.engine,
  speed: parameters.speed ?? suitableSpeed(1),
  picture: desk.settings,
};
/** What runs, to go back to when a new scenario is refused. */
let accepted = { ...settings };
let loadedText = '';
let pendingText: string | undefined;
let isRunning = !parameters.paused;
let scene: SceneDescription | undefined;
let observation: Observation | undefined;
let title = '';
let report: PictureReport | undefined;
let engineLine: Extract<PageMessage, { type: 'loaded' }> | undefined;
/** A new world is known and its first picture has not been drawn. */
let isPictureDue = false;
/** Of the planned run. */
let endNs = 0;
let isSpeedChosen = parameters.speed !== undefined;

const census = new Census((hidden) => desk.hide(hidden));
const waiting = new Waiting();
const editor = new ScenarioEditor(takeIn);
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
  profile: (profile: PageParameters['profile']) => desk.profile(profile),
  picture: () => desk.change(),
  preset: (name: PresetName) => desk.preset(name),
  home: () => desk.home(),
  tour: () => {
    if ((observation?.timeNs ?? 0) < endNs) run(true);
    else liven();
    desk.tour();
  },
  next: () => desk.pickNeighbour('next'),
  previous: () => desk.pickNeighbour('previous'),
  letGo: () => desk.letGo(),
  follow: () => desk.toggleFollowing(),
  savePicture: () => desk.save(),
  edit: () => editor.open(loadedText),
  open: () => chooseFile(takeIn, (sentence) => notice(sentence, 'error')),
  export: () => host.send({ type: 'export' }),
  nudge: (move: { turn?: number; tilt?: number; closer?: number }) => desk.nudge(move),
};

const handlers: Handlers = {
  picture: (message) => showPicture(message.picture),
  loaded: accept,
  observation: (message) => observe(message.observation),
  events: (message) => caption(message.events),
  export: (message) => download(message.files),
  ended: ({ stateHash }) => {
    element('hash').textContent = `State hash at the planned end: ${stateHash}`;
    if (desk.isTouring) {
      liven();
      return;
    }
    run(false);
    notice(
      `The scenario's planned time is over. State hash ${stateHash}: the terminal prints the same for this scenario, and for the run.json that Export writes if you have changed something. Run goes on beyond it.`,
    );
  },
  scene: (message) => {
    isPictureDue = true;
    picture.ariaBusy = 'true';
    waiting.say('Drawing the first picture \u2026');
    endNs = message.endNs;
    suitSpeed(endNs * 1e-9);
    showScene(message.scene, message.occupancy);
  },
  alive: ({ busyMs }) => hud.showBusy(busyMs),
  frames: (message) => {
    if (isPictureDue && message.framesPerS > 0) {
      isPictureDue = false;
      waiting.say('');
    }
    if (!isPictureDue) picture.ariaBusy = String(message.coming.length > 0);
    hud.showFrames(message.framesPerS, message.quality);
    const { occupancy, framesPerS, coming } = message;
    desk.observe({ occupancy, framesPerS, coming: isPictureDue ? undefined : coming });
  },
  picked: ({ card }) => desk.showCard(card),
  seen: ({ placeNm }) => desk.see(placeNm),
  pictureSaved: ({ name, png }) => downloadPicture(name, png),
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
await host.start();
desk.start();
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

function showScene(next: SceneDescription, occupancy: readonly string[]): void {
  scene = next;
  census.show(next);
  const hasPorosomes = next.siteModel === 'porosome' && next.porosomes.length > 0;
  element('hypothesis').hidden = !hasPorosomes;
  element('consensus').hidden = !hasPorosomes;
  desk.show(next, occupancy);
}

function observe(next: Observation): void {
  observation = next;
  census.update(next);
  desk.observe({ openChannels: next.openChannels });
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

/** A tour shows something that happens: beyond the planned end, another action potential where there are channels for it. */
function liven(): void {
  if (scene && scene.channels.length > 0) actions.stimulate(1, 1);
  else run(true);
}

/** Until the visitor chooses one: a speed at which the planned run can be watched. */
function suitSpeed(durationS: number): void {
  if (isSpeedChosen) return;
  settings.speed = suitableSpeed(durationS);
  host.send({ type: 'speed', simulatedSPerS: settings.speed });
  panel.refresh();
}
