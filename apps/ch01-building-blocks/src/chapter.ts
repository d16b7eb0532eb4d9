// What the chapter is about; said in the help, on the terminal and in the report.

export const NAME = 'ch01-building-blocks';
export const TITLE = 'Chapter 1: the building blocks';
export const QUESTION: string =
  'Do the building blocks of deep learning do what the book says? Everything here is computed: ' +
  'expect gradients by hand within 1e-4 of automatic ones, optimizers within 1e-6 of their formulas.';
