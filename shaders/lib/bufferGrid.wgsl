// The grids on which calcium buffers are kept, one for each: a place in `field` for every voxel. What lies beyond a grid
// belongs to its nearest voxel.
//#include lib/tables.wgsl

fn bufferWord(buffer: i32, word: i32) -> i32 {
  return tables[params.bufferOffset + buffer * BUFFER_WORDS + word];
}

/// Place in `field` of the voxel of a buffer.
fn bufferVoxel(buffer: i32, x: i32, y: i32, z: i32) -> i32 {
  let shift = u32(bufferWord(buffer, BUFFER_SHIFT));
  let nx = bufferWord(buffer, BUFFER_NX);
  let ny = bufferWord(buffer, BUFFER_NY);
  let cx = clamp((x + params.halfX) >> shift, 0, nx - 1);
  let cy = clamp((y + params.halfY) >> shift, 0, ny - 1);
  let cz = clamp((z + params.cytosolDepth) >> shift, 0, bufferWord(buffer, BUFFER_NZ) - 1);
  return bufferWord(buffer, BUFFER_FIRST) + (cz * ny + cy) * nx + cx;
}

/// The buffer that a place in `field` belongs to.
fn bufferOf(at: i32) -> i32 {
  var buffer = params.bufferCount - 1;
  while (bufferWord(buffer, BUFFER_FIRST) > at) {
    buffer--;
  }
  return buffer;
}
