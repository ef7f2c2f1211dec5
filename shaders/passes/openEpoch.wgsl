// Makes room for the epoch's births, or stops the run for good when they do not fit.
// Reads orders; writes control. One thread.
//#include lib/params.wgsl
//#include lib/controlWrite.wgsl
//#include lib/orders.wgsl

@compute @workgroup_size(1)
fn openEpoch() {
  if (isStopped()) { return; }
  let live = control[CONTROL_LIVE];
  let total = orders[ORDER_SPAWN_TOTAL];
  if (live + total > params.soluteCapacity) {
    control[CONTROL_FLAGS] = FLAG_OVERFLOW;
    return;
  }
  control[CONTROL_FIRST_NEW] = live;
  control[CONTROL_LIVE] = live + total;
}
