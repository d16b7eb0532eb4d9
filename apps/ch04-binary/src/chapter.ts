// What the chapter is about; said in the help, on the terminal and in the report.

export const NAME = 'ch04-binary';
export const TITLE = 'Chapter 4: two classes';
export const QUESTION: string =
  'Does a sensor stand indoors? Expect an accuracy near 0.87 on sensors that were never seen, against ' +
  '0.55 for a line. With --data full: is this second of EEG a seizure? Expect a ROC-AUC above 0.99, ' +
  'where a line has 0.5.';
