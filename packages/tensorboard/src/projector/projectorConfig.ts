// The configuration file of TensorBoard's projector, in the text form of protocol buffers.

/** One tensor that the projector lists; paths are relative to the configuration. */
export interface ProjectorEntry {
  readonly tensorName: string;
  readonly tensorShape: readonly number[];
  readonly tensorPath: string;
  readonly metadataPath?: string | undefined;
  readonly sprite?: { readonly imagePath: string; readonly size: readonly number[] } | undefined;
}

/** @see projector_config.proto of tensorboard/plugins/projector */
export function projectorConfig(entries: readonly ProjectorEntry[]): string {
  return entries
    .map(({ tensorName, tensorShape, tensorPath, metadataPath, sprite }) =>
      [
        'embeddings {',
        `  tensor_name: ${quoted(tensorName)}`,
        `  tensor_path: ${quoted(tensorPath)}`,
        ...tensorShape.map((size) => `  tensor_shape: ${size}`),
        ...(metadataPath === undefined ? [] : [`  metadata_path: ${quoted(metadataPath)}`]),
        ...(sprite
          ? [
              '  sprite {',
              `    image_path: ${quoted(sprite.imagePath)}`,
              ...sprite.size.map((size) => `    single_image_dim: ${size}`),
              '  }',
            ]
          : []),
        '}\n',
      ].join('\n'),
    )
    .join('');
}

/** What JSON escapes is escaped the same way here. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
