import { runApp } from '@dlqr/app-kit';
import { app } from './main.ts';

await runApp(app);
