/**
 * Draws the app's two icons: `node --import tsx tools/makeIcons.ts`.
 * The mark is a docket: a sheet with a clip and three lines, the first two of them ticked off.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Pixel, writePng } from './package/writePng.ts';

type Colour = readonly [number, number, number];

const TEAL: Colour = [14, 95, 99];
const DEEP_TEAL: Colour = [9, 70, 78];
const PAPER: Colour = [252, 250, 244];
const AMBER: Colour = [242, 169, 59];
const GREY: Colour = [176, 190, 190];
const WHITE: Colour = [255, 255, 255];

/** Distance in pixels from a point to a shape; negative inside it. */
type Shape = (x: number, y: number) => number;

const roundedBox =
  (centreX: number, centreY: number, halfWidth: number, halfHeight: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.abs(x - centreX) - halfWidth + radius;
    const dy = Math.abs(y - centreY) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };

const stroke =
  (points: readonly (readonly [number, number])[], width: number): Shape =>
  (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const [index, [x2, y2]] of points.entries()) {
      const [x1, y1] = points[index - 1] ?? [x2, y2];
      const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
      const along =
        length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
      nearest = Math.min(nearest, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)));
    }
    return nearest - width / 2;
  };

const outline =
  (shape: Shape, width: number): Shape =>
  (x, y) =>
    Math.abs(shape(x, y)) - width / 2;

const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -hole(x, y));

interface Layer {
  readonly shape: Shape;
  readonly colour: Colour;
}

/** Layers from back to front over `ground`, or over nothing. Edges are smoothed over one pixel. */
function drawIcon(
  size: number,
  ground: ((x: number, y: number) => Colour) | undefined,
  layers: readonly Layer[],
): Buffer {
  return writePng(size, (column, row): Pixel => {
    const x = column + 0.5;
    const y = row + 0.5;
    let [red, green, blue] = ground?.(x, y) ?? layers[0]?.colour ?? WHITE;
    let alpha = ground ? 1 : 0;
    for (const { shape, colour } of layers) {
      const cover = Math.max(0, Math.min(1, 0.5 - shape(x, y)));
      red += (colour[0] - red) * cover;
      green += (colour[1] - green) * cover;
      blue += (colour[2] - blue) * cover;
      alpha += (1 - alpha) * cover;
    }
    return { red, green, blue, alpha: alpha * 255 };
  });
}

/** 192 x 192, opaque. The mark keeps to the middle so that Teams may round the corners. */
export function drawColourIcon(): Buffer {
  const ground = (_: number, y: number): Colour => {
    const share = y / 192;
    return [0, 1, 2].map(
      (part) => (TEAL[part] ?? 0) + ((DEEP_TEAL[part] ?? 0) - (TEAL[part] ?? 0)) * share,
    ) as unknown as Colour;
  };
  const tick = (y: number): Shape =>
    stroke(
      [
        [66, y],
        [74, y + 8],
        [88, y - 8],
      ],
      8,
    );
  const line = (y: number, end: number): Shape =>
    stroke(
      [
        [100, y],
        [end, y],
      ],
      8,
    );
  return drawIcon(192, ground, [
    { shape: roundedBox(98, 105, 50, 62, 10), colour: [6, 52, 58] },
    { shape: roundedBox(96, 101, 50, 62, 10), colour: PAPER },
    { shape: roundedBox(96, 40, 24, 11, 8), colour: AMBER },
    { shape: tick(80), colour: TEAL },
    { shape: tick(106), colour: TEAL },
    { shape: outline(roundedBox(76, 132, 8, 8, 3), 5), colour: GREY },
    { shape: line(80, 130), colour: TEAL },
    { shape: line(106, 124), colour: TEAL },
    { shape: line(132, 130), colour: GREY },
  ]);
}

/** 32 x 32, white on transparent, as Teams wants its outline icon. */
export function drawOutlineIcon(): Buffer {
  const clip = roundedBox(16, 6, 4.5, 2.5, 1.5);
  const sheet = outline(roundedBox(16, 17, 10, 12, 2.5), 2);
  return drawIcon(32, undefined, [
    { shape: without(sheet, roundedBox(16, 6, 6, 4, 1.5)), colour: WHITE },
    { shape: clip, colour: WHITE },
    {
      shape: stroke(
        [
          [9.5, 13.5],
          [11.2, 15.2],
          [14, 12],
        ],
        1.8,
      ),
      colour: WHITE,
    },
    {
      shape: stroke(
        [
          [9.5, 20.5],
          [11.2, 22.2],
          [14, 19],
        ],
        1.8,
      ),
      colour: WHITE,
    },
    {
      shape: stroke(
        [
          [17, 13.5],
          [22.5, 13.5],
        ],
        1.8,
      ),
      colour: WHITE,
    },
    {
      shape: stroke(
        [
          [17, 20.5],
          [22.5, 20.5],
        ],
        1.8,
      ),
      colour: WHITE,
    },
  ]);
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(import.meta.dirname, '../appPackage');
  writeFileSync(join(folder, 'color.png'), drawColourIcon());
  writeFileSync(join(folder, 'outline.png'), drawOutlineIcon());
}
