// Regions that count, capture or absorb what comes into them.
//#include lib/geometry.wgsl
//#include solutes/solute.wgsl

/// Is the solute within the region of a site row? An absorber starts early and a disc is wider (Erban & Chapman 2007).
fn isWithin(site: i32) -> bool {
  let absorbs = tables[site + SITE_ACTION] == ACTION_ABSORB;
  let early = select(0, row.early, absorbs);
  let periodic = select(params.outsidePeriodic, params.cytosolPeriodic, s.inside);
  let siteZ = tables[site + SITE_Z];
  let dx = axisDistance(s.x, tables[site + SITE_X], params.halfX, periodic);
  let dy = axisDistance(s.y, tables[site + SITE_Y], params.halfY, periodic);
  let dz = abs(s.z - siteZ);
  let shape = tables[site + SITE_SHAPE];
  let shift = tables[site + SITE_DISTANCE_SHIFT];
  let inner = tables[site + SITE_INNER];
  let halfHeight = tables[site + SITE_HALF_HEIGHT];
  var outer = tables[site + SITE_OUTER];
  if (shape == SHAPE_BOX) {
    return dx < outer && dy < inner && dz < halfHeight;
  }
  let isDisc = shape == SHAPE_CYLINDER;
  if (isDisc) {
    if (absorbs && IS_CELL) { return meetsDisc(row.offset, site, raw); }
    if (absorbs) {
      outer += tables[row.offset + KINDROW_DISC_WIDEN];
      let beyond = s.rawZ - siteZ;
      if (select(beyond >= early, beyond < -early, s.inside)) { return false; }
    } else if (dz >= halfHeight) {
      return false;
    }
  } else {
    outer += early;
    if (dz >= outer) { return false; }
  }
  if (dx >= outer || dy >= outer) { return false; }
  let d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + select(shiftedSquare(dz, shift), 0u, isDisc);
  return d2 < shiftedSquare(outer, shift) && (isDisc || d2 >= shiftedSquare(inner, shift));
}

/// Cell of the site grid at the solute's place: its list as offset << 8 | length, 0 when there is none.
fn siteCell() -> u32 {
  if (s.z < params.siteZBottom || s.z >= params.siteZTop) { return 0u; }
  let shift = u32(params.siteGridShift);
  let cx = (s.x - params.siteGridX) >> shift;
  let cy = (s.y - params.siteGridY) >> shift;
  let cz = (s.z - params.siteGridZ) >> shift;
  let nx = params.siteGridNx;
  let ny = params.siteGridNy;
  if (cx < 0 || cy < 0 || cz < 0 || cx >= nx || cy >= ny || cz >= params.siteGridNz) { return 0u; }
  return bitcast<u32>(tables[params.siteGridOffset + (cz * ny + cy) * nx + cx]);
}

/// Sites at the solute's place, in order of their rows. Sets the cause of death when one took it.
fn meetSites(tick: i32) {
  if (row.classes == 0) { return; }
  let cell = siteCell();
  let count = cell & GRID_COUNT_MASK;
  let first = cell >> GRID_OFFSET_SHIFT;
  let levelBit = 1 << u32(orders[ORDER_LEVEL]);
  var draws = 0u;
  for (var k = 0u; k < count; k++) {
    let index = tables[first + k];
    let site = params.siteOffset + index * SITE_WORDS;
    if ((tables[site + SITE_LEVELS] & levelBit) == 0) { continue; }
    if ((tables[site + SITE_CLASS] & row.classes) == 0) { continue; }
    let side = tables[site + SITE_SIDE];
    if (side != 0 && (side < 0) != s.inside) { continue; }
    if (!isWithin(site)) { continue; }
    let action = tables[site + SITE_ACTION];
    if (HAS_SENSORS && action == ACTION_CAPTURE) {
      if ((draws & 3u) == 0u) {
        extra = draw(tick, STREAM_STEP | ((2u + (draws >> 2u)) << 8u));
      }
      let word = extra[draws & 3u];
      draws++;
      if (word >= bitcast<u32>(orders[orders[ORDER_CAPTURE_OFFSET] + index])) { continue; }
    }
    atomicAdd(&report[params.reportSiteOffset + index], 1u);
    if (action != ACTION_COUNT) {
      s.cause = select(CAUSE_ABSORBER, CAUSE_SENSOR, action == ACTION_CAPTURE);
      return;
    }
  }
}
