interface Palette {
  /** 0xRRGGBB, the ground of the shield. */
  readonly field: number;
  /** 0xRRGGBB, what is painted on it. */
  readonly charge: number;
}

/**
 * Pairs of colours that a painter had around the year 900: ochre, madder, woad, weld, lamp black, chalk, verdigris. Each
 * pair contrasts in lightness, so that the division reads at the size of a thumbnail.
 */
export const palettes: readonly [Palette, ...Palette[]] = [
  { field: 0x7a1f1f, charge: 0xe3b23c },
  { field: 0x1f3a5f, charge: 0xe8e0cc },
  { field: 0x22333b, charge: 0xc8553d },
  { field: 0x2f4a36, charge: 0xe6d2a2 },
  { field: 0xc28f2c, charge: 0x2b2118 },
  { field: 0xe8dcc0, charge: 0x8c2f1b },
  { field: 0x3d2b56, charge: 0xd9b44a },
  { field: 0x0f4c5c, charge: 0xf0c987 },
  { field: 0x5c2018, charge: 0xefe3c8 },
  { field: 0x1c1c1c, charge: 0xb08d57 },
  { field: 0xb5532a, charge: 0xf3e4c6 },
  { field: 0x37505c, charge: 0xd8e2dc },
  { field: 0xdad2bc, charge: 0x2e4057 },
  { field: 0x4a5d23, charge: 0xf1dca7 },
  { field: 0x8d99ae, charge: 0x2b2d42 },
  { field: 0x6b2737, charge: 0xbcd0c7 },
];
