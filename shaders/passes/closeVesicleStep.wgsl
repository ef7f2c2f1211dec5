// Counts the vesicle step that has just been made.
// Writes control. One thread.
//#include lib/controlWrite.wgsl

@compute @workgroup_size(1)
fn closeVesicleStep() {
  if (isStopped()) { return; }
  add64(CONTROL_VESICLE_STEPS_LOW, 1);
}
