// The panel's folder about the picture: where it is seen from, how it is drawn, cut, calmed and saved. Nothing of it reaches
// the run.
import type GUI from 'lil-gui';
import type { PageParameters } from './urlParameters.ts';

export interface PictureSettings {
  profile: PageParameters['profile'];
  labels: boolean;
  motion: 'raw' | 'calm' | '15 Hz';
  vision: 'normal' | 'protan' | 'deutan' | 'tritan';
  map: 'off' | 'far' | 'on';
  clip: 'off' | 'x' | 'y' | 'z' | 'view';
  /** Per cent of the way from the middle of the world to its end. */
  clipAt: number;
  /** 0: no second plane. */
  sliceNm: number;
  saveAcross: number;
}

export const PICTURE_SETTINGS: Omit<PictureSettings, 'profile'> = {
  labels: true,
  motion: 'calm',
  vision: 'normal',
  map: 'far',
  clip: 'off',
  clipAt: 0,
  sliceNm: 0,
  saveAcross: 3840,
};

export interface PictureActions {
  preset(name: 'home' | 'membrane' | 'site' | 'fusion' | 'cell'): void;
  tour(): void;
  /** Any of the settings but the profile and `saveAcross`. */
  picture(): void;
  profile(profile: PageParameters['profile']): void;
  savePicture(): void;
}

const PRESETS = {
  'Home view': 'home',
  'Along the membrane': 'membrane',
  'One site': 'site',
  'A fusion': 'fusion',
  'The whole': 'cell',
} as const;

const EXPLAINED = {
  motion:
    'raw: as simulated; calm: low-passed in wall time, vesicles 100 ms, solutes 50 ms; 15 Hz: looked at 15 times per second',
  vision:
    'The picture as eyes without long (protan), medium (deutan) or short (tritan) wave cones see it (Machado 2009)',
  map: 'Concentration of free calcium on an upright slice through the middle, or on the plane that cuts the picture',
  clip: 'Cuts away what lies on your side of a plane across this axis, or across your line of sight',
  sliceNm: 'Keeps only a slice of this thickness behind the plane; 0: everything behind it',
} as const;

export function addPictureFolder(gui: GUI, settings: PictureSettings, actions: PictureActions): GUI {
  const folder = gui.addFolder('Picture');
  const views = { goTo: 'home' };
  folder
    .add(views, 'goTo', PRESETS)
    .name('view')
    .onChange((name: Parameters<PictureActions['preset']>[0]) => actions.preset(name));
  folder.add(actions, 'tour').name('Tour of six views (T)');
  folder
    .add(settings, 'profile', ['dark', 'paper', 'exhibit', 'figure'])
    .onChange((profile: PageParameters['profile']) => actions.profile(profile));
  const change = () => actions.picture();
  folder.add(settings, 'labels').onChange(change);
  const choices = {
    motion: ['raw', 'calm', '15 Hz'],
    vision: ['normal', 'protan', 'deutan', 'tritan'],
    map: ['off', 'far', 'on'],
    clip: ['off', 'x', 'y', 'z', 'view'],
  } as const;
  for (const name of Object.keys(choices) as (keyof typeof choices)[]) {
    const controller = folder.add(settings, name, [...choices[name]]).onChange(change);
    controller.domElement.title = EXPLAINED[name];
  }
  folder.add(settings, 'clipAt', -100, 100, 1).name('cut at, %').onChange(change);
  const slice = folder.add(settings, 'sliceNm', 0, 2000, 10).name('slice, nm').onChange(change);
  slice.domElement.title = EXPLAINED.sliceNm;
  folder
    .add(settings, 'saveAcross', { '1920 (2k)': 1920, '3840 (4k)': 3840, '7680 (8k)': 7680 })
    .name('save, pixels');
  folder.add(actions, 'savePicture').name('Save picture as PNG');
  return folder;
}
