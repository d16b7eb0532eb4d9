import { describe, expect, it } from 'vitest';
import { finishSvg } from './finishSvg.ts';

const figure = { title: 'a < b & "c"', width: 300, height: 200, spec: { layer: [] } };

function finished(body: string): string {
  return finishSvg(`<svg class="marks" width="299" height="200">${body}</svg>`, figure);
}

describe('finishSvg', () => {
  it('gives the root element the size of the figure and an escaped name', () => {
    const svg = finished('<path d="M0,0"/>');
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="300" height="200" viewBox="0 0 300 200"/,
    );
    expect(svg).toContain('role="img" aria-label="a &lt; b &amp; &quot;c&quot;"');
    expect(svg.endsWith('<path d="M0,0"/></svg>\n')).toBe(true);
  });

  it('rounds coordinates, but no text', () => {
    const svg = finished('<path d="M1.23456,-0.00001L3e-7,2.5"/><text>1.23456</text>');
    expect(svg).toContain('<path d="M1.235,0L3e-7,2.5"/>');
    expect(svg).toContain('<text>1.23456</text>');
  });

  it('renames ids and what refers to them, but no text', () => {
    const svg = finished(
      '<g clip-path="url(#clip7)"/><rect fill="url(#gradient_0)"/><use href="#clip7"/>' +
        '<text>url(#clip7) id="clip7"</text><defs><linearGradient id="gradient_0"/><clipPath id="clip7"/></defs>',
    );
    const ids = [...svg.matchAll(/<\w+ id="(dlqr-[0-9a-f]{10}-\d)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
    expect(svg).toContain(`clip-path="url(#${ids[1]})"`);
    expect(svg).toContain(`fill="url(#${ids[0]})"`);
    expect(svg).toContain(`href="#${ids[1]}"`);
    expect(svg).toContain('<text>url(#clip7) id="clip7"</text>');
  });

  it('takes the numbering of the process out, and tells drawings apart', () => {
    const body = (id: string, path: string) =>
      `<g clip-path="url(#${id})"/><clipPath id="${id}"><path d="${path}"/></clipPath>`;
    expect(finished(body('clip1', 'M0'))).toBe(finished(body('clip99', 'M0')));
    const idOf = (svg: string) => / id="([^"]*)"/.exec(svg)?.[1];
    expect(idOf(finished(body('clip1', 'M0')))).not.toBe(idOf(finished(body('clip1', 'M1'))));
  });
});
