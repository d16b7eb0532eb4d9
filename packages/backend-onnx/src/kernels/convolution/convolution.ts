// Every convolution kernel.
import type { Lowerings } from '../lowering.ts';
import { conv2d } from './conv2d.ts';
import { conv3d } from './conv3d.ts';
import { depthwise } from './depthwise.ts';

export const convolution: Lowerings = { ...conv2d, ...conv3d, ...depthwise };
