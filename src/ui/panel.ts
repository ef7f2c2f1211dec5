// The panel of quick controls. Holds the settings, tells the page what changed, knows nothing of simulation or picture.
import GUI from 'lil-gui';
import { DRUG_NAMES, DRUGS, type Drug, type DrugName, isSwitch } from '../model/drugs.ts';
import { SWITCH_NAMES, type Switches, type SwitchName } from '../model/switches.ts';
import { element } from './elements.ts';
import { LARGEST_SEED, type PageParameters } from './urlParameters.ts';

export interface PanelActions {
  /** Scenario, seed or engine changed: a new run. */
  load(): void;
  toggle(): void;
  step(): void;
  reset(): void;
  speed(simulatedSPerS: number): void;
  stimulate(hz: number, count: number): void;
  switch(name: SwitchName, on: boolean): void;
  /** A new run with a drug from its start, or with another model of the fusion sites. */
  give(drug: DrugName): void;
  siteModel(model: 'porosome' | 'plain'): void;
  profile(profile: PageParameters['profile']): void;
  labels(areShown: boolean): void;
  home(): void;
  edit(): void;
  open(): void;
  export(): void;
}

export interface PanelSettings {
  scenario: string;
  seed: number;
  engine: PageParameters['engine'];
  speed: number;
  profile: PageParameters['profile'];
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

/** The drug that throws a switch. */
function drugOf(name: SwitchName): Drug | undefined {
  return Object.values(DRUGS).find((drug) => isSwitch(drug) && drug.does.switch === name);
}

export class Panel {
  readonly #gui: GUI;
  readonly #settings: PanelSettings;
  readonly #toggle;
  readonly #switches = Object.fromEntries(SWITCH_NAMES.map((name) => [name, false])) as Switches;

  constructor(settings: PanelSettings, scenarios: Record<string, string>, actions: PanelActions) {
    this.#settings = settings;
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

    const drugs = gui.addFolder('Drugs and switches');
    this.#addSwitches(drugs, actions);
    this.#addDrugs(drugs, actions);

    const look = gui.addFolder('Picture');
    look.add(actions, 'home').name('Home view');
    look
      .add(settings, 'profile', ['dark', 'paper', 'exhibit'])
      .onChange((profile: PageParameters['profile']) => actions.profile(profile));
    look.add({ labels: true }, 'labels').onChange((areShown: boolean) => actions.labels(areShown));

    const files = gui.addFolder('Files');
    files.add(actions, 'edit').name('Edit scenario \u2026');
    files.add(actions, 'open').name('Open scenario or run.json \u2026');
    files.add(actions, 'export').name('Export run.json, series, events');
    if (narrow) gui.close();
    for (const folder of [drugs, look, files]) folder.close();
    if (innerHeight < 700) stimulus.close();
  }

  #addSwitches(folder: GUI, actions: PanelActions): void {
    for (const name of SWITCH_NAMES) {
      const drug = drugOf(name);
      const controller = folder.add(this.#switches, name).name(drug?.label ?? name);
      controller.onChange((on: boolean) => actions.switch(name, on));
      controller.domElement.title = drug?.effect ?? '';
    }
  }

  /** What is there from the start of a run on: a new run. */
  #addDrugs(folder: GUI, actions: PanelActions): void {
    for (const name of DRUG_NAMES) {
      const drug = DRUGS[name];
      if (isSwitch(drug)) continue;
      const controller = folder.add({ give: () => actions.give(name) }, 'give');
      controller.name(`New run: ${drug.label}`);
      controller.domElement.title = drug.effect;
    }
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

  /** What is on now: by hand, by the scenario, or off again after a reset. */
  showSwitches(switches: Switches): void {
    for (const name of SWITCH_NAMES) {
      if (this.#switches[name] === switches[name]) continue;
      this.#switches[name] = switches[name];
      this.refresh();
    }
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
