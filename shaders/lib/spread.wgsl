// How much of a buffer's excess goes to each neighbouring voxel in one spreading, Q16; 0: the buffer stands still.
//#include lib/orders.wgsl
//#include lib/tables.wgsl

fn spreadOf(buffer: i32) -> i32 {
  return tables[params.spreadOffset + orders[ORDER_LEVEL] * params.bufferCount + buffer];
}
