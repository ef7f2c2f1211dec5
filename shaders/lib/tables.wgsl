// The compiled tables of the world (kind rows, transitions, sites, grids, Gaussian and square-root tables).
//#include lib/params.wgsl

@group(0) @binding(1) var<storage, read> tables: array<i32>;
