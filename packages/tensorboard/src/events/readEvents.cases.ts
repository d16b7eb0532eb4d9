// What the EventAccumulator of TensorBoard 2.21.0 finds in the event files of others.

/** Tag, number of values, first step, last step, wall time of the first, sum of the values. */
export type CurveCase = readonly [string, number, number, number, number, number];

/** The curves of each file, by tag. */
export const FILE_CASES: readonly (readonly [string, readonly CurveCase[]])[] = [
  [
    'guild.eae22cfe.train.events.out.tfevents.1557870473.omaha',
    [
      ['acc', 28, 0, 2700, 1557870473.582994, 25.61999997496605],
      ['biases/max_1', 28, 0, 2700, 1557870473.582994, 37.51031884364784],
      ['biases/mean_1', 28, 0, 2700, 1557870473.582994, -3.887712963557277e-6],
      ['biases/min_1', 28, 0, 2700, 1557870473.582994, -40.022233477793634],
      ['biases/stddev', 28, 0, 2700, 1557870473.582994, 19.26418430544436],
      ['loss', 28, 0, 2700, 1557870473.582994, 8.313645035028458],
      ['sys/gpu0/mem_free', 1, 0, 0, 1557870473.582075, 1238368256.0],
      ['sys/gpu0/mem_total', 1, 0, 0, 1557870473.582075, 2101346304.0],
      ['sys/gpu0/mem_used', 1, 0, 0, 1557870473.582075, 862978048.0],
      ['sys/gpu0/mem_util', 1, 0, 0, 1557870473.582075, 0.2199999988079071],
      ['sys/gpu0/pstate', 1, 0, 0, 1557870473.582075, 0.0],
      ['sys/gpu0/temp', 1, 0, 0, 1557870473.582075, 42.0],
      ['sys/gpu0/util', 1, 0, 0, 1557870473.582075, 0.27000001072883606],
      ['sys/mem_free', 1, 0, 0, 1557870473.582796, 16172990464.0],
      ['sys/mem_total', 1, 0, 0, 1557870473.582796, 33596555264.0],
      ['sys/mem_used', 1, 0, 0, 1557870473.582796, 7087120384.0],
      ['sys/mem_util', 1, 0, 0, 1557870473.582796, 0.2329999953508377],
      ['sys/swap_free', 1, 0, 0, 1557870473.582796, 34218176512.0],
      ['sys/swap_total', 1, 0, 0, 1557870473.582796, 34218176512.0],
      ['sys/swap_used', 1, 0, 0, 1557870473.582796, 0.0],
      ['sys/swap_util', 1, 0, 0, 1557870473.582796, 0.0],
      ['weights/max_1', 28, 0, 2700, 1557870473.582994, 22.417033221572638],
      ['weights/mean_1', 28, 0, 2700, 1557870473.582994, 2.63416037149522e-7],
      ['weights/min_1', 28, 0, 2700, 1557870473.582994, -19.265499038621783],
      ['weights/stddev', 28, 0, 2700, 1557870473.582994, 3.505511841736734],
    ],
  ],
  [
    'guild.eae22cfe.validate.events.out.tfevents.1557870473.omaha',
    [
      ['acc', 28, 0, 2700, 1557870473.596972, 25.134199917316437],
      ['biases/max_1', 28, 0, 2700, 1557870473.596972, 37.51031884364784],
      ['biases/mean_1', 28, 0, 2700, 1557870473.596972, -3.887712963557277e-6],
      ['biases/min_1', 28, 0, 2700, 1557870473.596972, -40.022233477793634],
      ['biases/stddev', 28, 0, 2700, 1557870473.596972, 19.26418430544436],
      ['loss', 28, 0, 2700, 1557870473.596972, 9.72488185763359],
      ['sys/gpu0/mem_free', 1, 0, 0, 1557870473.596735, 1238368256.0],
      ['sys/gpu0/mem_total', 1, 0, 0, 1557870473.596735, 2101346304.0],
      ['sys/gpu0/mem_used', 1, 0, 0, 1557870473.596735, 862978048.0],
      ['sys/gpu0/mem_util', 1, 0, 0, 1557870473.596735, 0.2199999988079071],
      ['sys/gpu0/pstate', 1, 0, 0, 1557870473.596735, 0.0],
      ['sys/gpu0/temp', 1, 0, 0, 1557870473.596735, 42.0],
      ['sys/gpu0/util', 1, 0, 0, 1557870473.596735, 0.27000001072883606],
      ['sys/mem_free', 1, 0, 0, 1557870473.596827, 16172990464.0],
      ['sys/mem_total', 1, 0, 0, 1557870473.596827, 33596555264.0],
      ['sys/mem_used', 1, 0, 0, 1557870473.596827, 7087120384.0],
      ['sys/mem_util', 1, 0, 0, 1557870473.596827, 0.2329999953508377],
      ['sys/swap_free', 1, 0, 0, 1557870473.596827, 34218176512.0],
      ['sys/swap_total', 1, 0, 0, 1557870473.596827, 34218176512.0],
      ['sys/swap_used', 1, 0, 0, 1557870473.596827, 0.0],
      ['sys/swap_util', 1, 0, 0, 1557870473.596827, 0.0],
      ['weights/max_1', 28, 0, 2700, 1557870473.596972, 22.417033221572638],
      ['weights/mean_1', 28, 0, 2700, 1557870473.596972, 2.63416037149522e-7],
      ['weights/min_1', 28, 0, 2700, 1557870473.596972, -19.265499038621783],
      ['weights/stddev', 28, 0, 2700, 1557870473.596972, 3.505511841736734],
    ],
  ],
  [
    'mshahbaz.20211112-030102.train.events.out.tfevents.1636668062.MSI.16352.0.v2',
    [['epoch_loss', 10, 0, 9, 1636668063.252645, 4.809581696987152]],
  ],
  [
    'mshahbaz.20211112-030102.validation.events.out.tfevents.1636668063.MSI.16352.1.v2',
    [
      ['epoch_loss', 10, 0, 9, 1636668063.254361, 4.810679197311401],
      ['evaluation_loss_vs_iterations', 10, 40, 400, 1636668063.247407, 4.810679197311401],
    ],
  ],
  [
    'oct.20220105-074636.train.events.out.tfevents.1641386797.pedram-Z97M-DS3H.26759.648.v2',
    [
      ['epoch_accuracy', 50, 0, 49, 1641386802.981661, 47.20294189453125],
      ['epoch_loss', 50, 0, 49, 1641386802.9814, 8.038003273308277],
    ],
  ],
  ['oct.20220105-074636.train.events.out.tfevents.1641386801.pedram-Z97M-DS3H.profile-empty', []],
  [
    'oct.20220105-074636.validation.events.out.tfevents.1641386802.pedram-Z97M-DS3H.26759.3918.v2',
    [
      ['epoch_accuracy', 50, 0, 49, 1641386802.982111, 45.78900992870331],
      ['epoch_loss', 50, 0, 49, 1641386802.981916, 11.40374069660902],
      ['evaluation_accuracy_vs_iterations', 50, 251, 12550, 1641386802.963158, 45.78900992870331],
      ['evaluation_loss_vs_iterations', 50, 251, 12550, 1641386802.96251, 11.40374069660902],
    ],
  ],
  [
    'wandb.events.out.tfevents.111.simple.localdomain',
    [['loss', 1, 20000, 20000, 1561591984.1854348, 0.8999999761581421]],
  ],
];

/** Number of nodes, inputs, attributes and bytes of a graph. */
export type GraphCase = readonly [number, number, number, number];

/**
 * Tag, number of histograms, buckets in all after migrate_value of tensorboard/data_compat.py, sum of
 * their counts, sum of the smallest values, sum of the sums of squares.
 */
export type HistogramCase = readonly [string, number, number, number, number, number];

/** What else the files hold, as TensorBoard's LegacyEventFileLoader and protocol buffers find it. */
export interface ContentCase {
  readonly kinds: Readonly<Record<string, number>>;
  readonly histograms?: readonly HistogramCase[];
  /** Sums of width, height and bytes of the pictures. */
  readonly images?: readonly [number, number, number];
  readonly graph?: GraphCase;
  /** Class and number of layers of a Keras model. */
  readonly kerasModel?: readonly [string, number];
  /** Tag and plugin of a tensor. */
  readonly tensor?: readonly [string, string];
}

const GUILD_HISTOGRAMS: readonly HistogramCase[] = [
  ['weights/weights', 28, 9339, 219520, -19.265499038621783, 3670.0201872950583],
  ['biases/biases', 28, 496, 280, -40.022233477793634, 151.2620657961901],
];

/** Every file, by name. */
export const CONTENT_CASES: readonly (readonly [string, ContentCase])[] = [
  [
    'guild.eae22cfe.train.events.out.tfevents.1557870473.omaha',
    {
      kinds: { graph: 1, metaGraph: 1, scalar: 295, empty: 2, image: 280, histogram: 56 },
      histograms: GUILD_HISTOGRAMS,
      images: [7840, 7840, 78680],
      graph: [172, 224, 504, 20804],
    },
  ],
  [
    'guild.eae22cfe.validate.events.out.tfevents.1557870473.omaha',
    {
      kinds: { scalar: 295, empty: 2, image: 280, histogram: 56 },
      histograms: GUILD_HISTOGRAMS,
      images: [7840, 7840, 75992],
    },
  ],
  [
    'mshahbaz.20211112-030102.train.events.out.tfevents.1636668062.MSI.16352.0.v2',
    { kinds: { kerasModel: 1, scalar: 10 }, kerasModel: ['Sequential', 3] },
  ],
  [
    'mshahbaz.20211112-030102.validation.events.out.tfevents.1636668063.MSI.16352.1.v2',
    { kinds: { scalar: 20 } },
  ],
  [
    'oct.20220105-074636.train.events.out.tfevents.1641386797.pedram-Z97M-DS3H.26759.648.v2',
    {
      kinds: { kerasModel: 1, graph: 1, tensor: 1, scalar: 100 },
      graph: [368, 732, 1039, 267062],
      kerasModel: ['Sequential', 6],
      tensor: ['batch_2', 'graph_run_metadata_graph'],
    },
  ],
  [
    'oct.20220105-074636.train.events.out.tfevents.1641386801.pedram-Z97M-DS3H.profile-empty',
    { kinds: {} },
  ],
  [
    'oct.20220105-074636.validation.events.out.tfevents.1641386802.pedram-Z97M-DS3H.26759.3918.v2',
    { kinds: { scalar: 200 } },
  ],
  [
    'wandb.events.out.tfevents.111.simple.localdomain',
    {
      kinds: { histogram: 1, scalar: 1, image: 1 },
      histograms: [['histo', 1, 600, 1000, 48.88876059228537, 2697550.1172019374]],
      images: [28, 28, 96],
    },
  ],
];
