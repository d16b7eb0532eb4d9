// An image twice as high and wide.
import { node, type Value } from '../../graph/value.ts';
import { known } from '../known.ts';

/** Every number four times, in a square; [batch, channels, height, width]. */
export function doubled(x: Value): Value {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const scales = known([4], 'float32', [1, 1, 2, 2]);
  return node('Resize', [x, null, scales], [batch, channels, height * 2, width * 2], 'float32', {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
}
