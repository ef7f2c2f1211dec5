// What can be switched while a run goes on. Drugs throw these switches; the page has them as well.

export const SWITCH_NAMES = ['channelsBlocked', 'sensorRemoved', 'snaresCleaved', 'atpCut'] as const;

export type SwitchName = (typeof SWITCH_NAMES)[number];

export type Switches = Record<SwitchName, boolean>;
