// CIFAR-10: small colour photographs of ten classes.
import { join } from 'node:path';
import { unpackedFolder } from '../archives/unpackArchive.ts';
import { readCifar10 } from '../cifar/readCifar.ts';
import { pathKind } from '../files/fileKind.ts';
import type { ImageSplits } from '../images/imageSplits.ts';
import { type Dataset, defineDataset } from './dataset.ts';

/** The folder that the archive holds. */
const FOLDER = 'cifar-10-batches-bin';

/** 50,000 training and 10,000 test images of 32x32 pixels in ten classes. */
export const cifar10: Dataset<ImageSplits> = defineDataset({
  name: 'cifar10',
  title: 'CIFAR-10',
  task: 'multiclass-classification',
  licence: 'not stated; its authors ask for the citation',
  citation:
    'A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, University of Toronto, 2009.',
  homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  files: [
    {
      name: 'cifar-10-binary.tar.gz',
      alsoNamed: [FOLDER],
      urls: ['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz'],
      // The homepage gives the MD5 c32a1d4ab5d03f1284b67883e8d87530; this is what torchvision for Ruby checks.
      sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      maxBytes: 170_052_171,
    },
  ],
  embedded: null,
  async read([path = ''], { cacheFolder, signal }) {
    if ((await pathKind(path)) === 'directory') return readCifar10(path);
    const unpacked = await unpackedFolder(path, cacheFolder, signal ? { signal } : {});
    return readCifar10(join(unpacked, FOLDER));
  },
});
