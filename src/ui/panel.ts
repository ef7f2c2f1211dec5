// The panel of quick controls. Holds the settings, tells the page what changed, knows nothing of simulation or picture.
import GUI, { type Controller } from 'lil-gui';
import type { LiveChange } from '../model/liveChanges.ts';
import type { Observation, Offers } from '../protocol.ts';
import { DrugFolder } from './drugFolder.ts';
import { element } from './elements.ts';
import { addPictureFolder, type PictureActions, type PictureSettings } from './picturePanel.ts';
import { LARGEST_SEED, type PageParameters } from './urlParameters.ts';

export interface PanelActions extends PictureActions {
  /** Scenario, seed or engine changed: a new run. */
  load(): void;
  toggle(): void;
  step(): void;
  reset(): void;
  speed(simulatedSPerS: number): void;
  stimulate(hz: number, count: number): void;
  /** Of the running experiment. */
  change(change: LiveChange): void;
  /** A new run with another model of the fusion sites. */
  siteModel(model: 'porosome' | 'plain'): void;
  edit(): void;
  open(): void;
  export(): void;
}

export interface PanelSettings {
  scenario: string;
  seed: number;
  engine: PageParameters['engine'];
  speed: number;
  picture: PictureSettings;
}

const SPEEDS: Record<string, number> = {
  'as fast as it can': Number.POSITIVE_INFINITY,
  'as life': 1,
  '10 \u00d7 slower': 0.1,
  '100 \u00d7 slower': 0.01,
  '1000 \u00d7 slower': 0.001,
  '10 000 \u00d7 slower': 0.0001,
};

/** A run of this length lasts about this long at the speed that suits it. */
const WATCHABLE_S = 20;

/** The fastest of the list that leaves time to watch. */
export function suitableSpeed(durationS: number): number {
  const speeds = Object.values(SPEEDS).filter(Number.isFinite);
  return speeds.find((speed) => durationS / speed >= WATCHABLE_S) ?? Math.min(...speeds);
}

export class Panel {
  readonly #gui: GUI;
  readonly #settings: PanelSettings;
  readonly #toggle;
  readonly #drugs: DrugFolder;
  readonly #stimulus: GUI;
  #storeButtons: Controller[] = [];
  readonly #flash: Controller;
  readonly #actions: PanelActions;

  constructor(settings: PanelSettings, scenarios: Record<string, string>, actions: PanelActions) {
    this.#settings = settings;
    this.#actions = actions;
    const narrow = matchMedia('(max-width: 720px)').matches;
    const gui = new GUI({
      container: element('panel'),
      title: 'Controls',
      width: narrow ? 250 : 262,
      injectStyles: false, // style.css imports them: the page forbids inline styles
    });
    this.#gui = gui;
    gui.add(settings, 'scenario', scenarios).onChange(() => actions.load());
    gui.add(settings, 'seed', 0, LARGEST_SEED, 1).onFinishChange(() => actions.load());
    gui.add(settings, 'engine', ['auto', 'webgpu', 'reference']).onChange(() => actions.load());
    const speeds = Object.values(SPEEDS).includes(settings.speed)
      ? SPEEDS
      : { ...SPEEDS, address: settings.speed };
    gui.add(settings, 'speed', speeds).onChange((value: number) => actions.speed(value));

    const run = gui.addFolder('Run');
    this.#toggle = run.add(actions, 'toggle').name('Run');
    run.add(actions, 'step').name('Step one epoch');
    run.add(actions, 'reset').name('Reset');

    const stimulus = gui.addFolder('Stimulus');
    const train = { hz: 100, count: 10 };
    const stimuli = {
      once: () => actions.stimulate(1, 1),
      train: () => actions.stimulate(train.hz, train.count),
    };
    stimulus.add(stimuli, 'once').name('Action potential now');
    stimulus.add(train, 'hz', 1, 500, 1).name('train, Hz');
    stimulus.add(train, 'count', 1, 100, 1).name('train, spikes');
    stimulus.add(stimuli, 'train').name('Train now');
    const flash = { flash: () => actions.change({ type: 'flash' }) };
    this.#flash = stimulus.add(flash, 'flash').name('Flash now').hide();
    this.#stimulus = stimulus;

    const drugs = gui.addFolder('Drugs and switches');
    this.#drugs = new DrugFolder(drugs, actions);
    addSites(drugs, actions);

    const look = addPictureFolder(gui, settings.picture, actions);

    const files = gui.addFolder('Files');
    files.add(actions, 'edit').name('Edit scenario \u2026');
    files.add(actions, 'open').name('Open scenario or run.json \u2026');
    files.add(actions, 'export').name('Export run.json, series, events');
    if (narrow) gui.close();
    for (const folder of [drugs, look, files]) folder.close();
    if (innerHeight < 700) stimulus.close();
  }

  /** What is there now: given by hand, by the scenario, or gone again after a reset. */
  showDrugs(there: Observation['drugs']): void {
    this.#drugs.show(there);
  }

  /** What the scenario that runs has a use for. */
  showOffers({ hasFlash, stores, obstacles }: Offers): void {
    this.#drugs.offer(obstacles);
    this.#flash.show(hasFlash);
    for (const button of this.#storeButtons) button.destroy();
    this.#storeButtons = stores.map((store) => {
      const release = { release: () => this.#actions.change({ type: 'releaseStore', store }) };
      return this.#stimulus.add(release, 'release').name(`Release from ${store} now`);
    });
  }

  /** A run of a dropped or edited scenario: its name joins the list. */
  showScenario(name: string, scenarios: Record<string, string>): void {
    this.#settings.scenario = name;
    const controller = this.#gui.controllers.find(({ property }) => property === 'scenario');
    controller?.options(scenarios).onChange(() => this.#onScenario());
    this.refresh();
  }

  #onScenario: () => void = () => undefined;

  /** `options` makes a new controller, so that the listener must be told again. */
  whenScenarioChanges(act: () => void): void {
    this.#onScenario = act;
  }

  showRunning(isRunning: boolean): void {
    this.#toggle.name(isRunning ? 'Pause' : 'Run');
  }

  refresh(): void {
    for (const controller of this.#gui.controllersRecursive()) controller.updateDisplay();
  }
}

function addSites(folder: GUI, actions: PanelActions): void {
  const sites = { siteModel: 'as the scenario says' };
  const models = {
    'as the scenario says': '',
    'porosomes (disputed)': 'porosome',
    'plain fusion sites': 'plain',
  };
  folder
    .add(sites, 'siteModel', Object.keys(models))
    .name('New run: sites')
    .onChange((choice: keyof typeof models) => {
      const model = models[choice];
      if (model === 'porosome' || model === 'plain') actions.siteModel(model);
    });
}
