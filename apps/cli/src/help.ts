// What `npm start -- --help` prints.

export const HELP = `Usage: npm start -- [APP | COMMAND] [options]

Without an app it trains chapter 2 on its embedded data.

Commands:
  list                          the chapter apps
  doctor                        what works on this machine, how fast, what is missing
  predict RUN_DIR INPUT         apply a trained run to new data
          [--out FILE]

Apps:
  APP is a folder of apps/ or its chapter: ch02. Each has its own --help.
  All understand --data, --backend, --seed, --epochs, --batch-size, --quick,
  --out, --resume, --json and --help.

Examples:
  npm start
  npm start -- ch02 --data my.csv --target price
  npm start -- predict runs/ch02-regression/20260101-120000-1 new.csv --out predicted.csv

Exit status: 0 done, 1 failed, 2 usage, 130 interrupted after saving.
`;
