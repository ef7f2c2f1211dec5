// What stays fixed during a run: the uniform block of every pass.
//#include generated/layout.wgsl

@group(0) @binding(0) var<uniform> params: Params;
