// Counts the ticks and births of the epoch, and sets the rounds back; what survived compaction is what lives.
// Reads orders; writes control. One thread.
//#include lib/controlWrite.wgsl
//#include lib/orders.wgsl

@compute @workgroup_size(1)
fn closeEpoch() {
  if (isStopped()) { return; }
  add64(CONTROL_TICKS_LOW, orders[ORDER_TICKS]);
  control[CONTROL_LIVE] = control[CONTROL_SURVIVORS];
  control[CONTROL_NEXT_SERIAL] = (control[CONTROL_NEXT_SERIAL] + orders[ORDER_SPAWN_TOTAL]) & 0xffffff;
  control[CONTROL_ROUND] = 0;
  control[CONTROL_ROUND_TICK] = 0;
}
