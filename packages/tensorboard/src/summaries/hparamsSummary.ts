// Hyperparameters as summaries: how they are written and read. All of it stands in the metadata.
import { createHash } from 'node:crypto';
import { ValueError } from '@dlqr/core/errors';
import {
  type ExperimentProto,
  type HParamInfoProto,
  type HParamsPluginData,
  hparamsPluginDataType,
  type SessionStartProto,
  type ValueProto,
} from '../protocol/hparams.ts';
import type { SummaryValue } from '../protocol/summary.ts';
import { dataTypeNumber } from '../tensors/dataTypes.ts';
import { shapeProto } from '../tensors/shapes.ts';
import type {
  HParam,
  HParamsContent,
  HParamsExperiment,
  HParamsSessionEnd,
  HParamsSessionStart,
  HParamValue,
  SessionStatus,
} from './hparams.ts';
import { pluginMetadata } from './metadata.ts';

export const HPARAMS_PLUGIN = 'hparams';

/** By their numbers. */
const TYPES = [undefined, 'string', 'boolean', 'number'] as const;
const DATASETS = [undefined, 'training', 'validation'] as const;
const STATUSES: readonly SessionStatus[] = ['unknown', 'success', 'failure', 'running'];

/** @throws {ValueError} when a hyperparameter's domain is empty or of several types */
export function experimentSummary(experiment: HParamsExperiment, now: number): SummaryValue {
  const { hparams, metrics, name, description, user, timeCreated = now } = experiment;
  const proto: ExperimentProto = {
    ...(description !== undefined && { description }),
    ...(user !== undefined && { user }),
    timeCreatedSecs: timeCreated,
    hparamInfos: hparams.map(hparamInfo),
    metricInfos: metrics.map(({ tag, group, displayName, description, dataset }) => ({
      name: { ...(group !== undefined && { group }), tag },
      ...(displayName !== undefined && { displayName }),
      ...(description !== undefined && { description }),
      ...(dataset && { datasetType: DATASETS.indexOf(dataset) }),
    })),
    ...(name !== undefined && { name }),
  };
  return summaryOf('_hparams_/experiment', { experiment: proto });
}

/** @throws {ValueError} when a value is of no type that TensorBoard knows */
export function sessionStartSummary(session: HParamsSessionStart): SummaryValue {
  const { hparams, groupName, startTime, modelUri, monitorUrl } = session;
  const names = Object.keys(hparams).sort();
  const proto: SessionStartProto = {
    hparams: names.map((key) => ({ key, value: valueProto(key, hparams[key] as HParamValue) })),
    ...(modelUri !== undefined && { modelUri }),
    ...(monitorUrl !== undefined && { monitorUrl }),
    groupName,
    startTimeSecs: startTime,
  };
  return summaryOf('_hparams_/session_start_info', { sessionStartInfo: proto });
}

export function sessionEndSummary({ status, endTime }: HParamsSessionEnd): SummaryValue {
  const end = { status: STATUSES.indexOf(status), endTimeSecs: endTime };
  return summaryOf('_hparams_/session_end_info', { sessionEndInfo: end });
}

/** A name for all sessions with these values: the SHA-256 of their JSON, as in TensorBoard. */
export function groupNameOf(hparams: Readonly<Record<string, HParamValue>>): string {
  const sorted = Object.fromEntries(Object.entries(hparams).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function summaryOf(tag: string, data: HParamsPluginData): SummaryValue {
  const content = hparamsPluginDataType.encode(data);
  const tensor = { dtype: dataTypeNumber('float32'), tensorShape: shapeProto([0]) };
  return { tag, tensor, metadata: pluginMetadata(HPARAMS_PLUGIN, {}, content) };
}

function hparamInfo(hparam: HParam): HParamInfoProto {
  const { name, displayName, description, domain } = hparam;
  const type = hparam.type ?? typeOfDomain(hparam);
  return {
    name,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(type && { type: TYPES.indexOf(type) }),
    ...(domain && domainProto(name, domain)),
  };
}

function domainProto(name: string, domain: NonNullable<HParam['domain']>) {
  if ('min' in domain) {
    return { domainInterval: { minValue: domain.min, maxValue: domain.max } };
  }
  return { domainDiscrete: { values: domain.map((value) => valueProto(name, value)) } };
}

function typeOfDomain({ name, domain }: HParam): HParam['type'] {
  if (!domain) return undefined;
  if ('min' in domain) {
    if (domain.min <= domain.max) return 'number';
    throw new ValueError(
      `the domain of "${name}" goes from ${domain.min} to ${domain.max}; expected the smaller end first`,
    );
  }
  const types = new Set(domain.map((value) => typeof value));
  const [type] = types;
  if (types.size === 1) return type as HParam['type'];
  throw new ValueError(
    `the domain of "${name}" has values of ${types.size} types; expected one type, and a value at least`,
  );
}

function valueProto(name: string, value: HParamValue): ValueProto {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value ? 1 : 0 };
  throw new ValueError(
    `the hyperparameter "${name}" is ${value}; expected a number, a text, true or false`,
  );
}

/** What the metadata of the plugin say; null when they say nothing that is known. */
export function hparamsOfContent(content: Uint8Array): HParamsContent | null {
  const { experiment, sessionStartInfo, sessionEndInfo } = hparamsPluginDataType.decode(content);
  if (experiment) return { part: 'experiment', experiment: experimentOf(experiment) };
  if (sessionStartInfo) return { part: 'sessionStart', session: sessionStartOf(sessionStartInfo) };
  if (!sessionEndInfo) return null;
  const { status = 0, endTimeSecs = 0 } = sessionEndInfo;
  return {
    part: 'sessionEnd',
    end: { status: STATUSES[status] ?? 'unknown', endTime: endTimeSecs },
  };
}

function experimentOf(proto: ExperimentProto): HParamsExperiment {
  const { name, description, user, timeCreatedSecs, hparamInfos = [], metricInfos = [] } = proto;
  return {
    hparams: hparamInfos.map(hparamOf),
    metrics: metricInfos.map(({ name, displayName, description, datasetType = 0 }) => {
      const dataset = DATASETS[datasetType];
      return {
        tag: name?.tag ?? '',
        ...(name?.group && { group: name.group }),
        ...(displayName && { displayName }),
        ...(description && { description }),
        ...(dataset && { dataset }),
      };
    }),
    ...(name && { name }),
    ...(description && { description }),
    ...(user && { user }),
    ...(timeCreatedSecs && { timeCreated: timeCreatedSecs }),
  };
}

function hparamOf(info: HParamInfoProto): HParam {
  const { name = '', displayName, description, domainInterval, domainDiscrete } = info;
  const type = TYPES[info.type ?? 0];
  return {
    name,
    ...(displayName && { displayName }),
    ...(description && { description }),
    ...(domainInterval && {
      domain: { min: domainInterval.minValue ?? 0, max: domainInterval.maxValue ?? 0 },
    }),
    ...(domainDiscrete && { domain: (domainDiscrete.values ?? []).map(hparamValue) }),
    ...(type && { type }),
  };
}

function sessionStartOf(proto: SessionStartProto): HParamsSessionStart {
  const { hparams = [], groupName = '', startTimeSecs = 0, modelUri, monitorUrl } = proto;
  return {
    hparams: Object.fromEntries(
      hparams.map(({ key = '', value = {} }) => [key, hparamValue(value)]),
    ),
    groupName,
    startTime: startTimeSecs,
    ...(modelUri && { modelUri }),
    ...(monitorUrl && { monitorUrl }),
  };
}

function hparamValue({ numberValue, stringValue, boolValue }: ValueProto): HParamValue {
  return numberValue ?? stringValue ?? boolValue === 1;
}
