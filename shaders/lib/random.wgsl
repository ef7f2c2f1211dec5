// The random words of this run: counter = (who, ticks low, ticks high, stream | draw << 8), key = the seed.
//#include lib/params.wgsl
//#include lib/threefry.wgsl

fn randomWords(who: u32, ticksLow: u32, ticksHigh: u32, streamAndDraw: u32) -> vec4u {
  let key = vec4u(bitcast<u32>(params.seedLow), bitcast<u32>(params.seedHigh), bitcast<u32>(params.runId), 0u);
  return threefry(vec4u(who, ticksLow, ticksHigh, streamAndDraw), key);
}
