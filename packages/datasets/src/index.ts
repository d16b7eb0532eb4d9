export { type UnpackOptions, unpackArchive, unpackedFolder } from './archives/unpackArchive.ts';
export type { UnpackLimits } from './archives/unpackTarget.ts';
export { readCifar10, readCifar100 } from './cifar/readCifar.ts';
export type { ColumnTypes, ReadTable } from './columns/buildTable.ts';
export type { ColumnType } from './columns/columnType.ts';
export { columnTypesOf } from './columns/columnTypesOf.ts';
export type { ColumnWarning } from './columns/columnWarning.ts';
export { completeRows } from './columns/completeRows.ts';
export type { NamedCell } from './columns/numberCells.ts';
export { numberColumnOf } from './columns/numberColumnOf.ts';
export type { CsvOptions } from './csv/csvOptions.ts';
export { readCsv } from './csv/readCsv.ts';
export { type WriteCsvOptions, writeCsv } from './csv/writeCsv.ts';
export { cacheDirectory } from './download/cacheDirectory.ts';
export { type DownloadOptions, downloadFile, type PublishedFile } from './download/downloadFile.ts';
export type { DownloadProgress } from './download/transfer.ts';
export type { ClassFiles, ClassFilesOptions } from './files/classFolders.ts';
export type { TextEncoding } from './files/textEncoding.ts';
export { type IdxArray, readIdx } from './idx/readIdx.ts';
export type { ImageSet, ImageSplits } from './images/imageSplits.ts';
export { listImages } from './images/listImages.ts';
export { type ImageFolder, listImageFolder, readImageFolder } from './images/readImageFolder.ts';
export { type Images, type ReadImagesOptions, readImages } from './images/readImages.ts';
export { type OptionalPackage, packageFolder } from './packages/resolvePackage.ts';
export { type RecordsOptions, readRecords } from './records/readRecords.ts';
export type { DataSource, LoadOptions, Provenance } from './registry/dataSource.ts';
export {
  type Dataset,
  type DatasetDefinition,
  defineDataset,
  describeSource,
  type LoadedDataset,
  type ReadContext,
} from './registry/dataset.ts';
export type { DatasetData, TableData } from './registry/datasetData.ts';
export type { DatasetFile, DatasetInfo, DatasetTask } from './registry/datasetInfo.ts';
export {
  type DatasetRegistry,
  datasetNamed,
  datasets,
  isDatasetName,
} from './registry/datasets.ts';
export type { EmbeddedFiles } from './registry/locateFiles.ts';
export { readTextFile, readTextFolder, type TextFolder } from './text/readTextFolder.ts';
