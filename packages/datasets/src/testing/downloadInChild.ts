// A program for tests: downloads the file of its first argument to the path of its second.
import { downloadFile } from '../download/downloadFile.ts';

const [file = '', path = ''] = process.argv.slice(2);
process.send?.('ready');
process.send?.(await downloadFile(JSON.parse(file), path));
process.disconnect();
