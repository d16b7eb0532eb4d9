// Makes events of the values of summaries, in the form of TensorFlow 1 and in that of 2.
import type { SummaryMetadata, SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { CUSTOM_SCALARS_PLUGIN, layoutOfTensor } from '../summaries/customScalarsSummary.ts';
import {
  bucketsOfProto,
  bucketsOfTensor,
  HISTOGRAMS_PLUGIN,
  statisticsOfProto,
} from '../summaries/histogramSummary.ts';
import { HPARAMS_PLUGIN, hparamsOfContent } from '../summaries/hparamsSummary.ts';
import { IMAGES_PLUGIN, imagesOfTensor } from '../summaries/imageSummary.ts';
import { KERAS_MODEL_PLUGIN, kerasModelOfTensor } from '../summaries/kerasModelSummary.ts';
import { PR_CURVES_PLUGIN, prCurveOfTensor } from '../summaries/prCurveSummary.ts';
import { SCALARS_PLUGIN, scalarOfTensor } from '../summaries/scalarSummary.ts';
import { TEXT_PLUGIN, textsOfTensor } from '../summaries/textSummary.ts';
import { readTensor } from '../tensors/readTensor.ts';
import type { RunEvent } from './runEvent.ts';

/** Where a value stands. */
interface Place {
  readonly tag: string;
  readonly step: number;
  readonly wallTime: number;
}

/** Knows the plugins of tags, which only the first summary of a tag need name. */
export class SummaryEvents {
  readonly #metadata = new Map<string, SummaryMetadata>();

  /** @throws {Error} when the value is damaged */
  eventOf(value: SummaryValue, step: number, wallTime: number): RunEvent {
    const { tag = '', simpleValue, histo, image, audio, tensor } = value;
    const place = { tag, step, wallTime };
    if (simpleValue !== undefined) return { kind: 'scalar', ...place, value: simpleValue };
    const metadata = this.#metadataOf(tag, value.metadata);
    if (histo) {
      const [buckets, statistics] = [bucketsOfProto(histo), statisticsOfProto(histo)];
      return { kind: 'histogram', ...place, buckets, statistics };
    }
    if (image) {
      const { width = 0, height = 0, encodedImageString } = image;
      const images = encodedImageString ? [encodedImageString] : [];
      return { kind: 'image', ...place, width, height, images };
    }
    if (audio) {
      const { encodedAudioString } = audio;
      return { kind: 'audio', ...place, clips: encodedAudioString ? [encodedAudioString] : [] };
    }
    const { pluginName: plugin = '', content: pluginContent = new Uint8Array(0) } =
      metadata?.pluginData ?? {};
    if (plugin === HPARAMS_PLUGIN) {
      const content = hparamsOfContent(pluginContent);
      if (content) return { kind: 'hparams', ...place, ...content };
    }
    if (!tensor) return { kind: 'empty', ...place };
    const known = READERS.get(plugin)?.(tensor, place);
    return known ?? { kind: 'tensor', ...place, plugin, pluginContent, tensor: readTensor(tensor) };
  }

  #metadataOf(tag: string, metadata: SummaryMetadata | undefined): SummaryMetadata | undefined {
    const known = this.#metadata.get(tag);
    if (known || !metadata) return known;
    this.#metadata.set(tag, metadata);
    return metadata;
  }
}

/** Gives an event for the tensor of a plugin; null when it is not what the plugin writes. */
type TensorReader = (tensor: TensorProto, place: Place) => RunEvent | null;

const READERS: ReadonlyMap<string, TensorReader> = /* @__PURE__ */ new Map<string, TensorReader>([
  [
    SCALARS_PLUGIN,
    (tensor, place) => {
      const value = scalarOfTensor(tensor);
      return value === null ? null : { kind: 'scalar', ...place, value };
    },
  ],
  [
    HISTOGRAMS_PLUGIN,
    (tensor, place) => {
      const buckets = bucketsOfTensor(tensor);
      return buckets && { kind: 'histogram', ...place, buckets };
    },
  ],
  [
    IMAGES_PLUGIN,
    (tensor, place) => {
      const content = imagesOfTensor(tensor);
      return content && { kind: 'image', ...place, ...content };
    },
  ],
  [
    'audio',
    (tensor, place) => {
      const { dtype, shape, values } = readTensor(tensor);
      if (dtype !== 'string' || shape.length === 0) return null;
      // [clips], or [clips, 2] with a label beside each.
      const stride = shape[1] ?? 1;
      return { kind: 'audio', ...place, clips: values.filter((_, index) => index % stride === 0) };
    },
  ],
  [
    TEXT_PLUGIN,
    (tensor, place) => {
      const content = textsOfTensor(tensor);
      return content && { kind: 'text', ...place, ...content };
    },
  ],
  [
    PR_CURVES_PLUGIN,
    (tensor, place) => {
      const curve = prCurveOfTensor(tensor);
      return curve && { kind: 'prCurve', ...place, ...curve };
    },
  ],
  [
    CUSTOM_SCALARS_PLUGIN,
    (tensor, place) => {
      const categories = layoutOfTensor(tensor);
      return categories && { kind: 'customScalars', ...place, categories };
    },
  ],
  [
    KERAS_MODEL_PLUGIN,
    (tensor, place) => {
      const config = kerasModelOfTensor(tensor);
      return config === null ? null : { kind: 'kerasModel', ...place, config };
    },
  ],
]);
