// What trains of action potentials evoke: the first two responses, the level at the end, and a test response after a rest.

/** Responses to the first action potentials of a run; releases per action potential. */
export interface TrainResponses {
  firstResponse_releases?: number;
  secondResponse_releases?: number;
  steadyResponse_releases?: number;
  testResponse_releases?: number;
}

/** A train this long has a level at its end: the mean of this many last responses. */
const LONG_TRAIN = 16;
const STEADY = 8;

/** An interval this many times as long as the first one ends a train; the response after it tests the recovery. */
const REST = 2;

/** `times`: of all action potentials, ascending; `evoked`: releases after each (absent: none). */
export function trainResponses(times: readonly number[], evoked: readonly number[]): TrainResponses {
  const response = (k: number) => evoked[k] ?? 0;
  if (times.length < 2) return {};
  const first = (times[1] as number) - (times[0] as number);
  const end = times.findIndex((time, k) => k > 1 && time - (times[k - 1] as number) >= REST * first);
  const length = end < 0 ? times.length : end;
  const responses: TrainResponses = {
    firstResponse_releases: response(0),
    secondResponse_releases: response(1),
  };
  if (length < LONG_TRAIN) return responses;
  let sum = 0;
  for (let k = length - STEADY; k < length; k++) sum += response(k);
  responses.steadyResponse_releases = sum / STEADY;
  if (end > 0) responses.testResponse_releases = response(end);
  return responses;
}
