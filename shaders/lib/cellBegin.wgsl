// Where a cell's list begins once the cells are filled: cellStart then holds the ends.
//#include lib/bins.wgsl

@group(0) @binding(5) var<storage, read> cellStart: array<i32>;

fn cellBegin(cell: i32) -> i32 {
  if (cell == 0) {
    return 0;
  }
  return cellStart[cell - 1];
}
