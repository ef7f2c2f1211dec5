// Prefix sums within a workgroup of SCAN_WORKGROUP threads, in rows of SCAN_ROW: sums of rows, then each thread adds up
// the rows before its own and its own row before itself. Two barriers, where halving distances (Hillis and Steele 1986)
// takes twelve; software GPUs pay most for barriers, and take as long to compile an array as it is long. Integer sums: no
// order in them.
//#include generated/layout.wgsl

const SCAN_ROW = 16u;
const SCAN_ROWS = SCAN_WORKGROUP / 16;

var<workgroup> scanValues: array<i32, SCAN_WORKGROUP>;
var<workgroup> scanRows: array<i32, SCAN_ROWS>;

/// Sum of `value` over the threads before this one. Every thread of the workgroup must call it.
fn exclusiveSum(local: u32, value: i32) -> i32 {
  scanValues[local] = value;
  workgroupBarrier();
  if (local < SCAN_ROWS) {
    var row = 0;
    for (var k = local * SCAN_ROW; k < (local + 1u) * SCAN_ROW; k++) {
      row += scanValues[k];
    }
    scanRows[local] = row;
  }
  workgroupBarrier();
  let ownRow = local / SCAN_ROW;
  var before = 0;
  for (var row = 0u; row < ownRow; row++) {
    before += scanRows[row];
  }
  for (var k = ownRow * SCAN_ROW; k < local; k++) {
    before += scanValues[k];
  }
  return before;
}

/// Sum over the whole workgroup, after exclusiveSum.
fn wholeSum() -> i32 {
  var sum = 0;
  for (var row = 0; row < SCAN_ROWS; row++) {
    sum += scanRows[row];
  }
  return sum;
}
