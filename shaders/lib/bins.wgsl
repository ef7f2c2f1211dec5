// Cells of vesicles: where a place belongs, and which cell a vesicle takes room in.
//#include lib/params.wgsl

/// Cell numbers along x, y, z. The last cell of an axis takes the remainder of the box.
fn cellPlace(x: i32, y: i32, z: i32) -> vec3i {
  let edge = params.binCell;
  return vec3i(
    min(params.binNx - 1, (x + params.halfX) / edge),
    min(params.binNy - 1, (y + params.halfY) / edge),
    min(params.binNz - 1, (z + params.cytosolDepth) / edge),
  );
}

fn cellIndex(cell: vec3i) -> i32 {
  return (cell.z * params.binNy + cell.y) * params.binNx + cell.x;
}

fn cellCount() -> i32 {
  return params.binNx * params.binNy * params.binNz;
}
