/** Where the light of an ion is measured: so far straight below a channel, nm. Apart from what needs a page. */
export const DEPTHS_NM = [5, 40, 90, 105, 120, 160, 200];
