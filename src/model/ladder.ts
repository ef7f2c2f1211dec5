// The rule that ties tick lengths to what they must resolve; the clock follows it, sensors' regions are sized by it.

/** A tick lasts at most this share of the time since the last channel closed: gradients of age t vary over sqrt(D t) [A]. */
export const TICK_SHARE_OF_AGE = 0.02;
