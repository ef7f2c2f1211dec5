// The epoch's orders, as encodeOrders (src/model/orders.ts) writes them.
//#include generated/layout.wgsl

@group(0) @binding(3) var<storage, read> orders: array<i32>;
