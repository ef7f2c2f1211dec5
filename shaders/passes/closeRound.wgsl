// The next round begins where this one ended.
// Reads orders; one thread rewrites control.
//#include lib/controlWrite.wgsl
//#include lib/orders.wgsl

@compute @workgroup_size(1)
fn closeRound() {
  if (isStopped() || orders[ORDER_ROUNDS] == 0) { return; }
  control[CONTROL_ROUND] += 1;
  control[CONTROL_ROUND_TICK] += orders[ORDER_ROUND_TICKS];
}
