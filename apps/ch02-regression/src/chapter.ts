// What the chapter is about; said in the help, on the terminal and in the report.

export const NAME = 'ch02-regression';
export const TITLE = 'Chapter 2: regression on a table';
export const QUESTION: string =
  'How many miles per gallon does a car do? Expect an error near 1.9, against 2.4 for a linear ' +
  'model and 6 for a constant. With --data full: how good is a wine, to 0.42 quality points?';
