export { encodePng, pngSize, type Raster } from './encodePng.ts';
