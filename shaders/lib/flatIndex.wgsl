// One running number per invocation: a dispatch of more than 65,535 workgroups is folded into rows.

fn flatGroup(group: vec3u, groups: vec3u) -> u32 {
  return group.y * groups.x + group.x;
}
