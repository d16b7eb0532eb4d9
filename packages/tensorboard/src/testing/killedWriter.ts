// A program that is killed while it writes an event file into the folder that it is given.
import { EventFileWriter } from '../events/eventFileWriter.ts';

const writer = new EventFileWriter(process.argv[2] as string);
for (let step = 0; step < 50_000; step++) writer.scalar('loss', step / 4, step);
writer.histogram('weights', [1, 2, 3], 50_000);
writer.flush();
for (let step = 50_000; step < 50_100; step++) writer.scalar('loss', step / 4, step); // lost
process.kill(process.pid, 'SIGKILL');
