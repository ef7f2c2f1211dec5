// The control words, for the passes that only read them.
//#include generated/layout.wgsl

@group(0) @binding(2) var<storage, read> control: array<i32>;

/// True once the run has stopped for good: every pass then leaves the state alone.
fn isStopped() -> bool {
  return control[CONTROL_FLAGS] != 0;
}
