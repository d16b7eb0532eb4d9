import { describe, expect, it } from 'vitest';
import { findApp, listApps, UsageError } from './apps.mjs';
import { ROOT } from './repository.mjs';

const apps = ['board', 'ch02-regression', 'ch10-sentiment', 'ch10-topics', 'ch13-gan'];

describe('findApp', () => {
  it.each([
    ['ch02', 'ch02-regression'],
    ['ch02-regression', 'ch02-regression'],
    ['ch10-topics', 'ch10-topics'],
    ['board', 'board'],
  ])('finds %s', (name, folder) => {
    expect(findApp(name, apps)).toBe(folder);
  });

  it.each(['ch1', 'ch02-reg', 'regression', '', '../cli', 'cli'])(
    'refuses "%s", listing the apps in one line',
    (name) => {
      expect(() => findApp(name, apps)).toThrow(UsageError);
      expect(() => findApp(name, apps)).toThrow(
        /^There is no app .*ch02-regression, ch10-sentiment.*$/,
      );
    },
  );

  it('asks which one where several fit', () => {
    expect(() => findApp('ch10', apps)).toThrow(/choose ch10-sentiment or ch10-topics/);
  });
});

describe('listApps', () => {
  it('gives the apps of this checkout without the command line itself', () => {
    expect(listApps(ROOT)).toContain('ch02-regression');
    expect(listApps(ROOT)).not.toContain('cli');
  });

  it('is empty where there are none', () => {
    expect(listApps('/nowhere')).toEqual([]);
  });
});
