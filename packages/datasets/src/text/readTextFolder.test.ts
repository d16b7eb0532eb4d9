import { symlink } from 'node:fs/promises';
import { describeShared, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { unpackArchive } from '../archives/unpackArchive.ts';
import { buildZip } from '../testing/buildZip.ts';
import { testFile, testFolder } from '../testing/testFile.ts';
import { readTextFile, readTextFolder } from './readTextFolder.ts';

describe('readTextFolder', () => {
  it('reads every file below each class, in the same order everywhere', async () => {
    const folder = await testFolder({
      'b/10.txt': 'b ten',
      'b/2.txt': 'b two',
      'a/deep/er/3': 'a deep',
      'a/z': 'a z',
      'a/.hidden': 'no',
      '__MACOSX/x': 'no',
      '.git/x': 'no',
      'readme.txt': 'no',
    });
    const { classNames, texts, labels, paths } = await readTextFolder(folder);
    expect(classNames).toEqual(['a', 'b']);
    expect(texts).toEqual(['a z', 'a deep', 'b ten', 'b two']);
    expect(labels).toEqual(Int32Array.of(0, 0, 1, 1));
    expect(paths[3]).toBe(`${folder}/b/2.txt`);
  });

  it('follows links to files and to the folders of classes, but not in circles', async () => {
    const elsewhere = await testFolder({ 'cats/1': 'cat', 'more/2': 'no', 'note.txt': 'linked' });
    const folder = await testFolder({ 'dogs/1': 'dog' });
    await symlink(`${elsewhere}/cats`, `${folder}/cats`);
    await symlink(`${elsewhere}/note.txt`, `${folder}/dogs/2`);
    await symlink(folder, `${folder}/dogs/3`);
    await symlink(`${elsewhere}/nothing`, `${folder}/dogs/4`);
    const { classNames, texts } = await readTextFolder(folder);
    expect(classNames).toEqual(['cats', 'dogs']);
    expect(texts).toEqual(['cat', 'dog', 'linked']);
  });

  it('takes the named classes, in their order', async () => {
    const folder = await testFolder({ 'neg/1': 'bad', 'pos/1': 'good', 'unsup/1': '?' });
    const { classNames, texts } = await readTextFolder(folder, { classNames: ['pos', 'neg'] });
    expect(classNames).toEqual(['pos', 'neg']);
    expect(texts).toEqual(['good', 'bad']);
  });

  it('decodes each file on its own', async () => {
    const folder = await testFolder({
      'a/1': 'né',
      'a/2': Buffer.from('né \x96', 'latin1'),
      'a/3': '\uFEFFbom',
    });
    expect((await readTextFolder(folder)).texts).toEqual(['né', 'né –', 'bom']);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'files without subfolders',
      { 'x.txt': 'x', 'y.txt': 'y' },
      'has 2 texts in it, but no subfolders',
    ],
    ['nothing', {}, 'has no subfolders; expected one subfolder for each class'],
    ['a class without files', { 'a/1': 'x', 'b/.keep': '' }, '/b holds no texts'],
  ])('refuses a folder with %s', async (_name, files, message) => {
    await expect(readTextFolder(await testFolder(files))).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a class that is not there, and a file for a folder', async () => {
    const folder = await testFolder({ 'a/1': 'x' });
    await expect(readTextFolder(folder, { classNames: ['a', 'c'] })).rejects.toThrow(
      'has no subfolder "c"; it has a',
    );
    await expect(readTextFolder(`${folder}/a/1`)).rejects.toThrow(
      'is a file; expected a folder of texts',
    );
    await expect(readTextFolder(`${folder}/no`)).rejects.toMatchObject({ code: 'DLQR_FILE' });
  });
});

describe('readTextFile', () => {
  it('reads a text', async () => {
    expect(await readTextFile(await testFile('x.txt', 'one\r\ntwo'))).toBe('one\r\ntwo');
  });

  it('refuses what is no text', async () => {
    const path = await testFile('x.txt', buildZip([{ name: 'a', content: 'b' }]));
    await expect(readTextFile(path)).rejects.toThrow('x.txt is a zip archive');
    await expect(readTextFile(`${path}.no`)).rejects.toMatchObject({ code: 'DLQR_FILE' });
  });
});

describeShared('data/newsgroups', 'mini_newsgroups', () => {
  it('is 2,000 posts of 20 groups, six of them in Latin-1', async () => {
    const folder = `${await temporaryDirectory()}/groups`;
    await unpackArchive(sharedPath('data/newsgroups/mini_newsgroups.tar.gz') as string, folder);
    const { texts, classNames, labels, paths } = await readTextFolder(`${folder}/mini_newsgroups`);
    expect(texts).toHaveLength(2000);
    expect(classNames).toHaveLength(20);
    expect(classNames[0]).toBe('alt.atheism');
    expect(labels[1999]).toBe(19);
    const latin1 = texts[paths.indexOf(`${folder}/mini_newsgroups/sci.space/61534`)] ?? '';
    expect(latin1.match(/[\u0080-\uffff]/g)).toEqual(['ø', 'Ä']); // the bytes f8 and c4
    // Two posts, in valid UTF-8, hold this character themselves (counted with Python).
    expect(texts.filter((text) => text.includes('\uFFFD'))).toHaveLength(2);
  });
});
