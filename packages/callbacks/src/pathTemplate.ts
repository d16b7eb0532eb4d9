// Fills `{epoch:02d}` and `{valLoss:.4f}` in a path, as Python's format does for numbers.
import { ValueError } from '@dlqr/core/errors';
import { logName } from './base/logs.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;
const FIELD = /^(\w+)(?::(0)?(\d+)?(?:\.(\d+))?([dfe])?)?$/;

/** The names that a template's placeholders ask for. */
export function placeholderNames(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, field]) => parseField(field as string).name);
}

/**
 * Fills a template with numbers. Placeholders are `{name}`, `{name:02d}` (whole number, two places,
 * zeros in front), `{name:.4f}` (four decimals) and `{name:.2e}`.
 *
 * @throws {ValueError} when a placeholder cannot be understood or there is no value for it
 * @example fillPath('model-{epoch:02d}-{valLoss:.2f}', { epoch: 7, valLoss: 0.1234 })
 * // 'model-07-0.12'
 */
export function fillPath(template: string, values: Readonly<Record<string, number>>): string {
  return template.replace(PLACEHOLDER, (_, text: string) => {
    const field = parseField(text);
    const value = values[field.name];
    if (value !== undefined) return field.format(value);
    throw new ValueError(
      `the path "${template}" asks for "${field.name}"; there is ${Object.keys(values).join(', ')}`,
    );
  });
}

interface Field {
  readonly name: string;
  readonly format: (value: number) => string;
}

function parseField(text: string): Field {
  const match = FIELD.exec(text);
  if (!match) {
    throw new ValueError(`the placeholder "{${text}}" cannot be understood`, {
      hint: 'Write it like {epoch:02d}, {valLoss:.4f} or {valLoss}.',
    });
  }
  const [, name, zero, width = '0', decimals, type] = match;
  const fill = zero ? '0' : ' ';
  const format = (value: number): string => {
    const digits = digitsOf(value, type, decimals === undefined ? undefined : Number(decimals));
    const sign = digits.startsWith('-') && zero ? '-' : '';
    return sign + digits.slice(sign.length).padStart(Number(width) - sign.length, fill);
  };
  return { name: logName(name as string), format };
}

function digitsOf(value: number, type: string | undefined, decimals: number | undefined): string {
  if (type === 'f') return value.toFixed(decimals ?? 6);
  if (type === 'e') return value.toExponential(decimals ?? 6);
  if (type === 'd') return String(Math.round(value));
  return decimals === undefined ? String(value) : value.toPrecision(Math.max(1, decimals));
}
